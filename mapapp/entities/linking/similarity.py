"""Whether two names can be one project: vetoes first, then structure, then spelling as one feature among others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from mapapp.entities.entity_patterns import entity_pattern
from mapapp.entities.linking.project_names import NameShape
from mapapp.open_workspace import active

# A pair below this score is not worth a person's time; chosen on the five seeds with benchmarks/entities.py.
SUGGEST_FROM: Final = 0.62
# A pair of letters found in more names than this tells nothing and would make the search quadratic.
COMMON_BIGRAM: Final = 60
# A place and the title sought for it are two undertakings (青浦工业园区 / 青浦工业园区创建国家绿色产业园区).
_SEEKING: Final = entity_pattern("name.seeking")
SHARED_BIGRAMS: Final = 0.3
# Below this, letters left out begin to carry meaning; chosen with benchmarks/entities.py (no false merge on the seeds).
ABBREVIATION_LIKENESS: Final = 0.85


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are. `vetoes` forbid a merge whatever the score; `reasons` say what counted, in Chinese."""

    score: float
    vetoes: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def probable(self) -> bool:
        """Whether a person should look at the pair."""
        return not self.vetoes and self.score >= SUGGEST_FROM


def find_vetoes(left: NameShape, right: NameShape) -> tuple[str, ...]:
    """List what makes two names different projects.

    A token that both name and that differs is a veto (13号线 / 17号线); a number or a direction only one of them
    names is a veto too (体育中心 / 第二体育中心), a town or a road only one names is not.
    """
    vetoes = []
    for label, a, b in (
        ("线路", left.lines, right.lines),
        ("街镇", left.towns, right.towns),
        ("道路", left.roads, right.roads),
    ):
        if a and b and not a & b:
            vetoes.append(f"{label}不同：{'、'.join(sorted(a))} / {'、'.join(sorted(b))}")
    for label, a, b in (("方向", left.directions, right.directions), ("数字", left.numbers, right.numbers)):
        if a != b:
            vetoes.append(f"{label}不同：{'、'.join(sorted(a)) or '无'} / {'、'.join(sorted(b)) or '无'}")
    if bool(_SEEKING.search(left.key)) != bool(_SEEKING.search(right.key)):
        vetoes.append("一个是争取称号，一个不是")
    if anchors := _different_anchors(left.key, right.key):
        vetoes.append(anchors)
    if left.head and right.head and left.head != right.head:
        vetoes.append(f"类别不同：{left.head} / {right.head}")
    if left.phase and right.phase and left.phase != right.phase and left.key != right.key:
        vetoes.append(f"分期不同且主体不同：{left.phase} / {right.phase}")
    return tuple(vetoes)


def _different_anchors(left: str, right: str) -> str:
    """Whether two names share only what stands around their own words (昆阳初雨调蓄池 / 虹南初雨调蓄池).

    "" otherwise. One differing letter is let through: it may be a misprint (网昂 / 网易), which a person should see.
    """
    head = tail = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    one, two = left[head : len(left) - tail], right[head : len(right) - tail]
    if head + tail >= 2 and one and two and max(len(one), len(two)) > 1 and not set(one) & set(two):
        return f"主体不同：{one} / {two}"
    return ""


def compare(left: NameShape, right: NameShape) -> Comparison:
    """Compare two names: vetoes, containment, the same kind of thing, spelling."""
    a, b = sorted((left.key, right.key), key=len)
    spelling = fuzz.ratio(a, b) / 100
    reasons = [f"字面相似 {spelling:.2f}"]
    score = 0.7 * spelling
    if a and a in b:
        score = max(score, 0.35 + 0.35 * len(a) / len(b))
        reasons.append(f"“{b}”包含“{a}”")
        if b.startswith(a) and len(a) >= 4:
            score += 0.1
            reasons.append("主体在前，其后是补充")
    if left.head and left.head == right.head:
        score += 0.15
        reasons.append(f"类别相同：{left.head}")
    if left.towns & right.towns or left.roads & right.roads:
        score += 0.1
        reasons.append("同一街镇或道路")
    return Comparison(min(score, 1.0), find_vetoes(left, right), tuple(reasons))


def place_prefix(longer: NameShape, shorter: NameShape) -> str:
    """Return the place name that is all the longer name adds in front; "" if it adds anything else.

    Six characters must be left: 图书馆 alone says too little.
    """
    if longer.head != shorter.head or len(shorter.key) < 6 or not longer.key.endswith(shorter.key):
        return ""
    prefix = longer.key.removesuffix(shorter.key)
    return prefix if prefix in active().place_words else ""


def is_abbreviation(longer: NameShape, shorter: NameShape) -> bool:
    """Whether the shorter name only leaves letters of the longer one out, as a second document often does.

    It keeps the first two and the last two letters, at least six in all and ABBREVIATION_LIKENESS of the longer name;
    nothing that vetoes a merge may differ, nor a town or road be left out. 复旦创新学院 is 复旦大学创新学院;
    朱家角站 is too short to be taken for 朱家角镇场站.
    """
    a, b = longer.key, shorter.key
    if len(b) < 6 or len(a) <= len(b) or a[:2] != b[:2] or a[-2:] != b[-2:]:
        return False
    if fuzz.ratio(a, b) < 100 * ABBREVIATION_LIKENESS or longer.towns != shorter.towns or longer.roads != shorter.roads:
        return False
    letters = iter(a)
    return all(letter in letters for letter in b) and not find_vetoes(longer, shorter)


def candidate_pairs(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Return index pairs of names that share enough telling pairs of letters, each once, in order.

    Enough is SHARED_BIGRAMS of those of the shorter name; below that no score reaches SUGGEST_FROM.
    """
    bigrams = [{key[i : i + 2] for i in range(len(key) - 1)} for key in keys]
    counts = Counter(bigram for found in bigrams for bigram in found)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(bigrams):
        telling = [bigram for bigram in found if counts[bigram] <= COMMON_BIGRAM]
        shared = Counter(other for bigram in telling for other in holders.get(bigram, ()))
        for other in sorted(shared):
            if shared[other] >= SHARED_BIGRAMS * min(len(found), len(bigrams[other])):
                yield other, index
        for bigram in telling:
            holders[bigram].append(index)
