"""Newspaper columns in scrambled order: paragraphs cut in mid-sentence, joined again with their continuation.

Nothing is rewritten: a joined paragraph lists its pieces of stored text in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mapapp.contracts.vocabulary import SectionForm
from mapapp.documents.paragraphs import Paragraph
from mapapp.text.chars import SENTENCE_ENDS

# A paragraph this long, with a sentence inside, is no heading; if its end is open it has been cut.
_SHORTEST_CUT: Final = 25
_CLOSERS: Final = '”’）)」』》】*" \u3000'
_OPEN_END: Final = re.compile(r"[\u4e00-\u9fff\dA-Za-z，、（“—%]$")
# One or two characters before the first mark: nobody begins a paragraph so.
_STUMP: Final = re.compile(r"[\u4e00-\u9fff]{1,2}[。，；、]")
_MEASURE: Final = re.compile(r"[余多万亿]?[个家条座项所幢处户套间亩米吨元人次台辆公平%]")
_LISTED: Final = re.compile(r"[^。；，]{2,24}、[^。；]{2,40}等")
_HEADING: Final = re.compile(
    r"\s*(?:#|[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、]|-\s)"
)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST_SEAM: Final = 3
# A newspaper page holds some 8,000 characters in a hundred paragraphs: columns are put in order over two or three.
_PAGE_CHARS: Final = 20_000
_PAGE_PARAGRAPHS: Final = 400
# This many open ends before a heading, and as many openings in mid-sentence, make a page of scrambled columns.
_SCRAMBLED_FROM: Final = 2


def is_scrambled(text: str, paragraphs: list[Paragraph]) -> bool:
    """Whether columns were printed out of order.

    `paragraphs` must not have been joined over page breaks. In an ordinary report a sentence that breaks off goes on in
    the next paragraph; here several break off before a heading while others begin in mid-sentence elsewhere.
    """
    words = [_words(text, paragraph) for paragraph in paragraphs]
    lost = stray = 0
    for index, paragraph in enumerate(paragraphs[:-1]):
        following = paragraphs[index + 1]
        if _is_cut(paragraph, words[index]) and (following.level or _HEADING.match(words[index + 1])):
            lost += 1
    for index in range(1, len(paragraphs)):
        begins = paragraphs[index].form is SectionForm.PROSE and _STUMP.match(words[index])
        if begins and not _is_cut(paragraphs[index - 1], words[index - 1]):
            stray += 1
    return lost >= _SCRAMBLED_FROM and stray >= _SCRAMBLED_FROM


def rejoin_columns(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join paragraphs that end in mid-sentence with the paragraph that carries on, wherever it was printed.

    Columns keep their order, so the first open end goes on in the first opening that follows it; among all such
    orderly pairings the one with most evidence is taken: a number before a measure word, characters across the cut
    that also stand together elsewhere, an opening that no paragraph has. Fragments without a partner stay as they are.
    """
    words = [_words(text, paragraph) for paragraph in paragraphs]
    joined: dict[int, int] = {}
    for first, last in _pages(words):
        page = range(first, last)
        tails = [index for index in page if _is_cut(paragraphs[index], words[index])]
        heads = [index for index in page if _may_carry_on(paragraphs[index], words[index])]
        if tails and heads:
            joined.update(_pair_in_order(tails, heads, _Seams(words[first:last]), words))
    return _assemble(paragraphs, joined)


def _pages(words: list[str]) -> Iterator[tuple[int, int]]:
    """Return the stretches of paragraphs that columns were scrambled in: a sentence goes on where it was printed.

    Everything is compared with everything inside a stretch, and with nothing outside it, so that the work grows with
    the length of the text and not with its square.
    """
    first = size = 0
    for index, said in enumerate(words):
        size += len(said)
        if size >= _PAGE_CHARS or index - first >= _PAGE_PARAGRAPHS:
            yield first, index + 1
            first, size = index + 1, 0
    if first < len(words):
        yield first, len(words)


class _Seams:
    """Characters that stand together somewhere in a stretch of text."""

    def __init__(self, words: list[str]) -> None:
        self._together = {
            said[at : at + length]
            for said in words
            for length in range(2, 2 * _LONGEST_SEAM + 1)
            for at in range(len(said) - length + 1)
        }

    def longest(self, tail: str, head: str) -> int:
        """Return how many characters across the cut between two pieces also stand together elsewhere."""
        seam = 0
        for left in range(1, _LONGEST_SEAM + 1):
            for right in range(1, _LONGEST_SEAM + 1):
                across = tail[-left:] + head[:right]
                if left + right > seam and across in self._together and _HAN.fullmatch(across):
                    seam = left + right
        return seam


def _may_carry_on(paragraph: Paragraph, words: str) -> bool:
    """Whether a paragraph can be the rest of a sentence."""
    return (
        paragraph.form is SectionForm.PROSE
        and not paragraph.level
        and bool(_STUMP.match(words) or _LISTED.match(words))
    )


def _pair_in_order(tails: list[int], heads: list[int], seams: _Seams, words: list[str]) -> dict[int, int]:
    """Pair open ends with openings in order, for the most evidence (longest common subsequence with weights)."""
    best = [[0] * (len(heads) + 1) for _ in range(len(tails) + 1)]
    points: dict[tuple[int, int], int] = {}
    for row in range(len(tails) - 1, -1, -1):
        for column in range(len(heads) - 1, -1, -1):
            tail, head = tails[row], heads[column]
            points[row, column] = _evidence(seams, words[tail], words[head]) if head > tail else 0
            paired = points[row, column] + best[row + 1][column + 1] if points[row, column] else 0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    joined: dict[int, int] = {}
    row = column = 0
    while row < len(tails) and column < len(heads):
        if points[row, column] and best[row][column] == points[row, column] + best[row + 1][column + 1]:
            joined[tails[row]] = heads[column]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return joined


def _words(text: str, paragraph: Paragraph) -> str:
    """Return a paragraph's words in reading order."""
    return "".join(text[start:end] for start, end in paragraph.pieces).strip()


def _is_cut(paragraph: Paragraph, words: str) -> bool:
    """Whether a paragraph ends in mid-sentence."""
    if paragraph.form is not SectionForm.PROSE or paragraph.level or len(words) < _SHORTEST_CUT:
        return False
    bare = words.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in SENTENCE_ENDS and bool(_OPEN_END.search(bare)) and "。" in words


def _evidence(seams: _Seams, tail: str, head: str) -> int:
    """Count what speaks for `head` carrying on the sentence that `tail` breaks off."""
    if _HEADING.match(head):
        return 0
    points = 3 if _STUMP.match(head) else 2
    if tail[-1].isdigit():
        return points + 4 if _MEASURE.match(head) else 0
    return points + seams.longest(tail, head)


def _assemble(paragraphs: list[Paragraph], joined: dict[int, int]) -> list[Paragraph]:
    """Put every continuation behind the paragraph it carries on."""
    moved = set(joined.values())
    out = []
    for index, paragraph in enumerate(paragraphs):
        if index in moved:
            continue
        pieces = list(paragraph.pieces)
        at = index
        while at in joined:
            at = joined[at]
            pieces.extend(paragraphs[at].pieces)
        out.append(Paragraph(pieces, paragraph.form, paragraph.level))
    return out
