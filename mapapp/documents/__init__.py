"""From a file to a Document: stored text that never changes, sections, and a reading order repaired by mapping."""

from mapapp.documents.document_facts import DocumentFacts
from mapapp.documents.manifest import load_manifest
from mapapp.documents.reader import read_document

__all__ = ["DocumentFacts", "load_manifest", "read_document"]
