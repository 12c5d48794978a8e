"""Every projection there is; the first is the default."""

from __future__ import annotations

from analysis.projections import decision, pca_drift_removed, pca_epoch, pca_joint, pca_last, umap_pooled
from analysis.projections.contract import Projection

PROJECTIONS: dict[str, Projection] = {
    "pca_joint": pca_joint,
    "pca_last": pca_last,
    "pca_drift_removed": pca_drift_removed,
    "pca_epoch": pca_epoch,
    "decision": decision,
    "umap": umap_pooled,
}
