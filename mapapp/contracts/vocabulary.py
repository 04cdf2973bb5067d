"""The closed vocabularies: values as written in files, an order, and the planner's Chinese term.

Strings sort alphabetically ("completed" before "started"), so compare stages and precisions by `rank`, never by value.
"""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A value with a rank (its place in the class, from 0) and a Chinese term."""

    term: str
    _order: int

    def __new__(cls, value: str, term: str = "") -> Term:
        """Keep the term beside the value; looking a member up by its value gives no term."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.term = term
        member._order = len(cls.__members__)
        return member

    @property
    def rank(self) -> int:
        """Return the place in the declared order, from 0."""
        return self._order


class Stage(Term):
    """How far a project is; declared in order, so rank 0 is the least and 6 the furthest."""

    PLANNED = "planned", "谋划"
    PREPARED = "prepared", "前期"
    STARTED = "started", "开工"
    BUILDING = "building", "在建"
    TOPPED_OUT = "topped_out", "封顶"
    COMPLETED = "completed", "建成"
    OPERATING = "operating", "启用"


class Modality(Term):
    """Whether the text says it has happened or says it will."""

    REPORTED = "reported", "已发生"
    PLANNED = "planned", "计划"


class Clock(Term):
    """The two clocks of a year: what had happened by then, and what had been promised by then."""

    HAPPENED = "happened", "已发生"
    PROMISED = "promised", "当时承诺"


class Verdict(Term):
    """What the documents prove about a promise; an intention has no end point and is never judged."""

    KEPT = "kept", "按期达到"
    REACHED = "reached", "已达到，是否按期不明"
    LATE = "late", "迟到"
    OVERDUE = "overdue", "逾期未达"
    UNVERIFIED = "unverified", "待核实"
    NOT_DUE = "not_due", "未到期"
    INTENTION = "intention", "意向"


class Doubt(Term):
    """Why nothing decides a promise that is due."""

    NO_LATER = "no_later", "尚无更晚的文件"
    NOT_REVIEWED = "not_reviewed", "没有文件回顾该年该片区"
    ABRIDGED = "abridged", "只有摘要或报道回顾"
    NOT_NAMED = "not_named", "有文件回顾而未提及"
    UNDECIDED = "undecided", "后来提到而未说到这一步"


class Polarity(Term):
    """What a sentence says of a stage: it has happened, will happen, was not reached, or is given up."""

    HAPPENED = "happened", "已达到"
    PLANNED = "planned", "将达到"
    NOT_REACHED = "not_reached", "未达到"
    CANCELLED = "cancelled", "取消"


class ProjectKind(Term):
    """What sort of undertaking it is, by the head noun of its name; only those built on the ground count on the map."""

    WORKS = "works", "工程"
    FACILITY = "facility", "设施"
    INVESTMENT = "investment", "产业项目"
    AREA = "area", "功能片区"
    SERVICE = "service", "服务"
    HONOUR = "honour", "荣誉创建"
    PLAN = "plan", "规划"

    @property
    def counts_on_map(self) -> bool:
        """Whether it is something built on the ground, counted among a zone's projects."""
        return self.rank <= ProjectKind.AREA.rank


class Looked(Term):
    """Who has looked at a record: nobody but the rules, the project before shipping, or the user's own people."""

    RULES = "rules", "仅规则读出"
    PROOFREAD = "proofread", "发布前校读"
    SIGNED = "signed", "本单位签认"


class DocumentCoverage(Term):
    """How complete a text is; what an abridged text leaves out proves nothing."""

    FULL = "full", "全文"
    ABRIDGED = "abridged", "摘要"
    PRESS = "press", "报道"


class Evidence(Term):
    """How we know the zone: the text says so, a named place implies it, or only local knowledge tells."""

    TEXT = "text", "原文写明"
    PLACE = "place", "地名推知"
    WORLD = "world", "本地常识"


class Precision(Term):
    """How exactly a project is placed, best first."""

    SITE = "site", "地点"
    STREET = "street", "路段"
    STATION = "station", "站点"
    LINE = "line", "线路"
    AREA = "area", "片区"
    TOWN = "town", "街镇"
    ZONE = "zone", "分区"
    DISTRICT = "district", "全区"
    NONE = "none", "未上图"


class ValueKind(Term):
    """What a figure is."""

    TARGET = "target", "目标"
    ACTUAL = "actual", "实绩"
    FORECAST = "forecast", "预计"


class Comparator(Term):
    """How a figure bounds its value."""

    EQUAL = "=", "等于"
    AT_LEAST = ">=", "不低于"
    AT_MOST = "<=", "不高于"
    ABOUT = "~", "左右"
    RANGE = "range", "区间"


class YearBasis(Term):
    """Where the year of an event comes from."""

    SENTENCE = "sentence", "句中写明"
    SECTION = "section", "章节年份"
    DOCUMENT = "document", "文件年份"


class DocumentKind(Term):
    """What sort of document it is."""

    WORK_REPORT = "work_report", "政府工作报告"
    FIVE_YEAR_PLAN = "five_year_plan", "五年规划纲要"
    PLAN_REPORT = "plan_report", "计划报告"
    PRESS = "press", "新闻版面"
    OTHER = "other", "其他文件"


class SectionMode(Term):
    """Whether a section looks back or ahead."""

    REVIEW = "review", "回顾"
    PLAN = "plan", "计划"
    UNKNOWN = "unknown", "未定"


class SectionForm(Term):
    """How a section is printed."""

    PROSE = "prose", "正文"
    TABLE = "table", "表格"
    CONTENTS = "contents", "目录"
    GLOSSARY = "glossary", "名词解释"


class Severity(Term):
    """How bad a problem is; only errors make `check` fail."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    NOTE = "note", "提示"


class FoundBy(Term):
    """Which reader found a record: the rules, the second reader, or both."""

    RULES = "rules", "规则"
    SECOND = "second", "第二读者"
    BOTH = "both", "两者一致"


class Role(Term):
    """What a visitor may do; each may do what those before may."""

    VIEWER = "viewer", "浏览"
    EDITOR = "editor", "编辑"
    APPROVER = "approver", "签发"
