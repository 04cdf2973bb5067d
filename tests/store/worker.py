"""A process that works on a store until it is done or killed: `python -m tests.store.worker VERB ADDRESS NAME COUNT`.

It prints a line for everything it was told is kept, so a test knows what must be there when the process is gone.
"""

from __future__ import annotations

import hashlib
import sys

from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.store import StoreConflictError, open_store

# Larger than a page and than SQLite's cache of one transaction in few pages: a torn upload would show.
UPLOAD_BYTES = 300_000


def upload_of(name: str, number: int) -> bytes:
    """Return the bytes of one upload."""
    return (hashlib.sha256(f"{name}/{number}".encode()).digest() * (UPLOAD_BYTES // 32 + 1))[:UPLOAD_BYTES]


def save(address: str, name: str, count: int) -> None:
    """Add entries of two subjects at once, so that half a save would show."""
    journal = open_store(address).journal
    for number in range(count):
        drafts = [Draft(Subject(SubjectKind.SETTING, f"{name}-{half}"), number, Person(name)) for half in "ab"]
        journal.append_all(drafts)
        print(number, flush=True)


def upload(address: str, name: str, count: int) -> None:
    """Add documents: file and entry in one step."""
    journal = open_store(address).journal
    for number in range(count):
        data = upload_of(name, number)
        digest = hashlib.sha256(data).hexdigest()
        draft = Draft(Subject(SubjectKind.DOCUMENT, digest), {"title": f"{name} {number}"}, Person(name))
        journal.append(draft, files=(data,))
        print(number, flush=True)


def count_up(address: str, name: str, count: int) -> None:
    """Add one to a number everybody adds to; whoever is second looks again and adds to what stands."""
    journal = open_store(address).journal
    shared = Subject(SubjectKind.SETTING, "shared")
    for _ in range(count):
        while True:
            state = journal.as_of()
            value = state.value(shared)
            try:
                journal.append(
                    Draft(shared, (value if isinstance(value, int) else 0) + 1, Person(name)), state.revision
                )
            except StoreConflictError:
                continue
            break
    print("done", flush=True)


VERBS = {"save": save, "upload": upload, "count_up": count_up}

if __name__ == "__main__":
    VERBS[sys.argv[1]](sys.argv[2], sys.argv[3], int(sys.argv[4]))
