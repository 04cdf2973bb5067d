"""Where the words a reader copied stand in the text, white space aside."""

from dataclasses import dataclass

NEAR = 300  # characters a part of a name may stand outside its quote: the head lent by the sentence before
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space, and for each of its characters the place in the text."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the full text for one of the squeezed text."""
        return self.places[start], self.places[end - 1] + 1

    def occurrences(self, words: str) -> list[Span]:
        """Return every place of the words in the full text, in order; none for empty words."""
        wanted = "".join(words.split())
        found: list[Span] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            found.append(self.span(at, at + len(wanted)))
            at = self.text.find(wanted, at + 1)
        return found


def squeeze(text: str) -> Squeezed:
    """Return the text without white space, knowing where each character came from."""
    places = tuple(at for at, character in enumerate(text) if not character.isspace())
    return Squeezed("".join(text[at] for at in places), places)


def split_parts(cell: str) -> tuple[str, ...]:
    r"""Return the parts of a name; a plus sign that belongs to the name is written \+.

    >>> split_parts(r"2号线+西延伸"), split_parts(r"“AI\+制造”基地")
    (('2号线', '西延伸'), ('“AI+制造”基地',))
    """
    parts = cell.replace("\\+", "\0").split("+")
    return tuple(part.replace("\0", "+").strip() for part in parts if part.strip())


def distance(a: Span, b: Span) -> int:
    """Return how many characters lie between two spans, 0 where they touch."""
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def locate_parts(text: Squeezed, parts: tuple[str, ...], quote: Span, taken: tuple[Span, ...], near: int) -> list[Span]:
    """Return where each part stands: in the quote after the part before it, else in the quote, else nearest to it.

    Parameters
    ----------
    taken : spans of names other records of the same quote have; 1号线 is not sought inside the 11号线 before it
    near : characters a part may stand outside the quote

    Raises
    ------
    LookupError: a part is not there; the message is the part

    """
    spans: list[Span] = []
    for part in parts:
        after = spans[-1][1] if spans else quote[0]
        found = [span for span in text.occurrences(part) if distance(span, quote) <= near]
        if not found:
            raise LookupError(part)
        inside = [span for span in found if quote[0] <= span[0] and span[1] <= quote[1]]
        free = [span for span in inside if not any(t[0] <= span[0] and span[1] <= t[1] and t != span for t in taken)]
        inside = free or inside
        following = [span for span in inside if span[0] >= after]
        spans.append((following or inside or sorted(found, key=lambda span: distance(span, quote)))[0])
    return spans
