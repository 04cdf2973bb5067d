"""The looks Streamlit's own settings cannot reach: no menu or stripe, one dense bar, a map that fills the window."""

from __future__ import annotations

from typing import Final

import streamlit as st

from mapapp.ui.i18n import say

# Heights in pixels: the two rows of the top bar, and the foot. The map takes the rest of the window.
TOP_PX: Final = 77
FOOT_PX: Final = 47

_CSS: Final = """
<style>
header[data-testid="stHeader"], #MainMenu, footer, [data-testid="stToolbar"], [data-testid="stDecoration"],
[data-testid="stStatusWidget"], [data-testid="stAppDeployButton"] { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 8px 16px 0 !important; max-width: none !important; }
[data-testid="stMain"] { overflow-x: hidden; }
[data-testid="stVerticalBlock"] { gap: 6px; }
[data-testid="stElementContainer"]:has(> [data-testid="stHtml"] > style) { display: none; }
[data-stale="true"], .stale-element { opacity: 1 !important; }
* { font-variant-numeric: tabular-nums; }
/* Streamlit's own tint and fade leave words below 4.5 : 1, and its focus is hardly seen. */
button:focus-visible, input:focus-visible, [data-testid="stMain"]:focus-visible, summary:focus-visible { outline: 2px solid #c2410c !important; outline-offset: -2px; }
[data-selected="true"] { background: #fff8f4 !important; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: #52606d !important; opacity: 1 !important; }

.st-key-top { min-height: BARpx; }
.st-key-top h1 { font-size: 19px; line-height: 36px; padding: 0; margin: 0; font-weight: 600; letter-spacing: .02em; white-space: nowrap; }
.st-key-top [data-testid="stHeadingWithActionElements"] a { display: none; }
.st-key-top [data-testid="stHorizontalBlock"] { align-items: center; gap: 10px; }
.st-key-top1 > :nth-last-child(2) { margin-left: auto; }
.st-key-top button { min-height: 32px; padding: 0 10px; }
.st-key-top input { padding-top: 5px; padding-bottom: 5px; }
.st-key-top [data-testid="stSlider"] { padding: 0 8px; }
.st-key-top p { white-space: nowrap; }
/* Fold-outs lie over the map. */
.st-key-top { position: relative; z-index: 60; }
.st-key-top2 > :has(.st-key-filters) { flex: 1 1 auto; min-width: 0; }
@media (min-width: 1100px) { .st-key-top2 { flex-wrap: nowrap !important; } }

/* What is left for map and panel; a sentence above them takes its share, so the foot stays in sight. */
[data-testid="stMain"] { --room: calc(100vh - TOPpx - FOOTpx); }
[data-testid="stMain"]:has([data-testid="stAlert"]) { --room: calc(100vh - TOPpx - FOOTpx - 50px); }
[data-testid="stMain"]:has(.st-key-suggestions) { --room: calc(100vh - TOPpx - FOOTpx - 94px); }
[data-testid="stAlertContainer"] { padding: 8px 14px; min-height: 0; }

.st-key-mapbox iframe { height: var(--room) !important; min-height: 320px; width: 100%; border: 0; display: block; }
.st-key-mapbox { border: 1px solid #dfe4e8; border-radius: 4px; overflow: hidden; }
.st-key-panelbox { --panel-height: var(--room); border: 1px solid #dfe4e8; border-radius: 4px; }

.st-key-problemkind { height: 38px; overflow: hidden; }
[data-testid="stVerticalBlock"]:has(> .st-key-problemkind) .st-key-panelbox, [data-testid="stVerticalBlock"]:has(> [data-testid="stLayoutWrapper"] > .st-key-problemkind) .st-key-panelbox { --panel-height: calc(var(--room) - 44px); }
[data-testid="stMain"]:has(.st-key-present_view) .st-key-panelbox { --panel-height: calc(var(--room) - 40px); }
[data-testid="stMain"]:has(.st-key-problemkind):has(.st-key-review) .st-key-panelbox { --panel-height: calc(var(--room) - 82px); }

.st-key-foot { color: #52606d; font-size: 13px; }
.st-key-foot p { font-size: 13px; line-height: 32px; margin: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.st-key-foot button { min-height: 30px; padding: 0 12px; }
.st-key-foot [data-testid="stPopover"] button { min-width: 108px; }
.st-key-foot [data-testid="stHorizontalBlock"] { align-items: center; }
/* The uploader's own words follow the browser, not the switch. */
[data-testid="stFileUploaderDropzone"] button > div { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[data-testid="stFileUploaderDropzone"] button::after { content: "FILE-CHOICE"; font-size: 14px; }
[data-testid="stFileUploaderDropzoneInstructions"], [data-testid="stFileUploaderDropzoneInstructions"] * { font-size: 0 !important; }
[data-testid="stFileUploaderDropzoneInstructions"]::after { content: "FILE-LIMIT"; font-size: 12px; }
@media (max-width: 760px) {
  .st-key-mapbox iframe { height: 54vh !important; }
  .st-key-panelbox { --panel-height: auto; }
  .st-key-foot p { white-space: normal; line-height: 1.5; }
  .st-key-top1 > :nth-last-child(2) { margin-left: 0; width: auto !important; flex: 1; }
  .st-key-top1 [data-testid="stTextInput"] { width: 100% !important; max-width: none !important; }
}
</style>
"""


def apply_theme() -> None:
    """Put the looks on the page."""
    looks = _CSS.replace("BAR", str(TOP_PX)).replace("TOP", str(TOP_PX + 16)).replace("FOOT", str(FOOT_PX))
    st.html(looks.replace("FILE-CHOICE", say("foot.choose_file")).replace("FILE-LIMIT", say("foot.file_limit")))
