"""Where everything lies in a run store, and under which names and axes."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 1  # raised when a reader of the old format would misread the new one

MANIFEST = "run.json"
SAMPLES = "samples.parquet"
HISTORY = "history.parquet"
EPOCHS = "epochs.parquet"
DUPLICATES = "duplicates.parquet"
HEALTH = "health.parquet"
ARRAYS = "arrays.zarr"
EXPLANATIONS = "explanations.zarr"
THUMBNAILS = "thumbnails"
BASELINES = "baselines.parquet"
SIMILARITY = "similarity.parquet"
SEPARATION = "separation.parquet"
LOOKS = "looks.parquet"  # the whole set; sample by sample: arrays, and LOOKS_SAMPLES for what no epoch changes
LOOKS_SAMPLES = "looks_samples.parquet"
NUISANCES = "nuisances.parquet"
NUISANCE_VERDICTS = "nuisance_verdicts.parquet"
PICTURE_NUISANCES = "picture_nuisances.parquet"
DECODED = "decoded.zarr"  # pictures at the model's input size; may be deleted, costs one more decoding

SAMPLE_BLOCK = 2048  # samples per chunk: 10 MB at 1,280 features


@dataclass(frozen=True)
class ArraySpec:
    """The form of one array: axes after `epoch`, dtype and the value that means "not written"."""

    axes: tuple[str, ...]
    dtype: str
    fill: float


EMBEDDINGS = ArraySpec(("sample", "feature"), "float32", float("nan"))
SCORES = ArraySpec(("sample", "class"), "float32", float("nan"))  # also `scores_tta`, where it was asked for
NEIGHBORS = ArraySpec(("sample", "neighbor"), "int32", -1)
NEIGHBOR_DISTANCES = ArraySpec(("sample", "neighbor"), "float32", float("nan"))
METRICS = ("euclidean", "cosine")  # of a list of neighbors
AMONG = ("all", "other_groups", "train", "validation")  # whom a sample's neighbors are sought among
PLAIN_LIST = ("euclidean", "all")  # every analysed epoch has it
PROJECTION = ArraySpec(("sample", "component"), "float32", float("nan"))
PER_SAMPLE = ArraySpec(("sample",), "float32", float("nan"))


def neighbor_arrays(metric: str, among: str) -> tuple[str, str]:
    """Names of the two arrays of one list of neighbors: rows (`NEIGHBORS`), distances (`NEIGHBOR_DISTANCES`)."""
    ending = "" if (metric, among) == PLAIN_LIST else f"_{metric}_{among}"
    return f"neighbors{ending}", f"neighbor_distances{ending}"


NUISANCE = ArraySpec(("sample", "nuisance"), "float32", float("nan"))


def looks_array(measure: str, among: str) -> str:
    """Name of the array (`PER_SAMPLE`) of how alike the neighbors look by one measure."""
    return f"looks_{measure}_{among}"


def looks_baseline(measure: str, name: str, among: str) -> str:
    """Name of the column of `LOOKS_SAMPLES` with one baseline."""
    return f"{measure}_{among}_{name}"


def nuisances_array(among: str, line: str | None = None) -> str:
    """Name of the array (`NUISANCE`, in the order of the manifest's columns) of agreement or of a line beside it."""
    return f"nuisances_{among}" if line is None else f"nuisances_{among}_{line}"


def map_spec(method: str) -> ArraySpec:
    """The form of one method's maps: each method has a resolution, hence axes, of its own."""
    return ArraySpec(("sample", "class", f"{method}_y", f"{method}_x"), "float32", float("nan"))


RESIDUAL = ArraySpec(("sample", "class"), "float32", float("nan"))
