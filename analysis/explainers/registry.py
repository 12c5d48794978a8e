"""Every explainer by its name; a new one is one line here."""

from __future__ import annotations

from analysis.contract import Unsupported
from analysis.explainers import grad_cam, integrated_gradients, shap_values
from analysis.explainers.contract import Explainer

EXPLAINERS: dict[str, Explainer] = {
    "grad_cam": grad_cam,
    "integrated_gradients": integrated_gradients,
    "shap": shap_values,
}


def explainer(name: str) -> Explainer:
    """The explainer of a name.

    Raises:
        Unsupported: there is none; the names that exist are listed.
    """
    if name not in EXPLAINERS:
        raise Unsupported(f"There is no explainer {name!r}. Choose one of: {', '.join(EXPLAINERS)}.")
    return EXPLAINERS[name]
