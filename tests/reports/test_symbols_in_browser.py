"""Projector and print proof: every mark, line, area and verdict stays apart in grey and for deuteranopia.

The marks are drawn by the map's own code in a real browser and looked at through two simulations: luminance only (a
poor projector, a black-and-white print) and deuteranopia (Machado, Oliveira and Fernandes 2009, severity 1.0).
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mapapp.contracts import Stage, Verdict
from mapapp.contracts.scenes import Deck, Scene
from mapapp.layers.style import MARKED_VERDICTS, PAPER, VERDICT_MARKS
from mapapp.reports import player_html

pytestmark = pytest.mark.browser

# In linear verdict; rows are red, green, blue out.
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
LUMINANCE = np.array([[0.2126, 0.7152, 0.0722]] * 3)

# A pixel counts as different when its lightness or colour moves by this share of the full range; below it a poor
# projector in a bright room shows both alike.
PIXEL_STEP = 0.15
# Two marks are apart when this share of the smaller mark's own pixels differs.
APART = 0.10

DRAW = """(kind) => {
  const app = mapapp, looks = [...app.config.stages, app.config.noStage];
  return looks.map((look) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 44;
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, 44, 44);
    ctx.scale(2, 2);
    if (kind === "point") app.glyph(ctx, 11, 11, 6, look, false);
    else {
      ctx.setLineDash(look.dash);
      ctx.strokeStyle = look.colour;
      ctx.lineWidth = 3;
      ctx.beginPath();
      for (let y = 2; y < 22; y += 5) { ctx.moveTo(0, y); ctx.lineTo(22, y); }
      ctx.stroke();
    }
    return [look.term, [...ctx.getImageData(0, 0, 44, 44).data]];
  });
}"""


def seen(pixels: list[int], matrix: np.ndarray, *, dark: bool = False) -> np.ndarray:
    """Look at 44 × 44 RGBA pixels through a simulation; gives sRGB 0..1."""
    colours = np.array(pixels, float).reshape(44, 44, 4)[..., :3] / 255
    if dark:
        # The dark theme's filter: invert(.92), then hue-rotate(180deg) after the filter effects specification.
        colours = 0.92 + colours * (1 - 2 * 0.92)
        turn = np.array([[-0.574, 1.43, 0.144], [0.426, 0.43, 0.144], [0.426, 1.43, -0.856]])
        colours = np.clip(colours @ turn.T, 0, 1)
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    through = np.clip(linear @ matrix.T, 0, 1)
    return np.where(through <= 0.0031308, through * 12.92, 1.055 * through ** (1 / 2.4) - 0.055)


def share_apart(one: np.ndarray, two: np.ndarray) -> float:
    """Return the share of the smaller mark's pixels that differ between two marks."""
    ground = one[0, 0]
    inked = min(int((np.abs(mark - ground).max(axis=2) > PIXEL_STEP).sum()) for mark in (one, two))
    different = int((np.abs(one - two).max(axis=2) > PIXEL_STEP).sum())
    return different / max(inked, 1)


@pytest.fixture(scope="module")
def drawn(browser, tmp_path_factory, request):
    """Draw every point and line with the code of the map."""
    atlas = request.getfixturevalue("atlas")
    path = tmp_path_factory.mktemp("symbols") / "deck.html"
    path.write_text(player_html(atlas, Deck("甲", (Scene("一"),))), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready='1']")
    yield {kind: dict(page.evaluate(DRAW, kind)) for kind in ("point", "line")}
    page.close()


@pytest.mark.parametrize("dark", [False, True], ids=["bright", "dark"])
@pytest.mark.parametrize("matrix", [LUMINANCE, DEUTERANOPIA], ids=["grey", "deuteranopia"])
def test_every_two_points_are_apart(drawn, matrix, dark):
    marks = {term: seen(pixels, matrix, dark=dark) for term, pixels in drawn["point"].items()}
    assert len(marks) == len(Stage) + 1
    close = {
        pair: round(share, 3)
        for pair in itertools.combinations(marks, 2)
        if (share := share_apart(marks[pair[0]], marks[pair[1]])) < APART
    }
    assert close == {}


@pytest.mark.parametrize("matrix", [LUMINANCE, DEUTERANOPIA], ids=["grey", "deuteranopia"])
def test_every_two_lines_are_apart_but_the_two_full_ones(drawn, matrix):
    """建成 and 启用 are both a full line: what runs is complete; the panel and the tip tell which."""
    marks = {term: seen(pixels, matrix) for term, pixels in drawn["line"].items()}
    close = {
        frozenset(pair)
        for pair in itertools.combinations(marks, 2)
        if share_apart(marks[pair[0]], marks[pair[1]]) < APART
    }
    assert close <= {frozenset((Stage.COMPLETED.term, Stage.OPERATING.term))}


def test_marked_verdicts_are_five_shapes():
    assert len(MARKED_VERDICTS) == 5
    assert len({VERDICT_MARKS[verdict].symbol for verdict in MARKED_VERDICTS}) == 5


def test_the_simulation_would_notice():
    """Negative control: red and green of one lightness are apart in colour and alike through both simulations."""
    red = [200, 60, 60, 255] * (44 * 44)
    twin = [200, 60, 62, 255] * (44 * 44)
    assert share_apart(seen(red, LUMINANCE), seen(twin, LUMINANCE)) < APART
    assert np.abs(seen([180, 100, 60, 255] * 1936, LUMINANCE) - seen([83, 135, 60, 255] * 1936, LUMINANCE)).max() < 0.05


@pytest.mark.parametrize("verdict", list(Verdict))
def test_lights_stand_out_from_paper(verdict):
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (luminance(PAPER) + 0.05) / (luminance(VERDICT_MARKS[verdict].colour) + 0.05) >= 4.5
