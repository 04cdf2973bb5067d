"""A folder of Parquet files in parts, as every engine opens them: TABLE/group=NAME/part-00000.parquet."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from mapapp.errors import ExportError
from mapapp.exports.arrow_rows import write_parquet
from mapapp.exports.atomic_write import make_folder, reason_of

GROUP: Final = "group"
# As Hive and all who read its folders name what has no name.
NO_GROUP: Final = "__HIVE_DEFAULT_PARTITION__"
# So many documents are held before they are written: some tens of MB.
DOCUMENTS_A_PART: Final = 1000


class Partitions:
    """The parts of one folder while they are written; documents come one after another, in an order that decides every byte."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
        self._documents = self._part = 0

    def add(self, group: str, tables: dict[str, bytes]) -> None:
        """Take the packed tables of one document, or of one group, by name."""
        for name, packed in tables.items():
            self._held[name, group].append(packed)
        self._documents += 1
        if self._documents >= DOCUMENTS_A_PART:
            self.flush()

    def write(self, group: str, tables: dict[str, bytes]) -> None:
        """Write all packed tables of one group at once."""
        for name, packed in sorted(tables.items()):
            write_parquet([packed], part_folder(self._folder / name, group) / f"part-{0:05}.parquet")

    def flush(self) -> None:
        """Write what is held."""
        for (name, group), packed in sorted(self._held.items()):
            write_parquet(packed, part_folder(self._folder / name, group) / f"part-{self._part:05}.parquet")
        self._held.clear()
        self._documents = 0
        self._part += 1


def part_folder(table: Path, group: str) -> Path:
    """Return the folder of a group's part of a table.

    >>> part_folder(Path("events"), "青浦区").name, part_folder(Path("events"), "a/b").name
    ('group=青浦区', 'group=a%2Fb')
    """
    name = re.sub(r"[^\w-]", lambda found: quote(found[0], safe=""), group)[:80]
    return table / f"{GROUP}={name or NO_GROUP}"


@contextmanager
def new_partitions(folder: Path) -> Iterator[Partitions]:
    """Yield the parts of a folder that takes the place of an older one when all are written, and not before.

    Raises ExportError where something else lies there.
    """
    _refuse_others(folder)
    make_folder(folder.parent)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        temporary.chmod(0o755)
        new, old = temporary / "new", temporary / "old"
        new.mkdir()
        partitions = Partitions(new)
        yield partitions
        partitions.flush()
        with contextlib.suppress(FileNotFoundError):
            folder.rename(old)
        new.rename(folder)
    except OSError as error:
        raise ExportError(f"{folder} 写不进去（{reason_of(error)}）；请检查权限和剩余空间") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _refuse_others(folder: Path) -> None:
    """Raise ExportError where a folder holds anything that is no part: nobody's files are thrown away."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ExportError(f"{folder} 已存在，不是文件夹；请换一个 --out")
    for path in folder.rglob("*") if folder.is_dir() else ():
        part = path.suffix == ".parquet" and path.parent.name.startswith(f"{GROUP}=")
        if path.is_file() and not part:
            raise ExportError(f"{folder} 里有别的文件（{path.name}），不会替换它；请换一个 --out")
