"""What a sentence has said so far, and a composed name with what it leaves to the next figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiscourseState:
    """What the sentence said before this figure.

    `body` is the last name without its measure, `level` with it; `verb_last` when the verb stood after the noun
    (项目开工), so that it is not carried over to the next noun. `rate` is the last name of a percentage, for a second
    one of the same thing (增长6%、力争7%). `money` when the last figure was a
    sum of money: its verb is not lent to a count, nor a count's to a sum. `topic` is a label or opening that stands for a missing noun.
    """

    verb: str = ""
    noun: str = ""
    body: str = ""
    level: str = ""
    rate: str = ""
    verb_last: bool = False
    topic: str = ""
    money: bool = False


@dataclass(frozen=True, slots=True)
class ComposedName:
    """A composed name, what to remember for the next figure, and how sure the composition is (0..1)."""

    name: str
    state: DiscourseState
    trust: float
    reasons: tuple[str, ...] = ()
