"""PDF files with a text layer: text by page, ruled tables as rows."""

from mapapp.documents.pdf.pdf_reader import read_pdf

__all__ = ["read_pdf"]
