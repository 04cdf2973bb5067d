"""A Python of its own for work that must not harm or hold up the server: how it is started, and the limits it keeps."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def start_child(
    module: str, *arguments: str, settings: Mapping[str, str] | None = None, silent: bool, own_session: bool = False
) -> subprocess.Popen[bytes]:
    """Start a module of ours with pipes for what it is asked and what it answers.

    Parameters
    ----------
    module
        Its dotted name, as for `python -m`.
    arguments
        What stands behind the name on its command line.
    settings
        Environment variables it gets besides those of this process.
    silent
        Whether its errors go nowhere, for those that read files of strangers; otherwise they stand in this process's log.
    own_session
        Whether Ctrl+C in the terminal of this process leaves it alone.
    """
    return subprocess.Popen(
        _command(module, arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if silent else None,
        env=_environment(settings or {}),
        start_new_session=own_session,
        creationflags=_NO_WINDOW,
    )


def run_child(module: str, *arguments: str, seconds: float) -> None:
    """Run a module of ours to its end; it is told nothing and says nothing but by files.

    Raises subprocess.TimeoutExpired when it takes longer by the clock; it has been ended then.
    """
    quiet = subprocess.DEVNULL
    subprocess.run(
        _command(module, arguments),
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        timeout=seconds,
        check=False,
        env=_environment({}),
        creationflags=_NO_WINDOW,
    )


def hold_to_limits(*, memory_bytes: int, seconds: float) -> None:
    """Let the system hold this process to an address space and a time of computing from now on, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: time is watched from outside, size was measured before
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, int(spent + seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))


# Windows opens a console for a child of a program that has none.
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def _command(module: str, arguments: tuple[str, ...]) -> list[str]:
    """Return the command line: no bytecode written, no module from the folder it stands in, UTF-8 whatever the locale."""
    return [sys.executable, "-B", "-P", "-X", "utf8", "-m", module, *arguments]


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with where it finds its modules, so that a child finds the same ones."""
    search = os.pathsep.join(str(Path(entry or ".").absolute()) for entry in sys.path)
    return {**os.environ, "PYTHONPATH": search, **settings}
