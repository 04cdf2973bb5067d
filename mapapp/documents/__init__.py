"""From a file to a Document: stored text that never changes, sections, and a reading order repaired by mapping."""

from mapapp.documents.document_facts import DocumentFacts
from mapapp.documents.file_bytes import files_of
from mapapp.documents.limits import ReadingLimits
from mapapp.documents.manifest import load_manifest
from mapapp.documents.reader import read_document
from mapapp.documents.safe_reading import ReadingCancelledError, SafeReader, read_document_safely

__all__ = [
    "DocumentFacts",
    "ReadingCancelledError",
    "ReadingLimits",
    "SafeReader",
    "files_of",
    "load_manifest",
    "read_document",
    "read_document_safely",
]
