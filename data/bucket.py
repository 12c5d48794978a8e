"""Is a storage bucket there and open to us? Asked once, so that a missing one is one clear message."""

from __future__ import annotations

import logging
import os
import sys
from functools import cache

import fsspec

from data.contract import EpochscopeError

SCHEMES = ("gs", "gcs")

# gcsfs would ask over gRPC what kind of bucket each one is, and warn at every command where it may not know.
os.environ.setdefault("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")
for _name in ("gcsfs", "google.auth"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they log a traceback for what is raised, and said, anyway

_SIGN_IN = (
    "Sign in with `gcloud auth application-default login`, or let GOOGLE_APPLICATION_CREDENTIALS name a key file of an "
    "account that may read and write there."
)


def refuse_closed(location: str, files: fsspec.AbstractFileSystem, path: str) -> None:
    """Ask once per process for a bucket, before anything in it is asked for.

    Args:
        location: the URL as the user gave it; anything but Google Cloud Storage passes unasked.
        files: the file system it lies on.
        path: its path there, bucket first.

    Raises:
        EpochscopeError: no such bucket, not allowed, or the storage does not answer.
    """
    if location.split("://", 1)[0] in SCHEMES:
        _ask(path.split("/", 1)[0], files.base)


@cache
def _ask(bucket: str, server: str) -> None:
    """An exception is not cached: the next call asks again."""
    files = fsspec.filesystem(SCHEMES[0])
    try:
        files.call("GET", "b/{}/o", bucket, maxResults=1, json_out=True)
    except FileNotFoundError as error:
        raise EpochscopeError(
            f"There is no bucket gs://{bucket}, or it is hidden from this account. Check the name. {_SIGN_IN}"
        ) from error
    except _answers() as error:
        reason = " ".join(str(error).split())[:200]
        if getattr(error, "code", None) in (401, 403) or reason.startswith("Forbidden"):
            raise EpochscopeError(f"gs://{bucket} is closed to this account: {reason}. {_SIGN_IN}") from error
        raise EpochscopeError(f"gs://{bucket} does not answer: {reason}. Check the network connection.") from error


def _answers() -> tuple[type[Exception], ...]:
    """How gcsfs and Google's sign-in say no; both are loaded by now if they are in use."""
    named = [("gcsfs.retry", "HttpError"), ("google.auth.exceptions", "GoogleAuthError")]
    return (OSError, *(getattr(sys.modules[module], name) for module, name in named if module in sys.modules))
