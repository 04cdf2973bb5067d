"""The archive of a docx: looked at before anything is unpacked, then unpacked part by part within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from mapapp import settings
from mapapp.errors import DocumentError

_MAIN_PART: Final = "word/document.xml"
# A docx of a few hundred kilobytes can unpack to gigabytes; honest XML shrinks 5 to 30 times.
MOST_UNPACKED_BYTES: Final = 200_000_000
_MOST_SHRINKAGE: Final = 200
_MOST_ENTRIES: Final = 5_000
# The markup of 300 pages is 5 to 20 MB with half a million tags; a tree of this many takes some 400 MB of memory.
MOST_PART_BYTES: Final = 100_000_000
MOST_TAGS: Final = 3_000_000
_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_CHUNK_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of the main part: the last word of its type, and the part it points to."""

    kind: str
    part: str


class DocxArchive:
    """The parts of a docx that are read; `name` is the file's name in messages."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Look at the archive's directory: right kind, not encrypted, honest sizes.

        Raises DocumentError if it is anything else.
        """
        self.name = name
        self._tags = 0
        self._archive = _open(data, name)
        entries = self._archive.infolist()
        self.parts = frozenset(entry.filename for entry in entries)
        main = self._main_part()
        if main is None:
            raise DocumentError(f"{name}：压缩包里没有 Word 正文，不是 docx；请检查扩展名")
        self.main = main
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise DocumentError(f"{name}：docx 已加密；请去掉密码后再读")
        unpacked = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        bomb = unpacked > settings.MAX_DOCUMENT_BYTES and unpacked / packed > _MOST_SHRINKAGE
        if bomb or unpacked > MOST_UNPACKED_BYTES or len(entries) > _MOST_ENTRIES:
            size = f"{unpacked / 1e6:.0f} MB、{len(entries)} 个条目"
            raise DocumentError(f"{name}：docx 展开后异常庞大（{size}），疑似压缩炸弹；已拒绝读取")

    def tree(self, part: str) -> etree._Element:
        """Return the markup of one part.

        Raises DocumentError if it is broken, or larger than any document.
        """
        data = self._unpack(part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            raise DocumentError(f"{self.name}：docx 内部损坏（{part} 不是有效的 XML）；请用 Word 打开后另存") from error
        if root is None:
            raise DocumentError(f"{self.name}：docx 内部损坏（{part} 是空的）；请用 Word 打开后另存")
        return root

    def relations(self) -> dict[str, Relation]:
        """Return what the main part points to, by relation id."""
        folder, file = posixpath.split(self.main)
        return self._relations(posixpath.join(folder, "_rels", f"{file}.rels"), folder)

    def _relations(self, part: str, folder: str) -> dict[str, Relation]:
        """Return the relations told by one part; targets are relative to `folder`."""
        if part not in self.parts:
            return {}
        found = {}
        for item in self.tree(part):
            target = unquote(item.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if item.get("TargetMode") != "External":
                found[item.get("Id", "")] = Relation(item.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def _main_part(self) -> str | None:
        """Return the part that holds the text: the one the package names, else the usual one."""
        for relation in self._relations("_rels/.rels", "").values():
            if relation.kind == "officeDocument" and relation.part in self.parts and relation.part.startswith("word/"):
                return relation.part
        return _MAIN_PART if _MAIN_PART in self.parts else None

    def _unpack(self, part: str) -> bytes:
        """Return the bytes of a part, counting tags as they come: the directory may lie about sizes."""
        chunks: list[bytes] = []
        size = 0
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    size += len(chunk)
                    self._tags += chunk.count(b"<")
                    if size > MOST_PART_BYTES:
                        limit = MOST_PART_BYTES // 1_000_000
                        raise DocumentError(f"{self.name}：docx 的 {part} 超过上限 {limit} MB；请拆分后再读")
                    if self._tags > MOST_TAGS:
                        limit = MOST_TAGS // 10_000
                        raise DocumentError(
                            f"{self.name}：docx 的 XML 标记超过上限 {limit} 万个（多半是大量空段落或空表格）；请清理后另存"
                        )
                    chunks.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            KeyError,
            RuntimeError,
        ) as error:
            raise DocumentError(f"{self.name}：docx 内部损坏（{part} 无法解压）；请用 Word 打开后另存") from error
        return b"".join(chunks)


def _open(data: bytes, name: str) -> zipfile.ZipFile:
    """Open the zip directory, telling apart the kinds of files that are none."""
    if data.startswith(_OLE_MAGIC):
        if _ENCRYPTED_STREAM in data:
            raise DocumentError(f"{name}：docx 已加密（需要密码才能打开）；请去掉密码后再读")
        raise DocumentError(f"{name}：是旧版 doc 或 wps 文件（或加密的 docx）；请用 Word 或 WPS 另存为 docx")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise DocumentError(f"{name}：不是有效的 docx（压缩包损坏或扩展名不符）；请检查文件") from error
