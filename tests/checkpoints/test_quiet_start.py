import subprocess
import sys

import pytest

from checkpoints.quiet_start import worth_printing

NOTES = [
    "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR",
    "I0000 00:00:1795257867.0 28891 port.cc:153] oneDNN custom operations are on.",
    "",
]
COMPLAINT = "E0000 00:00:1795257867.0 28891 cuda_platform.cc:52] failed call to cuInit: UNKNOWN ERROR (303)"


def test_notes_are_dropped_and_problems_kept():
    assert not any(worth_printing(line, driver=True) for line in NOTES)
    assert worth_printing("W0000 00:00:1 gpu_device.cc] Cannot dlopen some GPU libraries.", driver=False)
    assert worth_printing(COMPLAINT, driver=True)
    assert not worth_printing(COMPLAINT, driver=False)


@pytest.mark.tensorflow
def test_a_start_says_nothing_and_leaves_the_error_output_open():
    code = (
        "import sys; from checkpoints.quiet_start import start_tensorflow; start_tensorflow(); "
        "print('after', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().splitlines() == ["after"]
