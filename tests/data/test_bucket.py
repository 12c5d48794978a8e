"""Buckets that are there, missing or closed, asked of a server on loopback."""

from __future__ import annotations

import pytest

from data.contract import EpochscopeError
from data.locations import exists, filesystem, join, read_bytes, walk, write_atomically
from tests.storage import emulator, refusing


@pytest.fixture(scope="module")
def bucket():
    with emulator() as url:
        yield url


def test_what_is_written_is_read_back(bucket):
    place = join(bucket, "runs", "mine", "run.json")
    write_atomically(place, b"{}")
    assert read_bytes(place) == b"{}"
    assert exists(join(bucket, "runs", "mine")) and not exists(join(bucket, "runs", "yours"))
    assert list(walk(join(bucket, "runs"))) == [("", ["mine"], []), ("mine", [], ["run.json"])]


def test_a_missing_bucket_is_one_message(bucket):
    with pytest.raises(EpochscopeError, match=r"no bucket gs://other.*Check the name.*gcloud auth"):
        exists("gs://other/runs")


@pytest.mark.parametrize("code", [401, 403])
def test_a_closed_bucket_says_how_to_sign_in(code):
    with refusing(code), pytest.raises(EpochscopeError, match=r"gs://lesions is closed to this account.*GOOGLE_APPLI"):
        read_bytes("gs://lesions/x")


def test_a_bucket_is_asked_for_again_after_a_refusal():
    with refusing(403), pytest.raises(EpochscopeError, match="closed"):
        filesystem("gs://lesions/x")
    with emulator() as url:
        assert filesystem(f"{url}/x")[1] == "lesions/x"


def test_other_places_are_not_asked(tmp_path):
    assert filesystem(str(tmp_path))[1] == str(tmp_path)
    assert filesystem("memory://nowhere/x")[1].strip("/") == "nowhere/x"
