"""Find nginx for the tests of two servers, or install it: `python -m tests.deploy.install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.deploy.office import find_nginx
from tests.store.install import REQUIRED

HELP = "没有 nginx，跳过两台服务器的测试；Debian/Ubuntu 请 sudo apt install nginx"


def main() -> int:
    """Make sure there is nginx if this machine lets us; 2 only where it is required and cannot be had."""
    if find_nginx() is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "nginx"]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)
    found = find_nginx()
    print(f"nginx：{found}" if found else HELP, file=sys.stderr)
    return 2 if found is None and os.environ.get(REQUIRED) == "required" else 0


if __name__ == "__main__":
    raise SystemExit(main())
