"""What people add: an append-only journal, the files they bring, what they draw and sign; the same on both databases."""

from mapapp.store.database import close_databases
from mapapp.store.documents import document_draft, document_subject
from mapapp.store.faults import StoreConflictError, StoreError, StoreUnavailableError
from mapapp.store.features import OriginalFile, feature_subject
from mapapp.store.files import Files
from mapapp.store.jobs import Jobs
from mapapp.store.journal import Journal
from mapapp.store.opening import Store, open_store
from mapapp.store.overlay import says_anything, speaking_revision, write_overlay
from mapapp.store.record_drafts import decision_draft, decision_lines, record_subject
from mapapp.store.signoffs import signers

__all__ = [
    "Files",
    "Jobs",
    "Journal",
    "OriginalFile",
    "Store",
    "StoreConflictError",
    "StoreError",
    "StoreUnavailableError",
    "close_databases",
    "decision_draft",
    "decision_lines",
    "document_draft",
    "document_subject",
    "feature_subject",
    "open_store",
    "record_subject",
    "says_anything",
    "signers",
    "speaking_revision",
    "write_overlay",
]
