"""The process that reads the records of one long document: `python -m mapapp.reading.extraction_process`, asked and answering in frames."""

from __future__ import annotations

import os
import pickle
import sys

from mapapp.child_python import hold_to_limits
from mapapp.documents.safe_reading import write_frame
from mapapp.extraction import load_lexicon
from mapapp.open_workspace import activate
from mapapp.reading.document_records import EXTRACTION_BYTES, EXTRACTION_SECONDS, read_everything


def main() -> None:
    """Read one document and answer with its records; the one who asked tells an end without an answer by how it came."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints must not stand there
    workspace, document, second = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    activate(workspace)
    hold_to_limits(memory_bytes=EXTRACTION_BYTES, seconds=EXTRACTION_SECONDS)
    read = read_everything(document, load_lexicon(), second=second)
    write_frame(answers, ("read", (read.events, read.indicators, read.problems)))


if __name__ == "__main__":
    main()
