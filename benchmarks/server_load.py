"""What a server has used so far, as Linux tells it of a process."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def cpu_seconds(server: subprocess.Popen[bytes]) -> float:
    """Return the processor time the server has used so far, 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(server: subprocess.Popen[bytes]) -> float:
    """Return the server's resident memory in MB, 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
