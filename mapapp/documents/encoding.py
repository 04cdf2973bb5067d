"""From bytes to stored text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
from typing import Final

from mapapp.errors import DocumentError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The commonest characters of planning prose in simplified and in traditional script: a wrong decoding hits few of them.
_COMMON_SIMPLIFIED: Final = frozenset(
    "的一是在不了有和人中大为上个国我以要会发展建设推进区市年工作业新产全加强项目实施城化务体系经济社管理"
)
_COMMON_TRADITIONAL: Final = frozenset(
    "的一是在不了有和人中大為上個國我以要會發展建設推進區市年工作業新產全加強項目實施城化務體系經濟社管理"
)

# Bytes of valid UTF-8 after which it is no chance that they are.
_LONG_ENOUGH: Final = 300

# Bytes that a file of another kind starts with: what it is, and what to do.
_FOREIGN: Final = (
    (b"%PDF", "其实是 PDF 文件", "请把扩展名改为 .pdf"),
    (b"PK\x03\x04", "其实是压缩包（可能是 docx）", "请把扩展名改为 .docx 或先解压"),
    (b"\xd0\xcf\x11\xe0", "其实是旧版 Office 文件", "请另存为 docx 或 txt"),
    (b"\x89PNG", "其实是图片", "请提供带文字的文件"),
    (b"\xff\xd8\xff", "其实是图片", "请提供带文字的文件"),
    (b"{\\rtf", "其实是 RTF 文件", "请另存为 docx 或 txt"),
)


def decode_bytes(data: bytes, *, name: str) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Gives the text without a byte-order mark, line ends untouched, and the encoding found. UTF-8 wins when it is
    valid; otherwise GB18030, UTF-16 without mark and Big5 are tried and the one that reads most like Chinese wins.
    Raises DocumentError naming the file, the fault and the remedy.

    >>> decode_bytes("青浦区".encode("gb18030"), name="a.txt")
    ('青浦区', 'gb18030')
    """
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise DocumentError(f"{name}：文件是空的；请检查是否下载或复制完整")
    for magic, what, remedy in _FOREIGN:
        if data.startswith(magic):
            raise DocumentError(f"{name}：{what}，不是纯文本；{remedy}")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode(data, encoding, name), encoding
    try:
        return _refuse_binary(data.decode("utf-8"), name), "utf-8"
    except UnicodeDecodeError as error:
        cut_off = error.start >= len(data) - 3 and error.start > _LONG_ENOUGH
        if cut_off and error.reason == "unexpected end of data":
            raise DocumentError(f"{name}：文件末尾的一个字不完整，文件被截断；请重新获取完整文件") from error
    candidates: list[tuple[float, int, str, str]] = []
    for encoding in _guesses(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_reads_like_chinese(text), -len(candidates), encoding, text))
    if not candidates:
        raise DocumentError(f"{name}：编码无法识别（不是 UTF-8、GB18030、UTF-16 或 Big5）；请另存为 UTF-8")
    score, _, encoding, text = max(candidates)
    if score < 0.02:
        raise DocumentError(f"{name}：内容不像中文文本（可能损坏或是其他格式）；请另存为 UTF-8 纯文本")
    return _refuse_binary(text, name), encoding


def _guesses(data: bytes) -> tuple[str, ...]:
    """Return the encodings worth trying, UTF-16 only where zero bytes or an even length allow it."""
    sixteen = ("utf-16-le", "utf-16-be") if len(data) % 2 == 0 else ()
    return ("gb18030", "big5", *sixteen)


def _decode(data: bytes, encoding: str, name: str) -> str:
    """Decode with a known encoding or say that the file is damaged."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name}：标明是 {encoding}，但在第 {error.start} 字节处损坏；请重新获取文件") from error


def _reads_like_chinese(text: str) -> float:
    """Return the share of characters that are among the commonest of planning prose, in either script."""
    sample = text[:20000]
    simplified = sum(char in _COMMON_SIMPLIFIED for char in sample)
    traditional = sum(char in _COMMON_TRADITIONAL for char in sample)
    return max(simplified, traditional) / max(1, len(sample))


def _refuse_binary(text: str, name: str) -> str:
    """Return the text back unless control characters show it is not text."""
    sample = text[:20000]
    odd = sum(char < " " and char not in "\t\n\r\f\v" for char in sample)
    if odd > len(sample) * 0.02 + 3:
        raise DocumentError(f"{name}：含有大量控制字符，不是文本文件；请提供 txt、docx 或带文字层的 pdf")
    return text
