import subprocess
import sys

import pytest

from checkpoints.__main__ import main

HEAVY = ("tensorflow", "keras", "h5py", "shap", "streamlit")


@pytest.mark.parametrize(
    "code",
    [
        "import checkpoints",
        "import checkpoints.series, checkpoints.reading, checkpoints.anatomy, checkpoints.probe, checkpoints.registry",
        "from checkpoints.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from checkpoints.__main__ import main\ntry: main(['train', '--help'])\nexcept SystemExit: pass",
        "from checkpoints.__main__ import main\nmain(['list'])",
    ],
)
def test_nothing_heavy_is_imported_before_there_is_work(code):
    check = f"{code}\nimport sys\nassert not [name for name in {HEAVY} if name in sys.modules]"
    subprocess.run([sys.executable, "-c", check], check=True, capture_output=True)


def test_bad_input_is_one_paragraph_and_exit_code_2(tmp_path):
    command = [sys.executable, "-m", "checkpoints", "show", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith(f"No files in {tmp_path}")


@pytest.mark.parametrize("arguments", [[], ["train"], ["fly"], ["train", "d", "--name", "x", "--model", "vgg"]])
def test_wrong_arguments_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_list_names_every_model(capsys):
    assert main(["list"]) == 0
    assert "efficientnet_b0" in capsys.readouterr().out
