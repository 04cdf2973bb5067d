"""The one table of what the screen says, in Chinese and English, and the language of the present visitor.

The words stand in `words/*.toml`, a file per page, and those of the map's own scripts beside them in
`layers/map/words.toml`; `t("cards.all_zones")` finds the entry `all_zones` of `words/cards.toml`. An entry has `zh` and `en`; `en`
may be a pair, for one and for more, told apart by the field `n`. Values are put in as they are and never read as
templates. What documents say, and sentences made below the screen, are data and stay Chinese.
"""

from __future__ import annotations

import json
import string
import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Final

from mapapp.contracts import (
    Clock,
    DocumentCoverage,
    DocumentKind,
    Doubt,
    Evidence,
    Looked,
    Modality,
    Polarity,
    Precision,
    ProjectKind,
    Severity,
    Stage,
    ValueKind,
    Verdict,
    YearBasis,
)
from mapapp.contracts.vocabulary import Role, Term
from mapapp.exports import FORMATS
from mapapp.layers.folium_map import MAP_WORDS_FILE
from mapapp.open_workspace import active
from mapapp.reports import PRESENTATIONS
from mapapp.selection import NO_STAGE, NO_STAGE_TERM
from mapapp.workspace import Workspace

CHINESE: Final = "zh"
LANGUAGES: Final = (CHINESE, "en")
# What an element or a page says of its language.
TAGS: Final[Mapping[str, str]] = {"zh": "zh-CN", "en": "en"}

WORDS_DIR: Final = Path(__file__).parent / "words"
TERMS_FILE: Final = "terms"

# Pages of the table whose words are filled in by a script of that name (or its beginning) in `components/`.
COMPONENT_PAGES: Final = frozenset({"changes", "desk", "panel", "player", "search", "share", "table"})

# A sentence, or one for a count of one and one for any other.
Template = str | tuple[str, str]

# Every vocabulary the screen shows, and the Chinese of those that are no enums.
_VOCABULARIES: Final = (
    *(Stage, Modality, Clock, Verdict, Doubt, Evidence, Precision, ValueKind, YearBasis, Severity, Role),
    *(Polarity, ProjectKind, Looked, DocumentCoverage, DocumentKind),
)
_OTHER_TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "format": {name: form.term for name, form in FORMATS.items() if not form.on_request},
    "presentation": {name: form.term for name, form in PRESENTATIONS.items()},
}
# Words of the documents' own tables: any may turn up, and one without English stays as it is printed.
_OPEN_KINDS: Final = ("nature",)

_language: ContextVar[str] = ContextVar("language", default=CHINESE)


class WordsError(Exception):
    """The table of words is not whole; a mistake of ours, found when it is loaded."""


def language() -> str:
    """Return the language of the present run, Chinese unless another was set."""
    return _language.get()


def set_language(name: str) -> None:
    """Speak a language for the rest of this run; an unknown one is Chinese."""
    _language.set(name if name in LANGUAGES else CHINESE)


def language_tag() -> str:
    """Return the language of the present run as an element's `lang` says it."""
    return TAGS[_language.get()]


def t(key: str, **values: object) -> str:
    """Return one entry of the table in the present language.

    >>> t("cards.state", year=2024, term="{term}")
    '2024年：{term}'

    Raises KeyError for an unknown key or a missing value: a mistake of ours.
    """
    return _fill(_TABLE[_language.get()][key], values)


def in_chinese(key: str, **values: object) -> str:
    """Return one entry in Chinese whatever the visitor reads, for what goes into Chinese files."""
    return _fill(_TABLE[CHINESE][key], values)


def title() -> str:
    """Return the title of what is shown, in the present language."""
    return title_of(active())


def title_of(workspace: Workspace) -> str:
    """Return a workspace's title in the present language."""
    return workspace.title if _language.get() == CHINESE else workspace.title_en


def term_of(member: Term) -> str:
    """Return the term of a vocabulary's member in the present language.

    >>> term_of(Stage.BUILDING)
    '在建'
    """
    if _language.get() == CHINESE:
        return member.term
    return _TERMS[type(member).__name__.lower()][member.value]


def no_stage_term() -> str:
    """Return the words for a project of which no document reports a stage."""
    return NO_STAGE_TERM if _language.get() == CHINESE else _TERMS["stage"][NO_STAGE]


