"""An old plan, its miss and the new date are one claim; two things stay two."""

from __future__ import annotations

from dataclasses import replace

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction.projects.settling import settle
from tests.extraction.projects.test_scoring import claim

# 原定8月开工，至今未开工，拟于明年开工
PLAN = replace(claim("云湖水厂"), start=0, end=6, scope=(0, 6))
MISS = replace(claim("云湖水厂"), start=7, end=12, scope=(7, 12), polarity=Polarity.NOT_REACHED)
NEW = replace(claim("云湖水厂"), start=13, end=20, scope=(13, 20))


def test_a_plan_that_was_missed_is_taken_into_the_miss():
    (one,) = settle([PLAN, MISS])
    assert (one.polarity, one.missed, one.start, one.end) == (Polarity.NOT_REACHED, (0, 6), 0, 12)


def test_the_new_date_is_where_the_missed_stage_moved():
    (one,) = settle([PLAN, MISS, NEW])
    assert (one.missed, one.moved, one.start, one.end) == ((0, 6), (13, 20), 0, 20)


def test_the_first_new_date_stays():
    (one,) = settle([MISS, NEW, replace(NEW, scope=(21, 30))])
    assert one.moved == (13, 20)


def test_another_name_or_stage_is_another_claim():
    other = replace(claim("青溪大桥"), scope=(7, 12), polarity=Polarity.NOT_REACHED)
    assert settle([PLAN, other]) == [PLAN, other]
    opened = replace(claim("云湖水厂", "启用"), scope=(7, 12), polarity=Polarity.NOT_REACHED)
    assert settle([PLAN, opened]) == [PLAN, opened]


def test_two_plain_claims_stay_as_they_are():
    assert settle([PLAN, NEW]) == [PLAN, NEW]


def test_what_was_given_up_has_no_new_date():
    given_up = replace(MISS, polarity=Polarity.CANCELLED)
    assert settle([given_up, NEW]) == [given_up, NEW]


def test_works_that_a_verb_ordered_are_taken_into_their_start():
    works = replace(claim("云湖体育馆", "新建"), start=0, end=7, scope=(0, 2), verb="新建")
    start = replace(claim("云湖体育馆"), start=8, end=12, scope=(8, 12), continued=True)
    assert start.reading.stage is Stage.STARTED
    assert works.reading.stage is Stage.BUILDING
    (one,) = settle([works, start])
    assert (one.reading.stage, one.start, one.end) == (Stage.STARTED, 0, 12)
    assert settle([replace(works, verb=""), start]) == [replace(works, verb=""), start]  # 甲馆正在施工 is under way
