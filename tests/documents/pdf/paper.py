"""Write small PDFs by hand: Chinese words and rules where they are wanted, on any number of pages."""

import io
import zlib


class Page:
    """One page in points, y upwards from the lower left corner."""

    def __init__(self, width=595, height=842, rotate=0):
        self.size, self.rotate = (width, height), rotate
        self.commands = []

    def words(self, x, y, words, size=10):
        for number, line in enumerate(words.split("\n")):
            code = line.encode("utf-16-be").hex()
            self.commands.append(f"BT /F1 {size} Tf {x} {y - number * size * 1.2} Td <{code}> Tj ET")
        return self

    def turned_words(self, x, y, words, size=10):
        """Words that run upwards, as on a page that is shown turned by 90 degrees."""
        self.commands.append(f"BT /F1 {size} Tf 0 1 -1 0 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET")
        return self

    def rule(self, x0, y0, x1, y1):
        self.commands.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def bar(self, x, y, width, height):
        self.commands.append(f"{x} {y} {width} {height} re f")
        return self

    def box(self, x, y, width, height):
        self.commands.append(f"{x} {y} {width} {height} re S")
        return self

    def grid(self, left, top, widths, rows, *, height=20, draw="rule", merged=()):
        """Rows of words in ruled cells; `merged` are (row, column, rows, columns) without rules inside."""
        xs = [left]
        for width in widths:
            xs.append(xs[-1] + width)
        ys = [top - height * number for number in range(len(rows) + 1)]
        inside = set()
        for row, column, down, across in merged:
            inside |= {("h", r, c) for r in range(row + 1, row + down) for c in range(column, column + across)}
            inside |= {("v", r, c) for r in range(row, row + down) for c in range(column + 1, column + across)}
        for r in range(len(rows) + 1):
            for c in range(len(widths)):
                if ("h", r, c) not in inside:
                    self._edge(draw, xs[c], ys[r], xs[c + 1], ys[r])
        for r in range(len(rows)):
            for c in range(len(widths) + 1):
                if ("v", r, c) not in inside:
                    self._edge(draw, xs[c], ys[r + 1], xs[c], ys[r])
        for r, cells in enumerate(rows):
            for c, words in enumerate(cells):
                if words:
                    self.words(xs[c] + 3, ys[r] - 13, words)
        return self

    def _edge(self, draw, x0, y0, x1, y1):
        if draw == "bar":
            self.bar(x0 - 0.4, y0 - 0.4, x1 - x0 + 0.8, y1 - y0 + 0.8)
        else:
            self.rule(x0, y0, x1, y1)


def pdf(*pages, compress=False, raw_stream=None):
    """Pack pages into a PDF whose font is one of Adobe-GB1, coded in UTF-16."""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *(words.encode() for words in font)]
    kids = []
    for page in pages:
        stream = "\n".join(page.commands).encode() if raw_stream is None else raw_stream
        extra = b""
        if compress:
            stream, extra = zlib.compress(stream, 9), b" /Filter /FlateDecode"
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), extra, stream))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.size[0]} {page.size[1]}] /Rotate {page.rotate} "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    xref = out.tell()
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n".encode())
    return out.getvalue()
