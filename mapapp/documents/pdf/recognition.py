"""Pages without text: rendered, recognised by the extra `ocr`, and put into lines in reading order."""

from __future__ import annotations

import importlib.util
import itertools
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from mapapp.contracts.problems import Problem
from mapapp.contracts.text import RecognisedLine
from mapapp.contracts.vocabulary import Severity
from mapapp.documents.limits import ReadingLimits
from mapapp.documents.pdf.page_text import PageText

# Small print of nine points is twenty pixels high then; larger pictures are made smaller, in pixels.
DPI: Final = 170
_LONGEST_SIDE: Final = 2_000
_POINTS_PER_INCH: Final = 72
THREADS: Final = 2
# Lines of printed pages, askew and blurred ones too, stand above 0.89; below this a person should look.
SURE: Final = 0.8
# Fewer characters than this beside a picture are a stamp or a page number.
_FEWEST_CHARS: Final = 15
# Blanks, and what a text layer without a map to Unicode comes out as.
_NO_WORDS: Final = re.compile(r"[\s\ue000-\uf8ff\ufffd]+")
_MOST_SHOWN: Final = 8
# A gap of so many heights parts the cells of a row; a gutter has so many lines of so many characters at each side.
_CELL_GAP: Final = 2.0
_FEWEST_LINES: Final = 4
_FEWEST_COLUMN_CHARS: Final = 8
_MOST_ACROSS: Final = 0.3
_GUTTER_PLACES: Final = 50


@dataclass(frozen=True, slots=True)
class Piece:
    """Words the recogniser found together: pixels of the picture, y downwards; confidence 0..1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


Recognise = Callable[[Any], Sequence[Piece]]


def is_installed() -> bool:
    """Whether the extra `ocr` is there, with the models its wheel carries."""
    return importlib.util.find_spec("onnxruntime") is not None and None not in _models()


def _models() -> tuple[Path | None, Path | None]:
    """Return the files of the models that find lines and read them; None where they are not in rapidocr's folder."""
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        return None, None
    folder = Path(found.origin).parent / "models"
    finds, reads = (next(iter(sorted(folder.glob(f"*_{task}_*.onnx"))), None) for task in ("det", "rec"))
    return finds, reads


def load_recogniser() -> Recognise:
    """Return what recognises a picture (of Pillow); given its models by path, rapidocr fetches nothing."""
    from rapidocr import RapidOCR

    finds, reads = _models()
    engine = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,  # pages are rendered upright
            "Global.text_score": 0.3,  # what is unsure is told, not dropped
            "Det.model_path": str(finds),
            "Rec.model_path": str(reads),
            "Det.limit_type": "max",
            "Det.limit_side_len": 960,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        }
    )

    def recognise(picture: Any) -> list[Piece]:
        found = engine(picture)
        if found.boxes is None or found.txts is None:
            return []
        pieces = []
        for corners, words, confidence in zip(found.boxes, found.txts, found.scores, strict=True):
            left, top, right, bottom = (float(side) for side in (*corners.min(axis=0), *corners.max(axis=0)))
            pieces.append(Piece(words, left, top, right, bottom, float(confidence)))
        return pieces

    return recognise


def is_picture(page: pypdfium2.PdfPage, words: str) -> bool:
    """Whether a page shows something, but no words with a code, or next to none beside a picture."""
    count = len(_NO_WORDS.sub("", words))
    if count >= _FEWEST_CHARS or not raw.FPDFPage_CountObjects(page):
        return False
    return count == 0 or next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])), None) is not None


