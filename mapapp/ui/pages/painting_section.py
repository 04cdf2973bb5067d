"""The files that take long to paint: asked for with a button, watched while they wait and are made, fetched when done."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Final

import streamlit as st

from mapapp.contracts import Job, JobState
from mapapp.contracts.scenes import Deck
from mapapp.errors import MapAppError
from mapapp.painting.painting_jobs import KIND, Wish, ask_for, jobs_of
from mapapp.reports import PRESENTATIONS, browser_missing, scene_of
from mapapp.store import Jobs, StoreError, open_store
from mapapp.ui.access import visitor
from mapapp.ui.cache import load_atlas
from mapapp.ui.freshness import shown_revision
from mapapp.ui.i18n import t, word_of
from mapapp.ui.screen_state import screen
from mapapp.ui.state import get_selection, use_language
from mapapp.ui.views.markdown_escape import plain_label

LOOKS_EVERY_S: Final = 1.0
OPEN_STATES: Final = (JobState.WAITING, JobState.RUNNING)
MOST_SHOWN: Final = 6


def show_painted_formats(deck: Deck) -> None:
    """Draw a button for each format that a browser paints."""
    for form in PRESENTATIONS.values():
        if form.needs_browser:
            st.button(
                word_of("presentation", form.name, form.term),
                key=f"paint-{form.name}",
                on_click=_ask,
                args=(form.name, deck if form.takes_deck else _present_scene(), f"{deck.title}.{form.name}"),
                disabled=bool(browser_missing()),
                help=t("present.painted"),
            )


def _present_scene() -> Deck:
    """Return what the map shows now as a deck of one scene."""
    return Deck("", (scene_of(get_selection(), load_atlas(), colour=screen.colour),))


def show_painting() -> None:
    """Draw what the visitor asked for; while something waits or is made, it looks again by itself."""
    if screen.painting_said:
        st.warning(plain_label(screen.painting_said))
    if not screen.painter:
        return
    jobs = jobs_of(open_store())
    mine = _mine(jobs)
    if any(job.state in OPEN_STATES for job in mine):
        _watch()
    else:
        _show_jobs(jobs, mine)


@st.fragment(run_every=LOOKS_EVERY_S)
def _watch() -> None:
    """Show how far the visitor's files are, and draw the page anew when all have ended."""
    use_language()
    jobs = jobs_of(open_store())
    mine = _mine(jobs)
    if not any(job.state in OPEN_STATES for job in mine):
        st.rerun()
    _show_jobs(jobs, mine)


def _ask(fmt: str, deck: Deck | None, name: str) -> None:
    """Ask for a file of what the page shows now."""
    screen.painting_said = ""
    try:
        ask_for(open_store(), Wish(fmt, get_selection(), deck, shown_revision(), name), _who())
    except MapAppError as error:
        screen.painting_said = str(error)


def _who() -> str:
    """Return whose files these are: an account's, or this visit's, which nobody else can name."""
    if not screen.painter:
        screen.painter = visitor().person.account or secrets.token_hex(16)
    return screen.painter


def _mine(jobs: Jobs) -> tuple[Job, ...]:
    """Return the visitor's files, newest first, without those he took back."""
    return tuple(job for job in jobs.of(_who()) if job.kind == KIND and job.state is not JobState.CANCELLED)[
        :MOST_SHOWN
    ]


def _show_jobs(jobs: Jobs, mine: tuple[Job, ...]) -> None:
    """Draw one line for each file."""
    for job in mine:
        with st.container(horizontal=True, vertical_alignment="center", key=f"painting-{job.job_id}"):
            name = str(job.asked.get("name", ""))
            st.markdown(plain_label(t("present.line", name=name, what=_progress(jobs, job))), width="stretch")
            if job.state in OPEN_STATES:
                st.button(t("present.cancel"), key=f"cancel-{job.job_id}", on_click=jobs.cancel, args=(job.job_id,))
            elif job.state is JobState.DONE:
                st.download_button(
                    t("present.fetch"),
                    data=partial(_fetch, jobs, job.job_id),
                    file_name=name,
                    mime=PRESENTATIONS[str(job.asked["format"])].media_type,
                    key=f"fetch-{job.job_id}",
                    on_click="ignore",
                    type="primary",
                )


def _progress(jobs: Jobs, job: Job) -> str:
    """Return how far a file is."""
    if job.state is JobState.WAITING:
        return t("present.waiting", n=jobs.waiting_before(job))
    if job.state is JobState.FAILED:
        return t("present.failed", why=job.message)
    if job.state is JobState.DONE:
        return t("present.done")
    if job.cancel_asked:
        return t("present.stopping")
    if not job.total:
        return t("present.beginning")
    return t("present.finishing") if job.done == job.total else t("present.pictures", done=job.done, total=job.total)


def _fetch(jobs: Jobs, job_id: str) -> bytes:
    """Return the bytes of a file that is made. Raises StoreError when it grew old."""
    made = jobs.result(job_id)
    if made is None:
        raise StoreError(t("present.gone"))
    return made[1]
