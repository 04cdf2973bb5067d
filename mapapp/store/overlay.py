"""What people added, laid over the files of a workspace: the same folders again, as the store says they now are.

The app builds from these folders and `store export` writes them, so what travels into git is what was on the screen.
A file nobody changed is the workspace's own, byte for byte.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mapapp.contracts import REMOVED, Entry, JournalState, SubjectKind
from mapapp.store.faults import StoreError
from mapapp.store.features import refuse_layer_name
from mapapp.store.manifest_text import replace_documents
from mapapp.store.record_drafts import decision_lines
from mapapp.workspace import WORKSPACE_FILE

if TYPE_CHECKING:
    from mapapp.store.opening import Store

# Decisions of the workspace's own people, applied after the ones it came with.
LATER_REVIEWS: Final = Path("reviews", "later", "store.jsonl")
# What a document may be stored as; the name a person gave a file never becomes a path.
SUFFIXES: Final = (".txt", ".docx", ".pdf")
_SPEAKING: Final = (SubjectKind.RECORD, SubjectKind.DOCUMENT, SubjectKind.FEATURE, SubjectKind.PROJECT)


def says_anything(state: JournalState) -> bool:
    """Whether a state changes anything about the workspace."""
    return any(entry.new is not None and entry.subject.kind in _SPEAKING for entry in state.latest.values())


def speaking_revision(state: JournalState) -> int:
    """Return the number of the last entry that may change what is shown; settings and signatures do not."""
    return max((entry.number for entry in state.latest.values() if entry.subject.kind in _SPEAKING), default=0)


def write_overlay(
    store: Store, state: JournalState, seeds: Path, geodata: Path, out: Path, *, links: bool = False
) -> tuple[Path, Path]:
    """Write a workspace as the store says it is into a new folder, and return its seeds and geodata.

    Parameters
    ----------
    store, state
        The store, and the moment of it that is wanted.
    seeds, geodata : Path
        The workspace that lies under it.
    out : Path
        A folder that is empty or not there.
    links : bool
        Whether files nobody changed become second names of the workspace's own: for a folder that is only read, and soon
        gone, so that a decision costs no copy of every document.

    Raises
    ------
    StoreError
        When the folder holds something already or cannot be written, or a layer is not what it should be.
    """
    try:
        if out.exists() and any(out.iterdir()):
            raise StoreError(f"{out} 里已有内容；请换一个空文件夹，不会覆盖任何文件")
        new_seeds, new_geodata = out / "seeds", out / "geodata"
        for source, target in ((seeds, new_seeds), (geodata, new_geodata)):
            copy_folder(source, target, links=links)
        if (seeds.parent / WORKSPACE_FILE).is_file():
            shutil.copyfile(seeds.parent / WORKSPACE_FILE, out / WORKSPACE_FILE)
        _write_documents(store, state, new_seeds)
        _write_registry(state, new_seeds / "registry" / "projects.csv")
        _write_reviews(state, new_seeds)
        for layer, features in store.features.standing(state).items():
            _write_layer(new_geodata, layer, features)
    except OSError as error:
        raise StoreError(f"{out} 写不进去（{error.strerror or error}）；请检查文件夹、权限和剩余空间") from error
    return new_seeds, new_geodata


def copy_folder(source: Path, target: Path, *, links: bool = False) -> None:
    """Copy a folder so that whoever copies it may write in the copy: an installation may be read-only, folders and all.

    With `links` its files become second names of the originals, whose rights stay as they are.
    """
    shutil.copytree(source, target, copy_function=_link_or_copy if links else shutil.copyfile)
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        folder.chmod(folder.stat().st_mode | stat.S_IRWXU)


def _link_or_copy(source: str, target: str) -> None:
    """Return a file a second name, or copy it where a disk cannot or lies elsewhere."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write_new(path: Path, text: str) -> None:
    """Write a file anew: what stood under its name may be the workspace's own, and stays as it is."""
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _write_documents(store: Store, state: JournalState, seeds: Path) -> None:
    """Put added documents in, take removed ones out, and say so in the manifest."""
    rows: dict[str, dict[str, Any] | None] = {}
    for entry in state.standing(SubjectKind.DOCUMENT):
        sha256 = entry.subject.key
        if entry.new == REMOVED or not isinstance(entry.new, Mapping):
            rows[sha256] = None
            continue
        given = dict(entry.new)
        suffix = Path(str(given.get("file", ""))).suffix.lower()
        name = f"{sha256[:16]}{suffix if suffix in SUFFIXES else '.txt'}"
        if store.files.has_file(sha256):
            (seeds / name).unlink(missing_ok=True)
            (seeds / name).write_bytes(store.files.get_file(sha256))
            given["file"] = name
        rows[sha256] = {**given, "id": given.get("id") or sha256[:8], "sha256": sha256}
    if not rows:
        return
    manifest = seeds / "manifest.toml"
    text, dropped = replace_documents(manifest.read_text(encoding="utf-8") if manifest.exists() else "", rows)
    _write_new(manifest, text)
    for name in dropped:
        if Path(name).name == name:
            (seeds / name).unlink(missing_ok=True)


