"""How every command of Epochscope ends: with a result, or with one paragraph and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence

from data.contract import EpochscopeError

BAD_INPUT = 2
INTERRUPTED = 130  # 128 + SIGINT, what shells report for Ctrl-C
_ENVIRONMENT = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}


def printable(text: object) -> str:
    """Text that is safe on a terminal: control characters (escape sequences, newlines) become visible escapes."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in str(text))


def run(main: Callable[[list[str]], int | None], argv: Sequence[str] | None = None) -> int:
    """Call a command's `main` and turn what it raises into words and an exit code.

    Args:
        main: takes the arguments, returns the exit code (None counts as 0).
        argv: arguments without the program's name; the process's own by default.

    Returns:
        0 or what `main` returned; 2 after bad input (message on stderr, no traceback); 130 after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a label the terminal cannot show must not end the command
    try:
        return main(list(sys.argv[1:] if argv is None else argv)) or 0
    except EpochscopeError as error:
        return _complain(str(error))
    except BrokenPipeError:
        return _hang_up()
    except OSError as error:
        if error.errno not in _ENVIRONMENT:
            raise
        return _complain(
            f"{error.strerror}: {error.filename or 'while writing'}. What was complete is untouched: make room or "
            "give access, then run the same command again."
        )
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same command again to go on.", file=sys.stderr)
        return INTERRUPTED
    except SystemExit as leaving:  # argparse has printed its own message
        return leaving.code if isinstance(leaving.code, int) else BAD_INPUT if leaving.code else 0


def _complain(message: str) -> int:
    sys.stdout.flush()
    print(printable(" ".join(message.split())), file=sys.stderr)
    return BAD_INPUT


def _hang_up() -> int:
    """The reader of our output left (`| head`): leave quietly, and keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
