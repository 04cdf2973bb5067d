"""The review desk: one document left, its records right, decided one after another from the keyboard."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any, Final

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Document, Draft, JournalState, Modality, ProjectEvent, Stage, SubjectKind
from mapapp.errors import MapAppError
from mapapp.live_atlas import build_live_atlas
from mapapp.open_workspace import active
from mapapp.reviewing.review_desk import TWO_PEOPLE, DeskRecord, desk_records, stale_decisions, without_decisions
from mapapp.store import decision_lines, document_subject, open_store, speaking_revision
from mapapp.ui.access import visitor
from mapapp.ui.cache import folders, load_atlas, publish, remember, set_aside
from mapapp.ui.components.component import mount, told
from mapapp.ui.desk_wishes import Desk, DeskVisit, hear, standing_decisions
from mapapp.ui.districts import shown_district
from mapapp.ui.freshness import only_own_since, shown_revision, state_as_of
from mapapp.ui.i18n import language, language_tag, t, term_of
from mapapp.ui.pages.intake_section import signing_person
from mapapp.ui.screen_state import screen
from mapapp.ui.state import use_language
from mapapp.ui.views.markdown_escape import plain_label
from mapapp.ui.views.reason_words import reason_words

KEY: Final = "desk"
# The small map is a finger wide: shapes are thinned by about 100 m, and no join uses them.
SIMPLIFY_DEG: Final = 0.001
DOCUMENTS_KEPT: Final = 8


def show() -> None:
    """Draw who signs and which document, then the desk; its keys never run the rest of the page."""
    base = _base()
    if not base.documents:
        st.info(t("topbar.empty_workspace"))
        return
    who, store = visitor(), open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="deskbar"):
        if screen.desk_doc not in base.document_by_id:
            screen.desk_doc = _first_document(base, state_as_of(shown_revision()))
        st.selectbox(
            t("desk.document"),
            [document.id for document in base.documents],
            format_func=lambda doc: base.document_by_id[doc].title,
            key="desk_doc",
            label_visibility="collapsed",
            width=420,
        )
        if who.may_write and store.state.writable:
            signing_person(who.person, key="desk")
            if who.may_approve:
                _show_two_people()
        else:
            st.caption(t("desk.may_not"))
        if lines := decision_lines(state_as_of(shown_revision())):
            st.download_button(t("desk.take_along"), lines, "reviews.jsonl", key="desk_take_along", on_click="ignore")
        if stale := stale_decisions(load_atlas()):
            with st.popover(t("desk.stale", n=len(stale)), key="desk_stale"):
                for sentence in stale:
                    st.caption(plain_label(sentence))
    _show_desk()


@st.fragment
def _show_desk() -> None:
    """Show the desk with what the journal says now."""
    use_language()
    desk = _desk()
    state = desk.store.journal.as_of()
    visit = screen.desk_visit
    with st.container(key="deskbox"):
        mount(
            "desk",
            '<div class="desk" role="region" tabindex="-1"></div>',
            isolate_styles=False,
            key=KEY,
            data={
                "file": _publish(desk.document.id),
                "said": standing_decisions(state, desk.document, desk.who),
                "heard": visit.heard,
                "replies": visit.replies,
                "seen": state.revision,
                "own": only_own_since(state, visit.own) if visit.own else 0,
                "may": desk.may_write,
                "signer": desk.who.name,
                "two": bool(state.value(TWO_PEOPLE)),
                "lang": language(),
                "tag": language_tag(),
            },
            on_say_change=_take,
        )


def _take() -> None:
    """Carry out what the browser said, before the desk is drawn anew."""
    visit = screen.desk_visit or DeskVisit()
    hear(_desk(), visit, told(KEY, "say"))
    screen.desk_visit = visit


def _desk() -> Desk:
    """Return the document on the desk with who sits at it."""
    if screen.desk_visit is None:
        screen.desk_visit = DeskVisit()
    who, store = visitor(), open_store()
    person = who.person if who.person.name else type(who.person)(screen.signed_as)
    document = _base().document_by_id[screen.desk_doc]
    return Desk(store, document, _records(document.id), person, who.may_write and store.state.writable)


def _show_two_people() -> None:
    """Let who may approve say whether a second person must sign; kept for everybody in the store."""
    now = open_store().journal.as_of()
    stands = bool(now.value(TWO_PEOPLE))
    wanted = st.toggle(t("desk.two"), value=stands, key=f"desk_two_{stands}", help=t("desk.two_hint"))
    if wanted == stands:
        return
    person = visitor().person
    person = person if person.name else type(person)(screen.signed_as)
    try:
        open_store().journal.append(Draft(TWO_PEOPLE, wanted or None, person), now.revision)
    except MapAppError as error:
        st.error(plain_label(str(error)))
        return
    st.rerun()


def _base() -> Atlas:
    """Return the Atlas before the team's own decisions: the desk's records keep their names while they are decided."""
    state = state_as_of(shown_revision())
    if not any(state.standing(SubjectKind.RECORD)):
        return load_atlas()
    return _base_of(speaking_revision(without_decisions(state)), shown_district())


@st.cache_resource(show_spinner=False, max_entries=2)
def _base_of(revision: int, district: str) -> Atlas:
    """Build it; decisions do not change the revision it goes by, so they cost nothing here."""
    del revision, district  # Streamlit remembers by the arguments, those with an underscore before them left out
    state = without_decisions(state_as_of(shown_revision()))
    return set_aside(build_live_atlas(open_store(), state, *folders(), preview=True))


def _first_document(atlas: Atlas, state: JournalState) -> str:
    """Return the document people added last, else the one with most doubtful readings."""
    added = [
        (entry.number, document.id)
        for document in atlas.documents
        if (entry := state.latest.get(document_subject(document.sha256)))
    ]
    if added:
        return max(added)[1]
    doubtful = Counter(event.doc for event in atlas.events if not event.certain)
    return max(atlas.documents, key=lambda document: doubtful[document.id]).id


def _records(doc: str) -> dict[str, DeskRecord]:
    """Return the records of a document by key, in the order of the desk."""
    return _records_of(doc, id(_base()))


@remember(DOCUMENTS_KEPT)
def _records_of(doc: str, _atlas_identity: int) -> dict[str, DeskRecord]:
    """Order them once."""
    return {one.key: one for one in desk_records(_base(), doc)}


def _publish(doc: str) -> str:
    """Return where the browser fetches the text and the records of a document, once."""
    return _publish_of(doc, id(_base()))


@remember(DOCUMENTS_KEPT)
def _publish_of(doc: str, _atlas_identity: int) -> str:
    """Write them for the browser."""
    atlas = _base()
    document = atlas.document_by_id[doc]
    return publish("desk.json", json.dumps(desk_file(atlas, document, _records(doc)), ensure_ascii=False))


def desk_file(atlas: Atlas, document: Document, records: dict[str, DeskRecord]) -> dict[str, Any]:
    """Return everything of a document that no decision changes: text, records, shapes, words to choose from."""
    shapes: dict[str, Any] = {}
    lines = []
    for one in records.values():
        line = _line(one)
        if isinstance(one.record, ProjectEvent):
            placement = atlas.placement_by_project.get(one.record.project_id)
            line["basis"] = placement.basis if placement is not None else ""
            if placement is not None and placement.geometry is not None and one.on_map:
                line["shape"] = placement.project_id
                shapes.setdefault(placement.project_id, _drawn(placement.geometry))
        lines.append(line)
    zones = atlas.geodata.zones
    bounds = shapely.total_bounds([zone.geometry for zone in zones]).tolist() if zones else [0, 0, 1, 1]
    return {
        "doc": document.id,
        "text": document.text,
        "records": lines,
        "shapes": shapes,
        "zones": [{"name": zone.name, "lines": _drawn(zone.geometry)["lines"]} for zone in zones],
        "bounds": bounds if all(map(math.isfinite, bounds)) else [0, 0, 1, 1],
        "stages": [{"value": stage.value, "term": term_of(stage)} for stage in Stage],
        "headline": list(active().headline_zones),
        "projects": sorted(project.name for project in atlas.projects),
    }


def _line(one: DeskRecord) -> dict[str, Any]:
    """Return one record as the desk shows it."""
    record = one.record
    common: dict[str, Any] = {
        **{"key": one.key, "kind": one.kind, "start": record.start, "end": record.end, "name": record.name},
        **{"spans": [list(span) for span in record.spans] or [[record.start, record.end]]},
        **{"sure": record.certain, "onMap": one.on_map, "looked": term_of(record.looked)},
        **{"reasons": [reason_words(reason) for reason in record.reasons], "confidence": round(record.confidence, 2)},
    }
    if isinstance(record, ProjectEvent):
        what = record.polarity.value if record.modality is Modality.PLANNED else "happened"
        shown = term_of(record.polarity) if what != "happened" else term_of(record.modality)
        return common | {
            **{"stage": record.stage.value, "stageTerm": term_of(record.stage), "what": what, "whatTerm": shown},
            **{"year": record.year, "zones": list(record.zones), "canonical": record.canonical},
        }
    return common | {
        **{"region": record.region, "period": record.period, "valueText": record.value_text},
        **{"unit": record.unit or "", "value": record.value},
    }


def _drawn(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a shape as lines and points of [lon, lat] in EPSG:4326, thinned."""
    parts = shapely.get_parts(shapely.simplify(geometry, SIMPLIFY_DEG))
    lines = [
        shapely.get_coordinates(ring).round(4).tolist()
        for part in parts
        if part.geom_type != "Point"
        for ring in ([part.exterior] if part.geom_type == "Polygon" else [part])
    ]
    return {"lines": lines, "points": [[part.x, part.y] for part in parts if part.geom_type == "Point"]}
