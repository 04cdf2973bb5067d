"""Word files as Word prints them with all changes accepted."""

from mapapp.documents.docx.docx_reader import read_docx

__all__ = ["read_docx"]
