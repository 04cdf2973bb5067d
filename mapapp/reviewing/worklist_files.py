"""The list of what is to be found out as a file, and a filled one as decisions bound to the promises they mean."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from mapapp.contracts import Answer, Atlas, JsonValue, Promise
from mapapp.entities import answer_decision, build_worklist, missing_words
from mapapp.errors import MapAppError
from mapapp.exports import read_answers, worklist_bytes
from mapapp.exports.atomic_write import write_whole
from mapapp.exports.worklist_answers import refuse_large
from mapapp.open_workspace import active
from mapapp.ordinary_files import size_of_file


def worklist_file(atlas: Atlas, promises: Iterable[Promise]) -> bytes:
    """Return the list for the given promises as a workbook."""
    found = build_worklist(atlas.project_by_id, promises, atlas.event_by_id, atlas.documents)
    return worklist_bytes(found, title=f"{active().title}：待核实清单")


def write_worklist(atlas: Atlas, promises: Iterable[Promise], out: Path) -> str:
    """Write the list and return one line that says how much is on it.

    Raises MapAppError when the file cannot be written.
    """
    promises = tuple(promises)
    found = build_worklist(atlas.project_by_id, promises, atlas.event_by_id, atlas.documents)
    write_whole(out, [worklist_file(atlas, promises)], force=True)
    return f"{out}：{len(found.items)} 条；{missing_words(found.missing)}"


def read_worklist(atlas: Atlas, filled: Path, out: Path) -> tuple[str, tuple[str, ...]]:
    """Write the answers of a filled list as JSON Lines; return what was done and a sentence per row not taken.

    Raises MapAppError when a file cannot be read or written, or is not such a list.
    """
    try:
        refuse_large(size_of_file(filled))
        content = filled.read_bytes()
    except OSError as error:
        raise MapAppError(f"{filled}：读不出（{error.strerror or error}）；请检查路径和权限") from error
    answers, complaints = read_answers(content)
    decisions, unknown = decisions_of(atlas, answers)
    lines = "".join(json.dumps(decision, ensure_ascii=False) + "\n" for decision in decisions)
    write_whole(out, [lines.encode()], force=True)
    told = f"{out}：{len(decisions)} 条答复；放进 seeds/reviews/later/ 后重新 build 即生效"
    return told, (*complaints, *unknown)


def decisions_of(atlas: Atlas, answers: Iterable[Answer]) -> tuple[tuple[dict[str, JsonValue], ...], tuple[str, ...]]:
    """Return the answers as lines of decisions, and one sentence for each that means no promise of this workspace."""
    promises = {promise.promise_id: promise for promise in atlas.promises}
    decisions, unknown = [], []
    for answer in answers:
        promise = promises.get(answer.promise_id)
        if promise is None:
            unknown.append(f"第 {answer.row} 行：库里没有承诺 {answer.promise_id}；可能换了资料，请重新导出清单")
            continue
        event = atlas.event_by_id[promise.event_id]
        decisions.append(answer_decision(answer, event, atlas.document_by_id[event.doc]))
    return tuple(decisions), tuple(unknown)
