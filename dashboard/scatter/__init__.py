"""The animated scatter: every sample's position at every epoch, painted, played and clicked in the browser.

A page needs three calls and one small type:

    points = Points(samples=ids, labels=class_index, classes=names, epochs=epoch_numbers)
    payload = quantize(positions, points, run="mine/pca_joint")     # once per run and projection; cache it
    animated_scatter_data(payload, key="scatter_data")              # outside the fragment
    picked = animated_scatter(                                      # inside the fragment
        key="scatter", run="mine/pca_joint", samples=ids, epoch=epoch, selected=selected,
        marks=neighbor_ids, colors=["#0072b2", ...], height=640,
    )
    if (picked.epoch, picked.selected) != (epoch, selected):        # the reader moved it
        ...store both where the page keeps them, then st.rerun()

With `samples=ids` the reader can select areas, and a selection of any size comes back; without it only clicks select.
Where there may be more samples than a browser plays, `fit(labels, epochs)` chooses the rows to draw and says why in
`.words`: give its `.rows` to `quantize`, and the same rows of everything else (`samples`, styles) to the view.

Colors other than the classes' travel the same way, once: `animated_scatter_style(pack_style(Style("mine/prediction",
...)), key="scatter_style")` beside the data, `animated_scatter(style="mine/prediction", ...)` in the fragment.

Pictures of the samples come lazily: `animated_scatter_thumbnails(look, key="scatter_pictures", run="mine/pca_joint")`
beside the data answers the view's questions for them; `look` gives a `Sight` of some ids.

`run` links the two mounts: the view paints the positions that were sent under the same `run`. `epoch` and `selected`
belong to the page: whatever the page passes is what the view shows, except that a value just reported by the view
comes back as `picked` once, so the page can take it over. `picked` equals what was passed when nothing happened.
`on_change=function(ScatterState)` takes the report over before the script runs instead (saves the extra rerun);
`picked` then simply equals what is passed. Values come from a browser: check that epoch and ids exist before use.
"""

from dashboard.scatter.fitting import Fit, fit
from dashboard.scatter.mount import animated_scatter, animated_scatter_data, animated_scatter_style
from dashboard.scatter.overlays import Overlays
from dashboard.scatter.payload import Points, quantize
from dashboard.scatter.report import ScatterState
from dashboard.scatter.style import Style, pack_style, value_codes
from dashboard.scatter.thumbnails import Sight, animated_scatter_thumbnails

__all__ = [
    "Fit",
    "Overlays",
    "Points",
    "ScatterState",
    "Sight",
    "Style",
    "animated_scatter",
    "animated_scatter_data",
    "animated_scatter_style",
    "animated_scatter_thumbnails",
    "fit",
    "pack_style",
    "quantize",
    "value_codes",
]
