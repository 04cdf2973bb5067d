"""Pages that are turned: seen in one direction, stored in another."""

from __future__ import annotations

import pypdfium2

from mapapp.documents.pdf.rules import Rule, Rules


class Rotation:
    """A page's rotation: tables are found on the page as it is seen, words are looked up as they are stored."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        """Take the rotation of a page, and its width and height in points as it is seen."""
        self._degrees = page.get_rotation() % 360
        left, bottom, right, top = page.get_bbox()
        self._box = (left, bottom, right, top)
        width, height = right - left, top - bottom
        self.width, self.height = (height, width) if self._degrees in {90, 270} else (width, height)

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        """Return where a stored point is seen, from the lower left corner."""
        left, bottom, right, top = self._box
        if self._degrees == 90:
            return y - bottom, right - x
        if self._degrees == 180:
            return right - x, top - y
        if self._degrees == 270:
            return top - y, x - left
        return x - left, y - bottom

    def _stored(self, x: float, y: float) -> tuple[float, float]:
        """Return where a seen point is stored."""
        left, bottom, right, top = self._box
        if self._degrees == 90:
            return right - y, x + bottom
        if self._degrees == 180:
            return right - x, top - y
        if self._degrees == 270:
            return y + left, top - x
        return x + left, y + bottom

    def rules(self, rules: Rules) -> Rules:
        """Return the rules as they are seen."""
        found = Rules([], [])
        corners = [
            *(((rule.start, rule.at), (rule.end, rule.at)) for rule in rules.level),
            *(((rule.at, rule.start), (rule.at, rule.end)) for rule in rules.upright),
        ]
        for first, second in corners:
            (x0, y0), (x1, y1) = self._seen(*first), self._seen(*second)
            if abs(y0 - y1) < abs(x0 - x1):
                found.level.append(Rule(y0, min(x0, x1), max(x0, x1)))
            else:
                found.upright.append(Rule(x0, min(y0, y1), max(y0, y1)))
        return found

    def area(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a seen area in stored coordinates: left, bottom, right, top."""
        (x0, y0), (x1, y1) = self._stored(left, bottom), self._stored(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def seen_area(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a stored area as it is seen: left, bottom, right, top."""
        (x0, y0), (x1, y1) = self._seen(left, bottom), self._seen(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
