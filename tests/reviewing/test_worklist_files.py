"""The whole round on the shipped data: the list goes out, a filled row comes back, the verdict rests on its sentence."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from mapapp.commands.cli import main
from mapapp.contracts import Person, Verdict
from mapapp.exports import read_answers
from mapapp.exports.worklist_book import LIST_SHEET
from mapapp.live_atlas import build_live_atlas
from mapapp.pipeline import build_atlas
from mapapp.reviewing.worklist_files import decisions_of, worklist_file
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import close_databases, decision_draft, open_store


def filled(content: bytes, **given: object) -> tuple[bytes, str]:
    """Fill in the first row that asks about a completion, and say which promise it is."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet = workbook[LIST_SHEET]
    heads = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    row = next(
        number
        for number in range(2, sheet.max_row + 1)
        if (sheet.cell(number, heads["承诺做到"]).value, sheet.cell(number, heads["判定"]).value) == ("建成", "待核实")
        and sheet.cell(number, heads["承诺年份"]).value == 2024
    )
    for name, value in given.items():
        sheet.cell(row, heads[name]).value = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue(), str(sheet.cell(row, heads["承诺号"]).value)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"是否达到": "是", "达到年份": 2024}, Verdict.KEPT),
        ({"是否达到": "是", "达到年份": 2025}, Verdict.LATE),
        ({"是否达到": "否", "改到哪年": 2027}, Verdict.OVERDUE),
    ],
)
def test_a_filled_row_becomes_a_decision_and_the_verdict_rests_on_it(given, verdict, tmp_path) -> None:
    atlas = build_atlas()
    content, promise_id = filled(
        worklist_file(atlas, atlas.promises),
        **given,
        依据="区建管委来函〔2026〕3号",
        依据日期="2026-03-02",
        填写人="张敏",
    )
    answers, complaints = read_answers(content)
    decisions, unknown = decisions_of(atlas, answers)
    assert (len(decisions), complaints, unknown) == (1, (), ())
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    store.journal.append_all([decision_draft(decision, Person("张敏")) for decision in decisions], 0)
    again = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    promise = next(item for item in again.promises if item.promise_id == promise_id)
    assert promise.verdict is verdict
    assert "区建管委来函〔2026〕3号" in promise.reason
    elsewhere = {item.promise_id: item.verdict for item in atlas.promises if item.project_id != promise.project_id}
    assert elsewhere == {item.promise_id: item.verdict for item in again.promises if item.promise_id in elsewhere}
    close_databases()
    book = next(document for document in again.documents if document.id == "answers-2026")
    assert all(
        event.quote == book.text[event.start : event.end] for event in again.events if event.doc == "answers-2026"
    )


def test_the_command_writes_the_list_and_reads_it_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "list.xlsx"
    assert main(["worklist", "--out", str(out), "--zone", "新城"]) == 0
    assert "可核对" in capsys.readouterr().err
    assert main(["worklist", "--out", str(out)]) == 2
    assert "已存在" in capsys.readouterr().err
    content, _ = filled(out.read_bytes(), 是否达到="是", 达到年份="2024", 依据="来函", 依据日期="2026年3月2日")
    out.write_bytes(content)
    lines = tmp_path / "answers.jsonl"
    assert main(["worklist", "--answers", str(out), "--out", str(lines)]) == 0
    assert [json.loads(line)["decision"] for line in lines.read_text(encoding="utf-8").splitlines()] == ["answer"]
    assert main(["worklist", "--answers", str(tmp_path / "none.xlsx"), "--out", str(tmp_path / "x")]) == 2