def word_of(kind: str, value: str, chinese: str) -> str:
    """Return the word for a value that is no vocabulary's member; what the table does not have stays Chinese."""
    return chinese if _language.get() == CHINESE else _TERMS[kind].get(value, chinese)


def words_of(page: str) -> dict[str, Template]:
    """Return the words of one page in the present language, for a script that fills them in itself."""
    return _words_of(page, _language.get())


def words_module() -> str:
    """Return a module (`export const WORDS`) with what components say by page, language and key.

    The words travel once, not with each answer; the data a component gets say which language. As JSON no word can end it.
    """
    pages = sorted({key.partition(".")[0] for key in _TABLE[CHINESE]} & COMPONENT_PAGES)
    words = {page: {one: _words_of(page, one) for one in LANGUAGES} for page in pages}
    return f"export const WORDS = {json.dumps(words)};\n"


def _fill(template: Template, values: Mapping[str, Any]) -> str:
    """Put values into a template, after choosing the one for their count."""
    if isinstance(template, tuple):
        template = template[0 if values["n"] == 1 else 1]
    return template.format(**values)


@cache
def _words_of(page: str, name: str) -> dict[str, Template]:
    """Return the words of one page in one language."""
    start = f"{page}."
    return {key.removeprefix(start): words for key, words in _TABLE[name].items() if key.startswith(start)}


def load_table(files: Mapping[str, Path]) -> dict[str, dict[str, Template]]:
    """Read and check the table: by language, then by key ("page.entry").

    Raises WordsError with every entry that lacks a language, has other fields in one language than in the other, or
    asks for more than the plain value of a named field.
    """
    table: dict[str, dict[str, Template]] = {name: {} for name in LANGUAGES}
    faults: list[str] = []
    for page, path in files.items():
        for entry, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            key = f"{page}.{entry}"
            if not isinstance(words, dict) or set(words) != set(LANGUAGES):
                faults.append(f"{key}: needs exactly {' and '.join(LANGUAGES)}")
                continue
            try:
                fields = [_fields(text) for one in LANGUAGES for text in _forms(words[one])]
            except ValueError as error:
                faults.append(f"{key}: {error}")
                continue
            # A pair is told apart by n, so n need not be printed in each of its forms.
            counted = {"n"} if isinstance(words["en"], list) else set()
            if any(found | counted != fields[0] | counted for found in fields):
                faults.append(f"{key}: the languages name different fields")
            for name in LANGUAGES:
                forms = _forms(words[name])
                table[name][key] = forms[0] if len(forms) == 1 else (forms[0], forms[1])
    if faults:
        raise WordsError("; ".join(faults))
    return table


def load_terms(path: Path) -> dict[str, dict[str, str]]:
    """Read the English words of the vocabularies, by kind and value, and check that each value has one and no other.

    Raises WordsError with what is missing or left over.
    """
    terms: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    wanted = {kind.__name__.lower(): {member.value for member in kind} for kind in _VOCABULARIES}
    wanted |= {kind: set(values) for kind, values in _OTHER_TERMS.items()}
    wanted["stage"] |= {NO_STAGE}
    faults = [f"{kind}: nobody asks for it" for kind in terms if kind not in wanted and kind not in _OPEN_KINDS]
    faults += [f"{kind}: {value}" for kind in wanted for value in sorted(wanted[kind] ^ set(terms.get(kind, {})))]
    if faults:
        raise WordsError("; ".join(faults))
    return terms


def _forms(words: object) -> tuple[str, ...]:
    """Return the one or two forms of an entry in one language.

    Raises ValueError for anything else.
    """
    forms = (words,) if isinstance(words, str) else tuple(words) if isinstance(words, list) else ()
    if len(forms) not in (1, 2) or not all(isinstance(form, str) for form in forms):
        raise ValueError("a text, or two of them")
    return forms


def _fields(text: str) -> set[str]:
    """Name the fields of a template.

    Raises ValueError for positions, attributes, items and conversions: a template takes plain values only.
    """
    found = set()
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or conversion or "{" in (form or ""):
            raise ValueError(f"the field {{{name}}} is not a plain name")
        found.add(name)
    return found


def table_files() -> dict[str, Path]:
    """Name every file of the table by its page."""
    files = {path.stem: path for path in sorted(WORDS_DIR.glob("*.toml")) if path.stem != TERMS_FILE}
    return {**files, "map": MAP_WORDS_FILE}


_TABLE: Final = load_table(table_files())
_TERMS: Final = load_terms(WORDS_DIR / f"{TERMS_FILE}.toml")
