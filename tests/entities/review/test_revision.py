from dataclasses import replace

import pytest

from mapapp.contracts import Amount, Looked, Stage, ValueKind
from mapapp.entities import Decision, apply_reviews, review_again

TEXT = "一、回顾。甲园一期完工、\n二期结构封顶。乙路建成通车。\n二、计划。乙路建成通车。"


@pytest.fixture
def document(make_document):
    return make_document(text=TEXT)


@pytest.fixture
def decide(document):
    def build(decision, quote, name, **given):
        values = {
            "decision": decision,
            "document": document.sha256,
            "kind": "event",
            "quote": quote,
            "name": name,
            "reviewer": "编辑部",
            "date": "2026-11-20",
            "reason": "对照原文",
            "where": "reviews/t.jsonl:1",
        }
        return Decision(**(values | given))

    return build


@pytest.fixture
def read(document, make_event):
    """An event as the rules read it, at its place in the text."""

    def build(name, quote, stage, **given):
        start = TEXT.index(quote)
        return make_event(name, stage, start=start, end=start + len(quote), quote=quote, **given)

    return build


def names(events):
    return [(event.name, event.stage.value, event.reviewed) for event in events]


def test_accept_marks_and_changes_nothing(document, decide, read):
    event = read("甲园一期", "甲园一期完工", "completed")
    (found,), _, problems = apply_reviews([document], [event], [], [decide("accept", "甲园一期完工", "甲园一期")])
    assert (found.reviewed, found.stage, problems) == ("accepted", Stage.COMPLETED, ())
    assert "编辑部2026-11-20：对照原文" in found.reasons


def test_a_canonical_name_guessed_by_rules_is_no_reviewers_word(document, decide, read):
    event = replace(read("甲园一期", "甲园一期完工", "completed"), canonical="甲")
    (found,), _, _ = apply_reviews([document], [event], [], [decide("accept", "甲园一期完工", "甲园一期")])
    assert found.canonical == ""


@pytest.mark.parametrize(
    ("name", "guess", "looked", "values", "canonical"),
    [
        ("甲园一期", "甲园一期", "rules", {"name": "丙园"}, ""),
        ("甲园一期", "朱家角镇甲园一期", "rules", {"name": "丙园"}, ""),
        ("一期", "甲园", "rules", {"name": "二期"}, "甲园"),
        ("甲园一期", "甲园一期", "rules", {"name": "丙园", "canonical": "丙"}, "丙"),
        ("甲园一期", "甲园一期", "proofread", {"name": "丙园"}, "甲园一期"),
        ("甲园一期", "甲园一期", "rules", {"year": 2020}, "甲园一期"),
    ],
)
def test_a_corrected_name_takes_the_guess_that_was_made_of_it_along(
    document, decide, read, name, guess, looked, values, canonical
):
    event = replace(read(name, "甲园一期完工", "completed"), canonical=guess, looked=Looked(looked))
    (found,), _, problems = review_again([document], [event], [], [decide("correct", "甲园一期完工", name, set=values)])
    assert (found.canonical, problems) == (canonical, ())


def test_correct_puts_fields_right(document, decide, read):
    event = read("甲园二期", "二期结构封顶", "completed")
    decision = decide(
        "correct",
        "甲园一期完工、二期结构封顶",
        "甲园二期",
        set={"stage": "topped_out", "zones": ["青西"], "zone_evidence": "text", "amount": {"value": 3, "unit": "亿元"}},
    )
    (found,), _, problems = apply_reviews([document], [event], [], [decision])
    assert problems == ()
    assert (found.stage, found.zones, found.amount) == (Stage.TOPPED_OUT, ("青西",), Amount(3.0, "亿元", ""))
    assert found.event_id == event.event_id


def test_name_and_was_single_out_one_record_of_a_quote(document, decide, read):
    one = read("甲园一期", "甲园一期完工", "completed")
    two = read("甲园一期", "甲园一期完工", "operating")
    decision = decide("reject", "甲园一期完工", "甲园一期", was={"stage": "operating"})
    left, _, _ = apply_reviews([document], [one, two], [], [decision])
    assert names(left) == [("甲园一期", "completed", "")]


def test_key_survives_a_rule_change(document, decide, read):
    decision = decide("correct", "甲园一期完工、\n二期结构封顶", "甲园二期", set={"stage": "topped_out"})
    before = read("甲园二期", "二期结构封顶", "completed")
    after = replace(read("甲园二期", "甲园一期完工、\n二期结构封顶", "completed"), rule="new", event_id="other")
    for event in (before, after):
        (found,), _, problems = apply_reviews([document], [event], [], [decision])
        assert (found.stage, problems) == (Stage.TOPPED_OUT, ())


def test_add_cuts_its_quote_out_of_the_text(document, decide):
    decision = decide(
        "add",
        "甲园一期完工、二期结构封顶",
        "甲园二期",
        set={"stage": "topped_out", "modality": "reported", "year": 2025, "canonical": "甲园"},
    )
    (found,), _, problems = apply_reviews([document], [], [], [decision])
    assert problems == ()
    assert found.quote == TEXT[found.start : found.end] == "甲园一期完工、\n二期结构封顶"
    assert (found.reviewed, found.district, found.canonical, found.rule) == ("added", "青浦区", "甲园", "review")


