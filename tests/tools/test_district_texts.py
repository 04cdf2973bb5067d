"""The district texts: what the marked sources give is what is kept, and every record can stand."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tools.annotations.build_district import HERE, build, tables_in
from tools.annotations.marked import read_marked
from tools.annotations.marks_specs import MarkError

DOCUMENTS = json.loads((HERE / "documents.json").read_text(encoding="utf-8"))
DOCS = sorted(p.stem for p in (HERE / "marks").glob("*.mark"))

ALLOWED = {
    "stage": {"planned", "prepared", "started", "building", "topped_out", "completed", "operating"},
    "modality": {"reported", "planned"},
    "polarity": {"happened", "planned", "not_reached", "cancelled"},
    "project_kind": {"works", "facility", "investment", "area", "service", "honour", "plan"},
    "zone_evidence": {"text", "place", "world", None},
    "value_kind": {"actual", "target", "forecast"},
    "comparator": {"=", ">=", "<=", "~", "range"},
    "nature": {"预期性", "约束性", None},
}
ZONES = {"新城", "青东", "青西", "示范区", "大零号湾"}


def records_of(doc: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / f"{doc}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_kept_files_are_what_the_sources_give():
    for name, content in build(HERE / "marks").items():
        assert (HERE / name).read_text(encoding="utf-8") == content, f"{name}: run the builder again"
    made = {Path(name).name for name in build(HERE / "marks")}
    kept = {p.name for p in HERE.iterdir() if p.suffix in {".txt", ".jsonl", ".json"}}
    assert kept == made


@pytest.mark.parametrize("doc", DOCS)
def test_every_quote_stands_where_it_says(doc):
    text = (HERE / f"{doc}.txt").read_text(encoding="utf-8")
    for record in records_of(doc):
        assert record["doc"] == doc
        assert 0 <= record["start"] < record["end"] <= len(text)
        assert text[record["start"] : record["end"]] == record["quote"]
        assert record["quote"] == record["quote"].strip()


@pytest.mark.parametrize("doc", DOCS)
def test_names_and_values_are_printed_in_the_text(doc):
    text = (HERE / f"{doc}.txt").read_text(encoding="utf-8")
    squeezed = "".join(text.split())
    (district,) = {r["district"] for r in records_of(doc) if r["kind"] == "project"}
    # a project may bear the fuller name another text of its district gave it
    told = set(
        "".join((HERE / f"{d['doc']}.txt").read_text(encoding="utf-8") for d in DOCUMENTS if d["district"] == district)
    )
    for record in records_of(doc):
        if record["kind"] == "project":
            assert set(record["name"]) <= set(text), record["name"]
            assert set(record["canonical"]) <= told, record["canonical"]
            assert all(place in squeezed for place in record["places"]), record
        else:
            assert "".join(record["value_text"].split()) in "".join(record["quote"].split()), record


@pytest.mark.parametrize("doc", DOCS)
def test_every_value_is_of_the_vocabulary(doc):
    for record in records_of(doc):
        for key, allowed in ALLOWED.items():
            if key in record:
                assert record[key] in allowed, (key, record)
        if record["kind"] != "project":
            continue
        assert set(record["zones"]) <= ZONES
        assert (record["zone_evidence"] is None) == (not record["zones"])
        assert (record["modality"] == "reported") == (record["polarity"] == "happened")
        if record["moved_to"] is not None:
            assert record["polarity"] == "not_reached" and record["moved_to"] >= record["year"]


@pytest.mark.parametrize("doc", DOCS)
def test_no_record_is_said_twice(doc):
    keys = Counter(
        (
            r["start"],
            r["end"],
            r["name"],
            r.get("stage"),
            r.get("polarity"),
            r.get("year"),
            r.get("period"),
            r.get("value_text"),
        )
        for r in records_of(doc)
    )
    assert [k for k, n in keys.items() if n > 1] == []


def test_a_quarter_of_the_texts_and_more_is_held_back():
    held = [doc for doc in DOCS if doc.startswith("held-")]
    assert all(doc.startswith(("held-", "dev-")) for doc in DOCS)
    assert len(DOCS) / 4 <= len(held) <= len(DOCS) / 2


def test_the_set_is_as_large_and_as_troubled_as_it_says():
    events = [r for doc in DOCS for r in records_of(doc) if r["kind"] == "project"]
    genres = {d["genre"] for d in DOCUMENTS}
    assert len(DOCS) >= 30
    assert len(genres) >= 12
    assert len(events) >= 700
    assert sum(r["polarity"] in {"not_reached", "cancelled"} for r in events) >= 150


@pytest.mark.parametrize("table", json.loads((HERE / "tables.json").read_text(encoding="utf-8")))
def test_every_table_stands_where_it_says(table):
    text = (HERE / f"{table['doc']}.txt").read_text(encoding="utf-8")
    rows = text[table["start"] : table["end"]].split("\n")
    assert sum(bool(row.strip()) for row in rows) == table["rows"]
    assert rows[0].count(table["separator"]) >= 2


def test_a_group_row_of_one_cell_does_not_part_a_table():
    (table,) = tables_in("甲\t乙\t丙\n一、道路\n1\t2\t3\n二、桥梁\n4\t5\t6\n尾声\n")
    assert table["rows"] == 5


def test_a_clause_without_its_name_reaches_back_to_it_within_the_sentence():
    _, records, _ = read_marked(
        "@@doc t\n@@r 2025\n[{东桥}完成桩基^bd]，[明年通车^n=东桥 op p 2026]。[封顶^n=东桥 to]\n"
    )
    assert [r["quote"] for r in records] == ["东桥完成桩基", "东桥完成桩基，明年通车", "封顶"]


def test_a_mark_gives_text_and_offsets():
    text, records, frame = read_marked(
        "@@doc t\n@@r 2025\n甲。[{东桥}、{西桥}开工^st]，[[2025年1月^!issued 2025]^!asof 2025]。\n"
    )
    assert text == "甲。东桥、西桥开工，2025年1月。\n"
    assert [(r["name"], r["quote"], r["start"]) for r in records] == [
        ("东桥", "东桥、西桥开工", 2),
        ("西桥", "东桥、西桥开工", 2),
    ]
    assert [f["what"] for f in frame["frames"]] == ["issued", "asof"]


def test_a_shared_head_is_completed_and_the_canonical_carries_the_parent():
    _, (record,), _ = read_marked("@@doc t\n@@r 2025\n[{二期=>东桥二期=东桥}未能开工^st no >2026]\n")
    assert (record["name"], record["canonical"], record["polarity"], record["moved_to"]) == (
        "东桥二期",
        "东桥",
        "not_reached",
        2026,
    )
    assert record["modality"] == "planned"


@pytest.mark.parametrize(
    "source", ["[东桥^st]\n", "东桥^st]\n", "[{东桥}^开工]\n", "[东桥\n", "@@colour red\n", "[{东桥}^no]\n"]
)
def test_a_broken_mark_is_refused(source):
    with pytest.raises(MarkError):
        read_marked("@@doc t\n" + source)
