"""A look at a path before it is opened: a pipe would wait for ever, a device never end."""

from __future__ import annotations

import errno
import stat
from pathlib import Path


def size_of_file(path: Path) -> int:
    """Return how many bytes an ordinary file has.

    Raises OSError, with words for people, for what is no ordinary file, and as the system does for what is not there.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "是文件夹，不是文件", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "是管道、设备或套接字，不是普通文件", str(path))
    return found.st_size
