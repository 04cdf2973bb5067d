"""The page of threats names tests that are there and leaves no requirement of level 1 out."""

import re

from mapapp.boundaries.repairs import MOST_CROSSINGS
from mapapp.documents.limits import DEFAULT_LIMITS
from mapapp.edits.redrawn_areas import MOST_POINTS
from mapapp.exports import worklist_answers
from mapapp.heavy_work import MOST_AT_ONCE
from mapapp.painting import painting_jobs
from mapapp.settings import MAX_GEODATA_BYTES
from mapapp.ui import upload_quota
from mapapp.ui.intake import MOST_DOCUMENTS
from tests import PROJECT_DIR

PAGE = (PROJECT_DIR / "docs" / "threats.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
# OWASP ASVS 5.0.0: how many requirements of each section, counted from its first, are of level 1.
ASKED = {
    **{
        "1.2": 5,
        "1.3": 2,
        "1.5": 1,
        "2.1": 1,
        "2.2": 2,
        "2.3": 1,
        "3.2": 2,
        "3.3": 1,
        "3.4": 2,
        "3.5": 3,
        "4.1": 1,
        "4.4": 1,
    },
    **{
        "5.2": 2,
        "5.3": 2,
        "6.1": 1,
        "6.2": 8,
        "6.3": 2,
        "6.4": 2,
        "7.2": 4,
        "7.4": 2,
        "8.1": 1,
        "8.2": 2,
        "8.3": 1,
        "9.1": 3,
    },
    **{
        "9.2": 1,
        "10.4": 5,
        "11.3": 2,
        "11.4": 1,
        "12.1": 1,
        "12.2": 2,
        "13.4": 1,
        "14.2": 1,
        "14.3": 1,
        "15.1": 1,
        "15.2": 1,
    },
    "15.3": 1,
}
LEVEL_1 = [f"{section}.{number}" for section, count in ASKED.items() for number in range(1, count + 1)]


def test_every_requirement_of_level_1_stands_there_once_and_in_order():
    assert [number for number, _, _ in ROWS] == LEVEL_1


def test_every_test_it_names_is_there():
    sources = [path.read_text(encoding="utf-8") for path in (PROJECT_DIR / "tests").rglob("*.py")]
    known = {name for source in sources for name in re.findall(r"def (test_\w+)\(", source)}
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 30
    assert named - known == set()


def test_what_is_not_met_is_gathered_above():
    gathered = set(re.findall(r"\d+\.\d+\.\d+", PAGE.split("## Line by line")[0]))
    told = {number for number, _, how in ROWS if "see above" in how}
    assert told - gathered == set()


def test_the_limits_are_those_of_the_code():
    told = PAGE.split("## What is refused at which limit")[1].split("## Line by line")[0]
    jobs, answers = painting_jobs, worklist_answers
    for words in (
        f"{upload_quota.OWN_MB} MB (`{upload_quota.OWN_SETTING}`), counted as they come, {upload_quota.FILE_BYTES:,} bytes",
        f"{upload_quota.ALL_MB} MB (`{upload_quota.ALL_SETTING}`)",
        f"| {MOST_DOCUMENTS} a person |",
        f"| {MOST_AT_ONCE} pieces at once",
        f"| {jobs.MOST_OF_ONE} a person, {jobs.MOST_WAITING} in all, {jobs.MOST_SECONDS // 60} minutes each |",
        f"| {MAX_GEODATA_BYTES // 10**6} MB packed and unpacked, {MOST_POINTS:,} points, {DEFAULT_LIMITS.seconds:.0f} s, "
        f"{DEFAULT_LIMITS.memory_bytes / 1e9:.1f} GB of address space |",
        f"| {MOST_CROSSINGS:,} places |",
        f"| {answers._MOST_BYTES // 10**6} MB, {answers._MOST_UNPACKED // 10**6} MB unpacked, {answers._MOST_ELEMENTS:,} elements",
    ):
        assert words in told, words
