"""The bytes of a file, after a look at what it is: an ordinary file of a kind that can be read, and not too large."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mapapp.documents.limits import DEFAULT_LIMITS, ReadingLimits
from mapapp.errors import DocumentError

SUFFIXES: Final = (".txt", ".md", ".docx", ".pdf")
TEXT_SUFFIXES: Final = (".txt", ".md")
_MOST_BYTES_A_CHAR: Final = 4
_OFFERED: Final = "请提供 txt、docx 或 pdf"
# What is said of every page and picture whose words are not there as text.
NOT_RECOGNISED: Final = (
    "本程序不识别图片里的文字；请先用扫描或阅读软件做文字识别（OCR），存成能选中文字的 pdf 或 docx 再添加"
)
# How this program itself comes to read scanned pages.
HOW_TO_RECOGNISE: Final = "；或安装识别组件（pip install 'mapapp[ocr]'）后重新添加"
# What other files are, and what turns them into one that can be read.
_REMEDIES: Final = {
    ".wps": "是 WPS 文字文件；请在 WPS 中另存为 docx",
    ".wpt": "是 WPS 模板；请在 WPS 中另存为 docx",
    ".doc": "是旧版 Word 文件；请在 Word 或 WPS 中另存为 docx",
    ".docm": "是带宏的 Word 文件；请另存为 docx",
    ".dotx": "是 Word 模板；请另存为 docx",
    ".rtf": "是 RTF 文件；请在 Word 或 WPS 中另存为 docx",
    ".odt": "是 ODF 文件；请另存为 docx",
    ".ofd": "是 OFD 版式文件；请用 OFD 阅读器另存为 PDF 或导出文字",
    ".ceb": "是 CEB 版式文件；请用方正阅读器另存为 PDF 或导出文字",
    ".caj": "是 CAJ 文件；请用阅读器另存为 PDF 或导出文字",
    ".xls": "是表格文件；请把要读的表另存为 docx 或 pdf",
    ".xlsx": "是表格文件；请把要读的表另存为 docx 或 pdf",
    ".et": "是 WPS 表格文件；请把要读的表另存为 docx 或 pdf",
    ".csv": "是表格文件；请另存为 txt 或 docx",
    ".ppt": "是演示文件；请另存为 pdf",
    ".pptx": "是演示文件；请另存为 pdf",
    ".dps": "是 WPS 演示文件；请另存为 pdf",
    ".htm": "是网页；请复制正文另存为 txt，或打印为 pdf",
    ".html": "是网页；请复制正文另存为 txt，或打印为 pdf",
    ".mht": "是网页；请复制正文另存为 txt，或打印为 pdf",
    ".zip": "是压缩包；请解压后逐个读取",
    ".rar": "是压缩包；请解压后逐个读取",
    ".7z": "是压缩包；请解压后逐个读取",
    ".jpg": f"是图片，{NOT_RECOGNISED}",
    ".jpeg": f"是图片，{NOT_RECOGNISED}",
    ".png": f"是图片，{NOT_RECOGNISED}",
    ".tif": f"是图片，{NOT_RECOGNISED}",
    ".tiff": f"是图片，{NOT_RECOGNISED}",
    ".bmp": f"是图片，{NOT_RECOGNISED}",
}
# Files that an office program keeps beside the one that is open.
_LOCK_PREFIXES: Final = ("~$", ".~")
_NOT_ORDINARY: Final = (
    (stat.S_ISDIR, "是文件夹"),
    (stat.S_ISFIFO, "是管道"),
    (stat.S_ISSOCK, "是套接字"),
    (stat.S_ISCHR, "是设备"),
    (stat.S_ISBLK, "是设备"),
)


def check_file(path: Path, limits: ReadingLimits = DEFAULT_LIMITS) -> None:
    """Raise DocumentError unless a path is an ordinary file of a kind that can be read, and not too large.

    Nothing is opened: a pipe or a device would wait or never end.
    """
    name = path.name
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError):
            raise DocumentError(f"{name}：没有权限读取；请检查文件权限") from error
        raise DocumentError(f"{name}：找不到文件；请检查路径") from error
    for test, what in _NOT_ORDINARY:
        if test(found.st_mode):
            raise DocumentError(f"{name or path}：{what}，不是普通文件；请给出具体的文件")
    suffix = path.suffix.lower()
    if name.startswith(_LOCK_PREFIXES):
        raise DocumentError(f"{name}：是 Word 或 WPS 打开文件时的临时文件；请选择文件本身")
    if suffix in _REMEDIES:
        raise DocumentError(f"{name}：不支持 {suffix}，{_REMEDIES[suffix]}")
    if suffix not in SUFFIXES:
        raise DocumentError(f"{name}：不支持 {suffix or '无扩展名'} 文件；{_OFFERED}")
    _check_size(name, found.st_size, limits)
    most = limits.text_chars * _MOST_BYTES_A_CHAR
    if suffix in TEXT_SUFFIXES and found.st_size > most:
        raise DocumentError(
            f"{name}：纯文本有 {found.st_size / 1e6:.0f} MB，超过上限 {most / 1e6:.0f} MB；请拆分后再读"
        )


def files_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the paths with each folder replaced by the files in it and below, sorted; hidden and lock files are left out."""
    return tuple(
        file
        for path in paths
        for file in (sorted(filter(_is_shown_file, path.rglob("*"))) if path.is_dir() else (path,))
    )


def _is_shown_file(path: Path) -> bool:
    """Whether a path in a folder is a file that a person put there, of whatever kind: what cannot be read is told."""
    return path.is_file() and not path.name.startswith((".", *_LOCK_PREFIXES))


def read_bytes(path: Path, limits: ReadingLimits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of an ordinary file, never more than the limit.

    Raises
    ------
    DocumentError
        If the path is no ordinary file, too large, empty, or cannot be read.
    """
    check_file(path, limits)
    # between the look and the opening a path can become a pipe: opening must not wait, and the look is repeated
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise DocumentError(f"{path.name}：不是普通文件；请给出具体的文件")
            data = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise DocumentError(
            f"{path.name}：无法读取（{error.strerror or '输入输出错误'}）；请检查文件权限和磁盘"
        ) from error
    _check_size(path.name, len(data), limits)
    if not data:
        raise DocumentError(f"{path.name}：文件是空的；请检查是否下载或复制完整")
    return data


def _check_size(name: str, size: int, limits: ReadingLimits) -> None:
    """Raise DocumentError when a file is larger than the limit."""
    if size > limits.file_bytes:
        limit = limits.file_bytes / 1e6
        raise DocumentError(f"{name}：文件有 {size / 1e6:.0f} MB，超过上限 {limit:.0f} MB；请拆分后再读")