class ScanReader:
    """Recognise the pages of one file within its limits of pages and time.

    `on_begin` is called before the first page is rendered, `load` after it.
    """

    def __init__(
        self,
        limits: ReadingLimits,
        *,
        load: Callable[[], Recognise] = load_recogniser,
        on_begin: Callable[[], None] = lambda: None,
    ) -> None:
        self.lines: list[RecognisedLine] = []
        self._limits, self._load, self._on_begin = limits, load, on_begin
        self._recognise: Recognise | None = None
        self._deadline = 0.0
        self._tried = 0
        self.left_out: list[int] = []
        self._unsure: list[tuple[int, str]] = []

    def read(self, page: pypdfium2.PdfPage, number: int, start: int) -> PageText | None:
        """Return the lines of a page (from 1) that begins at a stored offset; None where nothing was recognised."""
        if self._recognise is None:
            self._on_begin()
            self._recognise = self._load()
            self._deadline = time.monotonic() + self._limits.recognition_seconds
        if self._tried >= self._limits.recognised_pages or time.monotonic() >= self._deadline:
            self.left_out.append(number)
            return None
        self._tried += 1
        width, height = page.get_size()
        scale = min(DPI / _POINTS_PER_INCH, _LONGEST_SIDE / max(width, height, 1.0))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        written = PageText(number, start)
        for row in rows_in_order([piece for piece in self._recognise(picture) if piece.text.strip()]):
            words, at = _row_words(row), start + len(written.text)
            written.lines(words)
            box = (
                round(min(piece.left for piece in row) / scale, 1),
                round(height - max(piece.bottom for piece in row) / scale, 1),
                round(max(piece.right for piece in row) / scale, 1),
                round(height - min(piece.top for piece in row) / scale, 1),
            )
            sure = round(min(piece.confidence for piece in row), 3)
            self.lines.append(RecognisedLine(at, at + len(words), number, box, sure))
            if sure < SURE:
                self._unsure.append((number, words))
        return written if written.text else None

    def problems(self, name: str) -> list[Problem]:
        """Return what a person should know of recognised pages."""
        told = []
        pages = sorted({line.page for line in self.lines})
        if pages:
            what = f"{listed(pages)}没有可用的文字层，文字是从图像识别的（识别），可能有错字，表格只按行读"
            told.append(("pages-recognised", what, "引用前请对照原页"))
        if self._unsure:
            places = listed(sorted({number for number, _ in self._unsure}))
            what = f"{places}有 {len(self._unsure)} 行识别把握低于 {SURE:.0%}，如“{self._unsure[0][1][:20]}”"
            told.append(("lines-unsure", what, "请对照原页改正"))
        if self.left_out:
            minutes = self._limits.recognition_seconds / 60
            most = f"一个文件最多识别 {self._limits.recognised_pages} 页、{minutes:g} 分钟"
            told.append(("pages-not-recognised", f"{listed(self.left_out)}没有识别：{most}", "请拆分后再添加"))
        return [Problem(code, Severity.WARNING, name, what, remedy) for code, what, remedy in told]


def listed(pages: Sequence[int]) -> str:
    """Return page numbers in words.

    >>> listed([3, 4])
    '第 3、4 页'
    """
    shown = "、".join(str(page) for page in pages[:_MOST_SHOWN])
    more = f" 等 {len(pages)} 页" if len(pages) > _MOST_SHOWN else " 页"
    return f"第 {shown}{more}"


def rows_in_order(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces as rows from the top down, column by column; what runs across the gutter parts the columns' bands."""
    gutter = _gutter(pieces)
    if gutter is None:
        return _rows(pieces)
    out: list[list[Piece]] = []
    band: list[Piece] = []

    def close() -> None:
        for side in ([p for p in band if p.right <= gutter], [p for p in band if p.left >= gutter]):
            out.extend(rows_in_order(side))
        band.clear()

    for piece in sorted(pieces, key=lambda one: (one.top, one.left)):
        if piece.left < gutter < piece.right:
            close()
            out.append([piece])
        else:
            band.append(piece)
    close()
    return out


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where two columns of running text part, or None: cells of a table are too short to be such columns."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    first, last = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    best: tuple[int, float] | None = None
    for step in range(_GUTTER_PLACES // 4, _GUTTER_PLACES * 3 // 4 + 1):
        x = first + (last - first) * step / _GUTTER_PLACES
        sides = [piece for piece in pieces if piece.right <= x], [piece for piece in pieces if piece.left >= x]
        across = len(pieces) - len(sides[0]) - len(sides[1])
        if across > _MOST_ACROSS * len(pieces) or any(
            len(side) < _FEWEST_LINES or statistics.median(len(p.text) for p in side) < _FEWEST_COLUMN_CHARS
            for side in sides
        ):
            continue
        if best is None or across < best[0]:
            best = across, x
    return None if best is None else best[1]


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces that stand at one height together, from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom, one.left)):
        if rows and rows[-1][0].top < (piece.top + piece.bottom) / 2 < rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _row_words(row: Sequence[Piece]) -> str:
    """Return a row on one line, its cells parted by tabs where a wide gap stands between them."""
    words = row[0].text.strip()
    for before, piece in itertools.pairwise(row):
        wide = piece.left - before.right > _CELL_GAP * (piece.bottom - piece.top)
        words += ("\t" if wide else " ") + piece.text.strip()
    return words.replace("\n", " ")
