"""Characters that look like others: radicals, compatibility and presentation forms, and those no reader sees.

Browsers and office programs that print Chinese often write the radical ⻘ where the page shows 青, because both share
one glyph. Folding gives the character that is meant and never changes where anything is printed: a folded text is
either as long as the stored one, or comes with the stored offset of each of its characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from mapapp.contracts.text import TextView

# CJK Radicals Supplement and the ideograph each stands for. Unicode gives these no compatibility mapping; the pairs
# follow its property Equivalent_Unified_Ideograph. Left out: radicals that are no word by themselves.
_RADICALS: Final = (
    "⺁厂⺂乛⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫"
    "⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠"
    "⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞飠⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦"
    "⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# The Kangxi radical ⼾ decomposes to 戶; printers of simplified text write it for 户, the only form planners use.
_SIMPLIFIED: Final = {"⼾": "户"}
# Punctuation turned for vertical lines, or half as wide.
_PRESENTED: Final = "︐，︑、︒。︓：︔；︕！︖？︗（︘）︙…︱—︵（︶）︷（︸）︹（︺）︻【︼】︽《︾》︿〈﹀〉｡。､、｢“｣”･·＋+／/＝=＜<＞>＆&"
# Kangxi radicals, compatibility ideographs and their supplement, mathematical letters and digits.
_DECOMPOSED: Final = ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1D), (0x1D400, 0x1D7FF))
# Soft hyphen, joiners and zero-width blanks, marks of direction, variation selectors, the place of a picture.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffc\ufffe\U000e0000-\U000e0fff]+"
)


def _pairs(listed: str) -> dict[str, str]:
    """Return a look-up from a string of pairs."""
    return dict(zip(listed[::2], listed[1::2], strict=True))


def _decomposed() -> dict[str, str]:
    """Return the characters of the compatibility blocks that stand for one other character."""
    found = {}
    for first, last in _DECOMPOSED:
        for code in range(first, last + 1):
            meant = unicodedata.normalize("NFKC", chr(code))
            if len(meant) == 1 and meant != chr(code):
                found[chr(code)] = meant
    return found


_MEANT: Final = str.maketrans({**_decomposed(), **_pairs(_RADICALS), **_pairs(_PRESENTED), **_SIMPLIFIED})


def fold_characters(text: str) -> str:
    """Return a text of the same length with every look-alike replaced by the character that is meant.

    >>> fold_characters("⻘溪⼤桥通⻋，⽤⼾⾦额")
    '青溪大桥通车，用户金额'
    """
    return text.translate(_MEANT)


def fold_text(text: str) -> TextView:
    r"""Return a text as it is meant: look-alikes folded, characters that no reader sees left out.

    >>> fold_text("⻘\u200b溪\u00ad桥").text, fold_text("⻘\u200b溪\u00ad桥").offsets
    ('青溪桥', (0, 2, 4))
    """
    folded = fold_characters(text)
    if not _UNSEEN.search(folded):
        return TextView(folded, tuple(range(len(folded))))
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in [*_UNSEEN.finditer(folded), None]:
        end = match.start() if match else len(folded)
        kept.append(folded[at:end])
        offsets.extend(range(at, end))
        at = match.end() if match else end
    return TextView("".join(kept), tuple(offsets))