def _write_registry(state: JournalState, path: Path) -> None:
    """Replace or add the rows of projects people have spoken of; a row's key is its canonical name and district."""
    spoken = {entry.subject.key: entry.new for entry in state.standing(SubjectKind.PROJECT)}
    if not spoken:
        return
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    reader = csv.DictReader(io.StringIO(text))
    columns = list(reader.fieldnames or ("canonical", "aliases", "district", "zones", "parts", "source", "note"))
    lines = [(f"{row.get('canonical')}|{row.get('district')}", row) for row in reader]
    known = {key for key, _ in lines}
    rows: list[Mapping[str, Any]] = [
        spoken_row(spoken.get(key), row) for key, row in lines if spoken.get(key) != REMOVED
    ]
    rows += [new for key, new in spoken.items() if key not in known and isinstance(new, Mapping) and new != REMOVED]
    sink = io.StringIO()
    writer = csv.DictWriter(sink, columns, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_new(path, sink.getvalue())


def spoken_row(new: object, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the row people wrote, or the workspace's own."""
    return new if isinstance(new, Mapping) else row


def _write_reviews(state: JournalState, seeds: Path) -> None:
    """Add the decisions behind those an earlier export brought, which count before them."""
    if lines := decision_lines(state):
        path = seeds / LATER_REVIEWS
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        _write_new(path, before + lines)


def _write_layer(geodata: Path, layer: str, features: Mapping[str, Mapping[str, Any] | None]) -> None:
    """Replace, add or take out features of one layer, a feature a line; lines nobody spoke of stay as they are."""
    refuse_layer_name(layer)
    path = geodata / f"{layer}.geojson"
    head, lines = _read_layer(path) if path.exists() else ('{"type": "FeatureCollection", "features": [', {})
    for feature_id, feature in features.items():
        if feature is None:
            lines.pop(feature_id, None)
        else:
            lines[feature_id] = _feature_line(feature)
    _write_new(path, head + "\n" + ",\n".join(lines.values()) + "\n]}\n")


def _read_layer(path: Path) -> tuple[str, dict[str, str]]:
    """Return the opening line and the line of each feature by its id; a file of another shape is written anew."""
    text = path.read_text(encoding="utf-8-sig")
    first, *middle = text.rstrip().splitlines()
    found: dict[str, str] = {}
    try:
        for line in middle[:-1]:
            bare = line.rstrip().removesuffix(",")
            found[_id_of(json.loads(bare), len(found))] = bare
        if first.endswith('"features": [') and middle and middle[-1].strip() == "]}":
            return first, found
        whole = json.loads(text)
    except ValueError:
        try:
            whole = json.loads(text)
        except ValueError as error:
            raise StoreError(f"{path.name} 不是有效的 GeoJSON，改动放不进去；请先用 check --fix 修好它") from error
    members = {key: value for key, value in whole.items() if key != "features"}
    opening = json.dumps(members, ensure_ascii=False)[:-1] + (", " if members else "") + '"features": ['
    features = whole.get("features", [])
    return opening, {_id_of(feature, n): _feature_line(feature) for n, feature in enumerate(features)}


def _id_of(feature: Mapping[str, Any], position: int) -> str:
    """Return what a feature is called in its layer; one without an id keeps its place."""
    return str(feature.get("id") or (feature.get("properties") or {}).get("id") or f"\0{position}")


def _feature_line(feature: Mapping[str, Any]) -> str:
    """Return a feature as one line, type and id first, as geodata/ keeps it."""
    order = ("type", "id", "properties", "geometry")
    known = {key: feature[key] for key in order if key in feature}
    rest = {key: feature[key] for key in sorted(feature) if key not in order}
    return json.dumps(known | rest, ensure_ascii=False, allow_nan=False)


def journal_lines(entries: tuple[Entry, ...]) -> str:
    """Return the whole history as JSON Lines: what was said, and by whom, also what no longer counts."""
    return "".join(
        json.dumps(
            {
                "number": entry.number,
                "at": entry.at,
                "who": entry.who.name,
                "account": entry.who.account,
                "action": entry.action.value,
                "kind": entry.subject.kind.value,
                "key": entry.subject.key,
                "old": entry.old,
                "new": entry.new,
                "reason": entry.reason,
                "undoes": entry.undoes,
                "batch": entry.batch,
                "checksum": entry.checksum,
            },
            ensure_ascii=False,
        )
        + "\n"
        for entry in entries
    )
