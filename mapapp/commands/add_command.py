"""The command `add`: put documents into a workspace's own folder, with the row each proposes for itself.

`cli.py` calls `add_add_command` to describe it and `run_add` to run it. In the app the page of documents does the same and
keeps what is added in the store.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from mapapp.contracts import Document, DocumentCoverage, DocumentKind
from mapapp.documents import SafeReader, load_manifest
from mapapp.errors import DocumentError, MapAppError
from mapapp.exports.atomic_write import write_whole
from mapapp.open_workspace import active
from mapapp.settings import SHIPPED_DIR
from mapapp.store.manifest_text import replace_documents
from mapapp.uploads.added_documents import AddedDocument, find_alike, read_added

DONE: Final = 0
DATA_HAS_ERRORS: Final = 1


def add_add_command(commands: Any) -> Any:
    """Describe the command and return its parser; `commands` is what `add_subparsers` gave."""
    add = commands.add_parser("add", help="把文件放进工作区（先 new 建一个）；在应用里用“文件”页")
    add.add_argument("files", type=Path, nargs="+", help="txt、docx、pdf")
    return add


def run_add(options: argparse.Namespace) -> int:
    """Add every file that can be read and is not there yet; say each in one line. Returns 1 when one could not be read.

    Raises MapAppError for the shipped workspace, which is nobody's own.
    """
    workspace = active()
    if workspace.root == SHIPPED_DIR:
        raise MapAppError("自带的工作区不改；请先 mapapp new 文件夹，再加 --workspace 文件夹")
    failed = False
    with SafeReader() as reader:
        known = [reader.read(fact.path, facts=fact) for fact in load_manifest(workspace.seeds_dir)[0]]
        for path in options.files:
            try:
                added = read_added(path.name, _bytes(path), reader)
            except DocumentError as error:
                print(str(error), file=sys.stderr)
                failed = True
                continue
            print(_add(added, known, workspace.seeds_dir))
    return DATA_HAS_ERRORS if failed else DONE


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises DocumentError when there are none to have."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}：读不到（{error.strerror}）；请检查路径") from error


def _add(added: AddedDocument, known: list[Document], seeds: Path) -> str:
    """Write one document and its row, and return the line that says so."""
    alike = find_alike(added.document, known)
    if alike is not None and alike.share >= 1.0:
        return f"{added.file_name}：与《{alike.document.title}》内容相同，没有重复添加"
    name = f"{added.sha256[:16]}{Path(str(added.row['file'])).suffix}"
    row = {**added.row, "id": added.doc_id, "file": name, "sha256": added.sha256}
    manifest = seeds / "manifest.toml"
    text, _ = replace_documents(manifest.read_text(encoding="utf-8") if manifest.exists() else "", {added.sha256: row})
    write_whole(seeds / name, (added.data,), force=True)
    write_whole(manifest, (text.encode(),), force=True)
    known.append(added.document)
    kind, coverage = DocumentKind(str(row["kind"])).term, DocumentCoverage(str(row["coverage"])).term
    told = f"《{row['title']}》{row['year'] or '年份不明'} {kind} {row['district'] or '区不明'} {coverage}"
    return f"{added.file_name}：已放入 seeds/{name}，{told}；不对的请改 seeds/manifest.toml"
