import hashlib
import zipfile

import fsspec
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.files import is_complete, local_copy, parts, sha256


def test_digest_of_a_file(tmp_path):
    (tmp_path / "epoch_1.keras").write_bytes(b"weights" * 1000)
    assert sha256(str(tmp_path / "epoch_1.keras")) == hashlib.sha256(b"weights" * 1000).hexdigest()


def test_digest_of_a_tensorflow_checkpoint_covers_its_data(keras_2):
    index = (keras_2 / "cp-0002.ckpt.index").read_bytes()
    data = (keras_2 / "cp-0002.ckpt.data-00000-of-00001").read_bytes()
    assert sha256(str(keras_2 / "cp-0002.ckpt.index")) == hashlib.sha256(index + data).hexdigest()


def test_remote_files_are_copied_with_all_their_parts(keras_2):
    memory = fsspec.filesystem("memory")
    for file in keras_2.glob("cp-0002.ckpt.*"):
        memory.pipe_file(f"/run/{file.name}", file.read_bytes())
    with local_copy("memory://run/cp-0002.ckpt.index") as path:
        copied = sorted(file.name for file in path.parent.iterdir())
        assert copied == ["cp-0002.ckpt.data-00000-of-00001", "cp-0002.ckpt.index"]
        assert path.read_bytes() == (keras_2 / "cp-0002.ckpt.index").read_bytes()
    assert not path.exists()
    assert len(parts("memory://run/cp-0002.ckpt.index")) == 2


def test_missing_file(tmp_path):
    with pytest.raises(CheckpointError, match="no checkpoint"), local_copy(str(tmp_path / "none.keras")):
        pass


def test_half_written_files_are_not_complete(tmp_path, keras_2):
    with zipfile.ZipFile(tmp_path / "whole.keras", "w") as archive:
        archive.writestr("config.json", "{}" * 500)
    content = (tmp_path / "whole.keras").read_bytes()
    (tmp_path / "half.keras").write_bytes(content[: len(content) // 2])
    (tmp_path / "half.h5").write_bytes((keras_2 / "epoch_02.h5").read_bytes()[:5000])
    (tmp_path / "cp-1.ckpt.index").write_bytes(b"index without data")
    assert is_complete(str(tmp_path / "whole.keras"))
    assert is_complete(str(keras_2 / "epoch_02.h5"))
    assert is_complete(str(keras_2 / "cp-0002.ckpt.index"))
    for name in ("half.keras", "half.h5", "cp-1.ckpt.index"):
        assert not is_complete(str(tmp_path / name)), name
