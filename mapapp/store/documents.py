"""Documents people add: the original file and what is said of it, kept in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mapapp.contracts import DocumentCoverage, DocumentKind, Draft, JsonValue, Person, Subject, SubjectKind
from mapapp.store.faults import StoreError
from mapapp.store.files import digest_of

# The fields of a row of manifest.toml that people may say; file name and sha256 come from the file.
TEXT_FIELDS: Final = ("id", "file", "title", "short_title", "district", "kind", "issued", "coverage")
YEAR_FIELDS: Final = ("year", "plans_from", "plans_to")
# One year, or the first and the last.
REVIEWS: Final = "reviews"


def document_subject(sha256: str) -> Subject:
    """Return the subject of a document: the same content is the same document, whatever its name."""
    return Subject(SubjectKind.DOCUMENT, sha256)


def document_draft(data: bytes, facts: Mapping[str, JsonValue], who: Person, reason: str = "") -> Draft:
    """Return the entry that adds a document, or says anew what is known of it; append it with `files=(data,)`.

    `facts` has the fields of a row of manifest.toml. Raises StoreError for a field that is none or is not of its kind.
    """
    for field, value in facts.items():
        if field not in (*TEXT_FIELDS, *YEAR_FIELDS, REVIEWS):
            raise StoreError(f"文件信息里没有“{field}”这一项；请刷新页面再存")
        if value is None:
            continue
        if field in TEXT_FIELDS and not isinstance(value, str):
            raise StoreError(f"文件信息的 {field} 应是文字；请改正再存")
        if field in YEAR_FIELDS and not _is_year(value):
            raise StoreError(f"文件信息的 {field} 应是年份，如 2026；请改正再存")
        if field == REVIEWS and not (_is_year(value) or _are_two_years(value)):
            raise StoreError("文件信息的 reviews 应是一个年份，如 2025，或首末两年，如 [2021, 2025]；请改正再存")
    if not str(facts.get("title") or "").strip():
        raise StoreError("文件没有题目；请写上再存")
    if facts.get("kind") not in {kind.value for kind in DocumentKind}:
        kinds = "、".join(kind.value for kind in DocumentKind)
        raise StoreError(f"文件种类 {facts.get('kind')!r} 不在 {kinds} 之中；请改选一种再存")
    if facts.get("coverage") not in {None, *(coverage.value for coverage in DocumentCoverage)}:
        coverages = "、".join(coverage.value for coverage in DocumentCoverage)
        raise StoreError(f"文件的完整程度 {facts.get('coverage')!r} 不在 {coverages} 之中；请改选一种再存")
    return Draft(document_subject(digest_of(data)), dict(facts), who, reason)


def _is_year(value: JsonValue) -> bool:
    """Whether a value is a year."""
    return isinstance(value, int) and not isinstance(value, bool)


def _are_two_years(value: JsonValue) -> bool:
    """Whether a value is a first and a last year."""
    return isinstance(value, list) and len(value) == 2 and all(map(_is_year, value)) and value[0] <= value[1]
