"""The ledger: every promise with its light, the rule in numbers, and the sentences on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from mapapp.contracts import Atlas, Promise, Selected
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Column, Row, Sheet, count_lights, light_cell, quote_part, show_sheet, year_stage
from mapapp.ui.i18n import say
from mapapp.ui.state import get_selection
from mapapp.ui.views.quotes import clean_quote

# Enough of a sentence to know it by, short enough for the name's column.
CLAUSE_CHARS: Final = 24


def show() -> None:
    """Draw the ledger of the current question."""
    atlas = load_atlas()
    show_sheet(build_ledger(atlas, answer(get_selection())), atlas, key="ledger")


def build_ledger(atlas: Atlas, selected: Selected) -> Sheet:
    """List the promises of the selected projects made by the year asked for, missed and late first."""
    wanted = dict(selected.filters).get("light", "")
    promises = [item for item in selected.promises if not wanted or item.light.value in wanted.split(",")]
    ordered = sorted(promises, key=lambda item: (light_cell(item.light)["rank"], item.year, item.promise_id))
    said = name_promises(atlas, ordered)
    return Sheet(
        columns=(
            Column(say("ledger.project"), "link", "30%"),
            Column(say("ledger.light"), "light", "9em"),
            Column(say("ledger.promise"), "text", "8em"),
            Column(say("ledger.result"), "text", "9em"),
            Column(say("ledger.delay"), "number", "5em"),
            Column(say("ledger.reason")),
        ),
        rows=tuple(_row(atlas, selected, promise, said[promise.promise_id]) for promise in ordered),
        empty=say("ledger.empty"),
        note=say("ledger.rule"),
        summary=count_lights([promise.light for promise in promises]) if promises else (),
    )


def name_promises(atlas: Atlas, promises: Sequence[Promise]) -> dict[str, str]:
    """Say, per promise id, what sets it apart from other promises of its project; empty where the name is enough.

    That is the name as the document writes it where it differs (a phase, a part, another name). Promises that still
    look alike (same project, same words, same stage and year) give the beginning of their sentence.
    """
    said = {}
    for promise in promises:
        written = "".join(atlas.event_by_id[promise.event_id].name.split())
        known = "".join(atlas.project_by_id[promise.project_id].name.split())
        said[promise.promise_id] = "" if written == known else written
    looks = {item.promise_id: (item.project_id, said[item.promise_id], item.year, item.stage.rank) for item in promises}
    alike = Counter(looks.values())
    for promise in promises:
        if alike[looks[promise.promise_id]] > 1:
            clause = clean_quote(atlas.event_by_id[promise.event_id].quote)
            short = clause if len(clause) <= CLAUSE_CHARS else clause[: CLAUSE_CHARS - 1] + "…"
            said[promise.promise_id] = f"“{short}”"
    return said


def _row(atlas: Atlas, selected: Selected, promise: Promise, said: str) -> Row:
    """Give one promise with both sentences; `said` stands small beside the project's name."""
    project = atlas.project_by_id[promise.project_id]
    event = atlas.event_by_id[promise.event_id]
    outcome = atlas.event_by_id.get(promise.outcome_event_id or "")
    result = "" if promise.outcome_stage is None else year_stage(promise.outcome_year, promise.outcome_stage)
    promised = year_stage(promise.year, promise.stage)
    detail = [quote_part(atlas, say("ledger.part_promise", what=promised), event)]
    if outcome is not None:
        detail.append(quote_part(atlas, say("ledger.part_result", what=result), outcome))
    moved = [other for other in selected.promises if other.promise_id in promise.slipped_to]
    detail += [
        quote_part(
            atlas,
            say("ledger.part_moved", what=year_stage(other.year, other.stage)),
            atlas.event_by_id[other.event_id],
        )
        for other in moved
    ]
    return Row(
        cells=(
            {"text": project.name, "focus": f"project:{project.project_id}", "note": said},
            light_cell(promise.light),
            {"text": promised, "rank": promise.year * 10 + promise.stage.rank},
            {"text": result or say("ledger.unseen"), "rank": promise.outcome_year or 9999},
            None
            if promise.delay_years is None
            else {"text": _delay_words(promise.delay_years), "rank": promise.delay_years},
            promise.reason,
        ),
        detail=tuple(detail),
    )


def _delay_words(years: int) -> str:
    """Say a delay in years.

    >>> _delay_words(0), _delay_words(2), _delay_words(-1)
    ('按期', '2 年', '提前 1 年')
    """
    if years == 0:
        return say("ledger.on_time")
    return say("ledger.late", n=years) if years > 0 else say("ledger.early", n=-years)
