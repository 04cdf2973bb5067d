"""The way into the command line and out of it: however a command ends, it ends with one line and an exit code.

130 after Ctrl+C, 141 when nobody takes the output any more, 70 for a fault of ours (its traceback goes to a file). Light
on purpose: everything else is imported inside, so that Ctrl+C while Python loads ends the same way.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from typing import Final

CALL_IS_WRONG: Final = 2
OUR_FAULT: Final = 70
INTERRUPTED: Final = 130
NOBODY_READS: Final = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing a command does ends in a traceback."""
    try:
        _prepare_text()
        from mapapp.commands.cli import main as run

        code = run(arguments)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except SystemExit as leave:
        code = _flushed(leave.code if isinstance(leave.code, int) else int(leave.code is not None))
    except KeyboardInterrupt:
        code = _end("已中断", INTERRUPTED)
    except BrokenPipeError:
        code = _end("输出没有人接收了，已停止", NOBODY_READS)
    except Exception as error:
        if _came_of_ctrl_c(error):
            return _end("已中断", INTERRUPTED)
        if isinstance(error, OSError):
            return _end(_system_says(error), CALL_IS_WRONG)
        code = _end(f"程序出错（{type(error).__name__}）；详情在 {_keep_traceback()}，请把它交给维护者", OUR_FAULT)
    return code


def _came_of_ctrl_c(error: BaseException) -> bool:
    """Whether an error only followed from Ctrl+C: a library was about to take a lock, and gave up one it had not."""
    before = error.__context__
    while before is not None and not isinstance(before, KeyboardInterrupt):
        before = before.__context__
    return before is not None


def _prepare_text() -> None:
    """Let every locale read and print Chinese: where the system's encoding has none, Python starts anew in UTF-8 mode."""
    try:
        "青".encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        if os.environ.get("PYTHONUTF8") != "1" and sys.orig_argv:
            os.environ["PYTHONUTF8"] = "1"
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the same command again
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a stream somebody put in its place is theirs
            reconfigure(errors="backslashreplace")


def _flushed(code: int) -> int:
    """Return the exit code of a command that left early, after its words are out."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _end("输出没有人接收了，已停止", NOBODY_READS)
    except OSError as error:
        return _end(_system_says(error), CALL_IS_WRONG)
    return code


def _end(line: str, code: int) -> int:
    """Say one line where it can be said, and return the exit code."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    # What is still held back must not be tried again while Python ends.
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(quiet, stream.fileno())
    os.close(quiet)
    return code


def _system_says(error: OSError) -> str:
    """Return what the system refused, with the file where one is named."""
    from mapapp.exports.atomic_write import reason_of

    where = f"{error.filename} " if error.filename else ""
    return f"{where}读写不了（{reason_of(error)}）；请检查权限和剩余空间"


def _keep_traceback() -> str:
    """Write the traceback to a file of its own and return where it lies."""
    try:
        handle, path = tempfile.mkstemp(prefix="mapapp-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exc(file=file)
    except OSError:
        return "（也写不下来）"
    return path
