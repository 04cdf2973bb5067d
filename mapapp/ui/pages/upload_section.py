"""Beside the map: a boundary file is dropped, its datum told, what it changes shown on the map, and kept or thrown away."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import streamlit as st

from mapapp.contracts import Atlas, Severity
from mapapp.edits.drawn_places import ACCURACIES_M
from mapapp.edits.new_areas import NEW_LAYERS, AreaWords
from mapapp.edits.redrawn_areas import examine_redrawn
from mapapp.errors import GeodataError
from mapapp.store import OriginalFile
from mapapp.ui.access import visitor
from mapapp.ui.cache import publish
from mapapp.ui.components.upload_box import upload_box
from mapapp.ui.editing import Editing, end
from mapapp.ui.i18n import in_chinese, t
from mapapp.ui.pages.boundary_section import areas_shown, keep_areas
from mapapp.ui.pages.intake_section import signing_person
from mapapp.ui.pages.problem_lines import show_problems
from mapapp.ui.screen_state import screen
from mapapp.ui.views.markdown_escape import plain_label
from mapapp.uploads.upload_proposals import Proposal, not_in_file, outlines_before_and_after, propose
from mapapp.uploads.uploaded_boundaries import (
    SUFFIXES,
    DatumAdvice,
    UploadedFile,
    ask_datum,
    match_areas,
    put_right,
    read_upload,
)

# More lines than this help nobody; the count says how many there are.
MOST_LINES: Final = 12
AS_WRITTEN: Final = "as_written"
PUT_RIGHT: Final = "put_right"


@dataclass(frozen=True, slots=True)
class Upload:
    """What this visit has uploaded: the file as read, what the coordinate doctor says, and what the map shows of it."""

    file: UploadedFile
    verdict: DatumAdvice
    shown: str = ""


def upload_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told: the outlines before and after, as a file, once there are any."""
    upload = screen.editing_upload
    return {"tool": now.tool, "turn": now.turn, "data": upload.shown if isinstance(upload, Upload) else ""}


def show_upload_form(atlas: Atlas, now: Editing) -> None:
    """Take a file, ask what has to be asked, show what it changes, and offer to keep it where nothing is an error."""
    st.subheader(t("edit.upload_title"), anchor=False)
    upload = screen.editing_upload
    if not isinstance(upload, Upload):
        _ask_for_file(atlas, now)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            plain_label(t("edit.upload_file", name=upload.file.name, n=len(upload.file.areas))), width="stretch"
        )
        st.button(t("edit.upload_throw"), key="upload_throw", on_click=end)
    _tell(upload)
    file = _on_wgs84(upload, now)
    if file is None:
        _show_on_map(upload, "")
        return
    _show_changes(atlas, now, upload, file)


def _ask_for_file(atlas: Atlas, now: Editing) -> None:
    """Take one file and read it."""
    st.caption(t("edit.upload_how"))
    file = upload_box(t("edit.upload_drop"), key=f"upload_{now.turn}", type=list(SUFFIXES))
    st.button(t("edit.cancel"), key="upload_cancel", on_click=end)
    if file is None:
        return
    try:
        with st.spinner(t("edit.upload_reading")):
            read = read_upload(file.name, file.getvalue())
            verdict = ask_datum(read, atlas.geodata)
    except GeodataError as error:
        st.error(plain_label(str(error)))
        return
    screen.editing_upload = Upload(read, verdict)
    st.rerun()


def _tell(upload: Upload) -> None:
    """Say what was mended or left out, and what the doctor says."""
    notes = Counter(one.message for one in upload.file.problems if one.severity is Severity.NOTE)
    for message, count in list(notes.items())[:MOST_LINES]:
        st.caption(plain_label(t("edit.upload_note", what=message, n=count)))
    faults = [one for one in upload.file.problems if one.severity is not Severity.NOTE]
    for problem in faults[:MOST_LINES]:
        show = st.error if problem.severity is Severity.ERROR else st.warning
        show(plain_label(t("edit.upload_problem", where=problem.where, what=problem.message, remedy=problem.remedy)))
    if len(faults) > MOST_LINES:
        st.caption(t("edit.upload_more", n=len(faults) - MOST_LINES))
    (st.caption if upload.verdict.reading is None else st.warning)(plain_label(upload.verdict.message))


def _on_wgs84(upload: Upload, now: Editing) -> UploadedFile | None:
    """Return the file in WGS 84: as it is, or put right where somebody says so; nothing while that is not said."""
    reading, moved_m = upload.verdict.reading, upload.verdict.moved_m
    if reading is None:
        return upload.file
    words = {PUT_RIGHT: t("edit.upload_right", reading=reading.label)}
    if moved_m is not None:
        words[PUT_RIGHT] = t("edit.upload_right_m", reading=reading.label, metres=round(moved_m))
        words[AS_WRITTEN] = t("edit.upload_as_written")
    choice = st.radio(
        t("edit.upload_datum"),
        tuple(words),
        index=None,
        format_func=lambda one: words[one],
        key=f"upload_datum_{now.turn}",
    )
    if choice is None:
        st.info(t("edit.upload_choose"))
        return None
    return put_right(upload.file, reading) if choice == PUT_RIGHT else upload.file