def test_occurrence_says_which_of_two_places(document, decide):
    fields = {"stage": "operating", "modality": "planned", "year": 2026, "occurrence": 1}
    (found,), _, _ = apply_reviews([document], [], [], [decide("add", "乙路建成通车", "乙路", set=fields)])
    assert found.start == TEXT.rindex("乙路")


def test_two_records_of_one_name_in_one_sentence_have_ids_of_their_own(document, decide):
    fields = {"stage": "operating", "modality": "reported", "year": 2025}
    one = decide("add", "乙路建成通车", "道路", set=fields | {"canonical": "乙路东段"})
    two = decide("add", "乙路建成通车", "道路", set=fields | {"canonical": "乙路西段"})
    found, _, _ = apply_reviews([document], [], [], [one, two])
    assert len({event.event_id for event in found}) == 2


def test_adding_what_the_rules_now_read_makes_no_twin(document, decide, read):
    event = read("乙路", "乙路建成通车", "operating")
    decision = decide("add", "乙路建成通车", "乙路", set={"stage": "operating", "modality": "reported", "year": 2023})
    found, _, _ = apply_reviews([document], [event], [], [decision])
    assert [(item.name, item.year) for item in found] == [("乙路", 2023)]


def test_a_quote_that_is_gone_waits_for_a_person(document, decide, read):
    event = read("乙路", "乙路建成通车", "operating")
    (left,), _, (problem,) = apply_reviews([document], [event], [], [decide("reject", "丙路建成通车", "丙路")])
    assert left == event
    assert (problem.code, problem.doc) == ("review-stale", "A")
    assert "待复核" in problem.message


def test_a_changed_document_makes_one_problem_for_all_its_decisions(document, decide, make_document):
    other = make_document("B", text="全新的文件。")
    _, _, problems = apply_reviews([other], [], [], [decide("reject", "甲", "甲"), decide("reject", "乙", "乙")])
    assert len(problems) == 1
    assert "2 条" in problems[0].message


def test_a_record_no_longer_read_waits_unless_it_was_to_go(document, decide):
    accept = decide("accept", "乙路建成通车", "乙路")
    reject = decide("reject", "乙路建成通车", "乙路")
    assert len(apply_reviews([document], [], [], [accept])[2]) == 1
    assert apply_reviews([document], [], [], [reject])[2] == ()


def test_a_correction_the_rules_have_learnt_needs_no_reminder(document, decide, read):
    event = read("甲园二期", "二期结构封顶", "topped_out")
    decision = decide("correct", "二期结构封顶", "甲园二期", was={"stage": "completed"}, set={"stage": "topped_out"})
    (found,), _, problems = apply_reviews([document], [event], [], [decision])
    assert (found.stage, problems) == (Stage.TOPPED_OUT, ())


def test_a_correction_follows_a_record_that_took_its_corrected_name(document, decide, read):
    event = read("甲园二期", "二期结构封顶", "completed")
    decision = decide("correct", "二期结构封顶", "二期", set={"name": "甲园二期", "stage": "topped_out"})
    (found,), _, problems = apply_reviews([document], [event], [], [decision])
    assert (found.stage, problems) == (Stage.TOPPED_OUT, ())


def test_a_correction_follows_an_event_the_rules_now_name_more_fully(document, decide, read):
    event = read("甲园一期工程", "甲园一期完工", "completed")
    near = decide("correct", "甲园一期完工", "甲园一期", was={"stage": "completed"}, set={"year": 2020})
    other = decide("correct", "甲园一期完工", "甲园一期", was={"stage": "started"}, set={"year": 2021})
    (found,), _, problems = apply_reviews([document], [event], [], [near, other])
    assert (found.year, len(problems)) == (2020, 1)


def test_a_figure_is_followed_by_its_printed_value_when_rules_rename_it(document, decide, make_indicator):
    start = TEXT.index("乙路")
    places = {"start": start, "end": start + 6}
    figures = [
        make_indicator("通车里程", 3.0, "2024", value_text="3公里", **places),
        make_indicator("通车条数", 1.0, "2024", value_text="1条", **places),
    ]
    decision = decide(
        "correct",
        "乙路建成通车",
        "里程",
        kind="indicator",
        was={"value_text": "3公里", "period": "2023", "value_kind": "actual"},
        set={"name": "乙路里程"},
    )
    _, found, problems = apply_reviews([document], [], figures, [decision])
    assert problems == ()
    assert {(figure.name, figure.period) for figure in found} == {("乙路里程", "2023"), ("通车条数", "2024")}


def test_an_acceptance_puts_back_what_the_rules_have_lost(document, decide, read):
    event = read("甲园二期", "二期结构封顶", "completed")
    (found,), _, problems = apply_reviews(
        [document], [event], [], [decide("accept", "二期结构封顶", "甲园二期", was={"stage": "topped_out"})]
    )
    assert (found.stage, problems) == (Stage.TOPPED_OUT, ())


