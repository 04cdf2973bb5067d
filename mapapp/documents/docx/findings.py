"""What a person should know of a docx: tracked changes, words that were not read, content of other kinds."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from mapapp.contracts.problems import Problem
from mapapp.contracts.vocabulary import Severity
from mapapp.documents.docx.markup import name_of
from mapapp.documents.docx.runs import Unread

_LONGEST_SAMPLE: Final = 24
# Folders of parts whose words stand outside the text.
_OTHER_PARTS: Final = (
    ("word/diagrams/data", "SmartArt 图示"),
    ("word/charts/chart", "图表"),
    ("word/embeddings/", "嵌入对象"),
)
_CHANGES: Final = frozenset({"ins", "del", "moveTo", "moveFrom"})


def find_problems(tree: etree._Element, parts: frozenset[str], unread: Unread, *, name: str) -> tuple[Problem, ...]:
    """Return what the reading of a docx came upon, as Problems.

    Parameters
    ----------
    tree
        The markup of the main part.
    parts
        The names of all parts of the archive.
    unread
        What was left out while reading.
    name
        The file's name, for messages.
    """
    found = [_tracked(tree, name), _entities(tree, name)]
    for kind, code, what, remedy in (
        ("struck", "struck-text", "带删除线的文字", "仍然有效的请去掉删除线后重新读取"),
        ("hidden", "hidden-text", "隐藏文字", "需要读取的请取消隐藏后重新读取"),
    ):
        if unread.counts[kind]:
            message = f"有 {unread.counts[kind]} 处{what}没有读（第一处：{unread.samples[kind]}）"
            found.append(_problem(code, name, message, remedy))
    if unread.counts["chunk"]:
        message = f"嵌有 {unread.counts['chunk']} 个外部文件片段，没有读"
        found.append(_problem("embedded-file", name, message, "请在 Word 中打开并另存，使其成为正文"))
    if "word/comments.xml" in parts:
        found.append(_problem("comments", name, "含有批注；批注不作正文读", "批注中的事实请写入正文", Severity.NOTE))
    for folder, what in _OTHER_PARTS:
        count = sum(part.startswith(folder) for part in parts)
        if count:
            message = f"含 {count} 个{what}，其中的文字没有读"
            found.append(_problem("other-content", name, message, "请把其中的文字写入正文或表格", Severity.NOTE))
    return tuple(problem for problem in found if problem is not None)


def _tracked(tree: etree._Element, name: str) -> Problem | None:
    """Return what tracked changes there are: insertions are read, deletions are not."""
    counts: Counter[str] = Counter()
    sample = ""
    for element in tree.iter():
        kind = name_of(element)
        if kind in _CHANGES:
            counts[kind] += 1
        elif kind == "delText" and not sample:
            sample = (element.text or "").strip()[:_LONGEST_SAMPLE]
    if not counts:
        return None
    inserted, deleted = counts["ins"] + counts["moveTo"], counts["del"] + counts["moveFrom"]
    first = f"（第一处：{sample}）" if sample else ""
    message = f"含有修订：插入 {inserted} 处，按正文读；删除 {deleted} 处，不读{first}"
    return _problem("tracked-changes", name, message, "请在 Word 中接受或拒绝全部修订，再放入定稿")


def _entities(tree: etree._Element, name: str) -> Problem | None:
    """Return that words stand behind XML entities, which are never resolved."""
    names = [str(element.text) for element in tree.iter() if element.tag is etree.Entity]
    if not names:
        return None
    message = f"有 {len(names)} 处文字写在 XML 实体里（{names[0]}），没有读"
    return _problem("xml-entity", name, message, "请用 Word 打开后另存，再重新读取")


def _problem(code: str, name: str, message: str, remedy: str, severity: Severity = Severity.WARNING) -> Problem:
    """Make a Problem of a file."""
    return Problem(code, severity, name, message, remedy)
