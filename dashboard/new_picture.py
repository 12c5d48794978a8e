"""What the model service says of a picture that is not of the run, and the uploaded file, kept for the session."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.augmentation_draws import pictures_of
from dashboard.model_service import ask
from dashboard.store_cache import key_of
from data.contract import EpochscopeError

METRICS = ("euclidean", "cosine")
AMONG = ("all", "train", "validation")
SAME = 1e-3  # a distance below which two pictures are the same to the model, unless all lie that close
MOST_BYTES = 20 * 1024 * 1024  # of a file, as the service takes it

_ODD = EpochscopeError("The model service's answer has another form than expected: is it of the same version?")
_KEPT = "new_image_kept"  # plain key: page navigation drops the uploader's own state


@dataclass(frozen=True)
class Wanted:
    """Which neighbors: `epoch`, how many (`k`), by which `metric`, and `among` whom (see METRICS, AMONG)."""

    epoch: int
    k: int
    metric: str = "euclidean"
    among: str = "all"


@dataclass(frozen=True)
class NewPicture:
    """A picture that is not of the run, as a model of one epoch sees it.

    Attributes:
        rows: (k,) int64 row numbers of the nearest samples, nearest first.
        distances: (k,) float64.
        scores: (c,) float64, one per class.
        pixels: (y, x, 3) uint8, what the model was given.
        kind: the file's type, by content.
        size: (y, x) pixels of the file.
        turned: whether it was turned as its EXIF mark says.
    """

    rows: np.ndarray
    distances: np.ndarray
    scores: np.ndarray
    pixels: np.ndarray
    kind: str
    size: tuple[int, int]
    turned: bool

    def is_in_the_set(self, typical: float) -> bool:
        """Whether the nearest sample is as near as the picture itself would be.

        Args:
            typical: the usual distance of a sample to its nearest neighbor, in the same units.
        """
        return bool(len(self.rows) and self.distances[0] < SAME and self.distances[0] < typical / 100)


def find(run: Run, name: str, content: bytes, wanted: Wanted) -> NewPicture:
    """Ask the service for the samples nearest to a picture.

    Args:
        name: the run's folder name, by which the service knows it.
        content: the file's bytes.

    Raises:
        ServiceAway, ServiceStarting: no service, or not yet.
        EpochscopeError: refused, in the service's words.
    """
    if len(content) > MOST_BYTES:
        raise EpochscopeError(f"The file has {len(content) / 2**20:.1f} MB; {MOST_BYTES // 2**20} MB are the most.")
    return _find(run, content, key_of(run), name, (hashlib.sha256(content).hexdigest(), wanted))


def keep(file: tuple[str, bytes] | None) -> None:
    """Keep the uploaded file (name, bytes) for the session, in memory alone; None forgets it."""
    st.session_state[_KEPT] = file


def kept() -> tuple[str, bytes] | None:
    """The uploaded file; None while there is none."""
    return st.session_state.get(_KEPT)


@st.cache_resource(max_entries=32, show_spinner="Looking for its neighbours …")
def _find(_run: Run, _content: bytes, key: str, name: str, asked: tuple[str, Wanted]) -> NewPicture:
    wanted = asked[1]
    image = base64.b64encode(_content).decode("ascii")
    question = {"run": name, "image": image, "epoch": wanted.epoch, "k": wanted.k, "metric": wanted.metric}
    answer = ask("/neighbors", question | {"among": wanted.among})
    try:
        found = NewPicture(
            _run.rows_of([str(sample) for sample in answer["samples"]]),
            np.array([float(distance) for distance in answer["distances"]]),
            np.array([float(score) for score in answer["scores"]]),
            pictures_of(answer["picture"], 1)[0],
            str(answer["kind"]),
            (int(answer["size"][0]), int(answer["size"][1])),
            bool(answer["turned"]),
        )
    except (KeyError, TypeError, ValueError, IndexError, OSError, SyntaxError, binascii.Error) as error:
        raise _ODD from error
    if len(found.rows) != len(found.distances) or len(found.scores) != len(_run.classes):
        raise _ODD
    return found
