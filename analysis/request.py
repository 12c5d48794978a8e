"""What the user asked `analysis run` for, with every default in one place."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.store.layout import AMONG, METRICS

PREPROCESS_AUTO = "auto"
LINEAR = ("pca_joint", "pca_last", "pca_drift_removed", "pca_epoch", "decision")  # computed unless told otherwise
NEIGHBOR_LISTS = tuple(f"{metric}:{among}" for metric in METRICS for among in AMONG)
PROJECTIONS = (*LINEAR, "umap")  # the registry's names, in its order


@dataclass(frozen=True)
class Request:
    """One call of `analysis run`.

    Attributes:
        checkpoints: folder of per-epoch checkpoints.
        data: dataset name, folder, or preset:folder; None means the one that the checkpoints' own training.json names.
        out: the run store to write.
        pattern: how epochs are read off file names; None means any number after "epoch", else the last one.
        architecture: a model.json or a registry name, for checkpoints that hold weights only.
        classes: class names in the order of the model's outputs; None means the dataset's own order.
        input_size: (y, x) for models that leave it open.
        embedding_layer, map_layer: layer names; None means inferred.
        preprocess: a name of `checkpoints.preprocessing.PREPROCESSING`, or "auto".
        neighbors: neighbors kept per sample.
        neighbor_lists: of `NEIGHBOR_LISTS`: by which distance and among whom; "euclidean:all" is always there.
        projections: names of `analysis.projections.registry.PROJECTIONS`.
        components: coordinates per sample, 2 or 3; the screen shows two at a time.
        decision_pair: two class names that the decision view sets against each other; None means it chooses.
        methods: names of `analysis.explainers.registry.EXPLAINERS`.
        explain: how many samples to explain, chosen over all classes.
        explain_samples: ids to explain besides the chosen ones.
        batch_size: pictures per forward pass.
        tta: how many augmented draws to average at test time; 0 for none.
        tta_augment: transforms and presets of `checkpoints.augmentation`, separated by commas.
        tta_epochs: "last" or "all" complete epochs.
        baselines: whether linear models are fitted on pixels and embeddings.
    """

    checkpoints: str
    data: str | None
    out: str
    pattern: str | None = None
    architecture: str | None = None
    classes: tuple[str, ...] | None = None
    input_size: tuple[int, int] | None = None
    embedding_layer: str | None = None
    map_layer: str | None = None
    preprocess: str = PREPROCESS_AUTO
    neighbors: int = 50
    neighbor_lists: tuple[str, ...] = NEIGHBOR_LISTS[: len(AMONG) + 1]  # Euclidean, and cosine among all
    projections: tuple[str, ...] = LINEAR
    components: int = 2
    decision_pair: tuple[str, str] | None = None
    methods: tuple[str, ...] = ("grad_cam", "integrated_gradients", "shap")
    explain: int = 24
    explain_samples: tuple[str, ...] = ()
    batch_size: int = 64
    tta: int = 0
    tta_augment: str = "tta"
    tta_epochs: str = "last"
    baselines: bool = True