def test_a_loose_match_never_takes_a_record_another_decision_names(document, decide, read):
    event = read("甲园二期", "二期结构封顶", "topped_out")
    lost = decide("accept", "二期结构封顶", "甲园二期", was={"stage": "completed"})
    exact = decide("correct", "二期结构封顶", "甲园二期", was={"stage": "topped_out"}, set={"year": 2020})
    (found,), _, problems = apply_reviews([document], [event], [], [lost, exact])
    assert (found.year, len(problems)) == (2020, 1)


@pytest.mark.parametrize("fields", [{"stage": "finished"}, {"colour": "red"}, {"year": "2024"}, {"certain": 1}])
def test_fields_that_do_not_fit_are_a_problem(document, decide, read, fields):
    event = read("乙路", "乙路建成通车", "operating")
    (left,), _, problems = apply_reviews(
        [document], [event], [], [decide("correct", "乙路建成通车", "乙路", set=fields)]
    )
    assert left == event
    assert len(problems) == 1


def test_figures_are_reviewed_the_same_way(document, decide, make_indicator):
    start = TEXT.index("乙路")
    figure = make_indicator("里程", 3.0, "2024", start=start, end=start + 6)
    decision = decide(
        "correct",
        "乙路建成通车",
        "里程",
        kind="indicator",
        was={"period": 2024},
        set={"value_kind": "target", "period": 2026, "value": 4, "unit": None},
    )
    _, (found,), problems = apply_reviews([document], [], [figure], [decision])
    assert problems == ()
    assert (found.value_kind, found.period, found.value, found.unit) == (ValueKind.TARGET, "2026", 4.0, None)


def test_records_come_back_in_order_of_the_text(document, decide, read):
    later = read("乙路", "乙路建成通车", "operating")
    decision = decide(
        "add", "甲园一期完工", "甲园一期", set={"stage": "completed", "modality": "reported", "year": 2025}
    )
    found, _, _ = apply_reviews([document], [later], [], [decision])
    assert [event.name for event in found] == ["甲园一期", "乙路"]


def test_a_later_word_finds_the_record_as_the_earlier_one_left_it(document, decide, read):
    quote = "乙路建成通车"
    event = read("乙路", quote, "completed")
    renamed = decide("correct", quote, "乙路", set={"name": "乙大道"})
    staged = decide("correct", quote, "乙大道", set={"stage": "operating"})
    twice = decide("correct", quote, "乙大道", was={"stage": "operating"}, set={"name": "乙快速路"})
    found, _, problems = review_again([document], [event], [], [renamed, staged, twice])
    assert (names(found), problems) == ([("乙快速路", "operating", "corrected")], ())
    found, _, problems = review_again([document], [event], [], [renamed, decide("reject", quote, "乙大道")])
    assert (found, problems) == ((), ())


def test_two_records_of_one_sentence_are_decided_in_one_round(document, decide, read):
    first, second = read("甲园一期", "甲园一期完工", "completed"), read("甲园二期", "甲园一期完工", "topped_out")
    words = [decide("accept", "甲园一期完工", "甲园一期"), decide("reject", "甲园一期完工", "甲园二期")]
    found, _, _ = review_again([document], [first, second], [], words)
    assert names(found) == [("甲园一期", "completed", "accepted")]


@pytest.mark.parametrize(
    ("reviewer", "looked", "signed"),
    [
        ("发布前校读", "proofread", ""),
        ("张敏", "signed", "张敏 2026-11-20"),
        ("规划科 李", "signed", "规划科 李 2026-11-20"),
        ("编辑部", "signed", "编辑部 2026-11-20"),
        ("发布前校读 王", "signed", "发布前校读 王 2026-11-20"),
    ],
)
def test_who_looked_is_the_project_or_a_person_with_name_and_date(document, decide, read, reviewer, looked, signed):
    event = read("甲园一期", "甲园一期完工", "completed")
    decision = decide("accept", "甲园一期完工", "甲园一期", reviewer=reviewer)
    (found,), _, _ = apply_reviews([document], [event], [], [decision])
    assert (found.looked.value, found.signed) == (looked, signed)


def test_a_signature_outweighs_the_proof_reading_and_is_kept_by_records_nobody_speaks_of_again(document, decide, read):
    event = read("甲园一期", "甲园一期完工", "completed")
    other = read("乙路", "乙路建成通车", "operating")
    shipped = [decide("accept", e.quote, e.name, reviewer="发布前校读") for e in (event, other)]
    events, _, _ = apply_reviews([document], [event, other], [], shipped)
    events, _, _ = review_again([document], events, [], [decide("accept", "甲园一期完工", "甲园一期", reviewer="张敏")])
    assert {e.name: e.looked.value for e in events} == {"甲园一期": "signed", "乙路": "proofread"}


def test_a_record_nobody_decided_is_read_by_rules_only(document, read):
    (found,), _, _ = apply_reviews([document], [read("甲园一期", "甲园一期完工", "completed")], [], [])
    assert (found.looked.value, found.signed) == ("rules", "")
