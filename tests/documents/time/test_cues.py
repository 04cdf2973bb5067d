import pytest

from mapapp.contracts import SectionMode
from mapapp.documents.lexicon import read_entries
from mapapp.documents.time.cues import heading_cue, opening_cue

HEADINGS = read_entries("time_headings", "heading")
OPENINGS = read_entries("time_openings", "opening")


@pytest.mark.parametrize("entry", HEADINGS, ids=[entry["id"] for entry in HEADINGS])
def test_words_of_headings_catch_their_examples_and_leave_others(entry):
    if entry["mode"] == "silent":
        assert all(heading_cue(words) is None for words in entry["catches"])
        assert all(heading_cue(words) for words in entry["leaves"])
        return
    wanted = None if entry["mode"] == "by_year" else SectionMode(entry["mode"])
    for words in entry["catches"]:
        cue = heading_cue(words)
        assert cue is not None and (cue.mode is wanted or (cue.mode and wanted is None)), words
    for words in entry["leaves"]:
        cue = heading_cue(words)
        assert cue is None or cue.rule != entry["id"], words


@pytest.mark.parametrize("entry", OPENINGS, ids=[entry["id"] for entry in OPENINGS])
def test_words_of_running_text_catch_their_examples_and_leave_others(entry):
    for words in entry["catches"]:
        cue = opening_cue(words, entry["at"])
        assert cue is not None and cue.mode == entry["mode"], words
    for words in entry["leaves"]:
        cue = opening_cue(words, entry["at"])
        assert cue is None or cue.rule != entry["id"], words


@pytest.mark.parametrize(
    ("heading", "mode"),
    [
        ("重点工作推进情况及下一步安排", "plan"),
        ("2025年计划执行情况", "review"),
        ("主要目标任务完成情况", "review"),
        ("一、过去一年，我们这样走来", "review"),
        ("二、新的一年，我们这样干", "plan"),
        ("三、下半年怎么干", "plan"),
        ("二、还有哪些欠账", "review"),
        ("【下月看点】", "plan"),
        ("二、整改落实情况（回头看）", "review"),
        ("（四）工作打算", "plan"),
        ("附：2025年民生实事项目完成情况", "review"),
        ("四、来年往哪走", "plan"),
        ("规划实施评估情况", "review"),
        ("三、本届任期内干成了啥、还差啥", "review"),
    ],
)
def test_headings_of_every_style_say_their_time(heading, mode):
    cue = heading_cue(heading)
    assert (cue.mode if cue else None) == mode