def _show_changes(atlas: Atlas, now: Editing, upload: Upload, file: UploadedFile) -> None:
    """Show what each area becomes, draw it, and keep what is ticked."""
    drawn = areas_shown(now.seen)
    matches = match_areas(file, drawn)
    new_layer, accuracy = next(iter(NEW_LAYERS)), float(ACCURACIES_M[-1])
    if any(not one.by for one in matches):
        new_layer = st.selectbox(
            t("edit.new_layer"),
            tuple(NEW_LAYERS),
            format_func=lambda one: t(f"edit.layer_{one}"),
            key=f"upload_layer_{now.turn}",
        )
        accuracy = st.selectbox(
            t("edit.accuracy"), ACCURACIES_M, len(ACCURACIES_M) - 1, key=f"upload_accuracy_{now.turn}",
            format_func=lambda metres: t("edit.accuracy_m", metres=metres),
        )  # fmt: skip
    source = st.text_input(
        t("edit.source"), placeholder=t("edit.source_ask"), max_chars=200, key=f"upload_source_{now.turn}"
    ).strip()
    signer = signing_person(visitor().person, key="upload")
    words = AreaWords(accuracy, _said_source(source, upload, file), signer.name, date.today())
    proposals = propose(file, matches, drawn, words, new_layer, atlas.geodata)
    _show_on_map(upload, publish_outlines(outlines_before_and_after(proposals, drawn)))
    wanted = _ticked(proposals, now)
    if rest := not_in_file(proposals, drawn):
        st.caption(plain_label(t("edit.upload_rest", n=len(rest), names=t("sentence.join").join(rest[:MOST_LINES]))))
    redrawn = tuple(one.redrawn for one in wanted if one.redrawn is not None)
    faulty = show_problems(examine_redrawn(atlas.geodata, redrawn)) if redrawn else False
    lacking = [
        words for value, words in ((source, t("edit.lacks_source")), (signer.name, t("edit.lacks_name"))) if not value
    ]
    with st.container(horizontal=True, key="uploadbar"):
        if st.button(t("edit.put_keep"), type="primary", key="upload_keep", disabled=faulty or not redrawn):
            if lacking:
                st.warning(t("edit.lacks", what=t("sentence.join").join(lacking)))
            else:
                said = t("edit.upload_kept", n=len(redrawn), name=file.name)
                reason = in_chinese("edit.upload_reason", source=words.source, name=file.name, digest=file.sha256[:12])
                keep_areas(redrawn, signer, reason, said, OriginalFile(file.name, file.data))
        st.button(t("edit.cancel"), key="upload_cancel", on_click=end)
    if faulty:
        st.caption(t("edit.upload_faulty"))


def _said_source(source: str, upload: Upload, file: UploadedFile) -> str:
    """Return the source with what was done to the file's numbers, so that both are kept with the boundary."""
    reading = upload.verdict.reading
    if reading is None or file is upload.file:
        return source
    return in_chinese("edit.upload_source", source=source, reading=reading.label)


def _ticked(proposals: Sequence[Proposal], now: Editing) -> list[Proposal]:
    """List what each area becomes, with a tick for those that would change something; return the ticked ones."""
    wanted = []
    for index, one in enumerate(proposals):
        if one.refused:
            st.warning(plain_label(one.refused))
        elif one.redrawn is not None and one.changes:
            layer, after = t(f"edit.layer_{one.layer}"), f"{one.redrawn.after_km2:.2f}"
            line = t("edit.upload_new", name=one.name, layer=layer, after=after)
            if one.by:
                before = f"{one.redrawn.before_km2:.2f}"
                line = t("edit.upload_changed", name=one.name, layer=layer, before=before, after=after)
            if one.by == "ground":
                line += t("edit.upload_by_ground")
            if st.checkbox(plain_label(line), value=True, key=f"upload_tick_{now.turn}_{index}"):
                wanted.append(one)
    same = [one.name for one in proposals if one.same]
    if same:
        st.caption(plain_label(t("edit.upload_same", n=len(same), names=t("sentence.join").join(same[:MOST_LINES]))))
    return wanted


def publish_outlines(rows: list[dict[str, Any]]) -> str:
    """Publish outlines before and after, and give their address."""
    return publish("before_after.json", json.dumps(rows, ensure_ascii=False))


def _show_on_map(upload: Upload, address: str) -> None:
    """Have the map show other outlines, in one more run: it was drawn before this form."""
    if upload.shown != address:
        screen.editing_upload = Upload(upload.file, upload.verdict, address)
        st.rerun()
