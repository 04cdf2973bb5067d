"""Atlas and selection to files that can speak for themselves."""

from mapapp.exports.build_files import write_build
from mapapp.exports.dictionary import schema_text
from mapapp.exports.dictionary_page import dictionary_markdown
from mapapp.exports.diff import diff_lines
from mapapp.exports.export import FORMATS, MEDIA_TYPES, Format, about_bytes, check_call, export_bytes, write_export
from mapapp.exports.extract_files import ExtractPart, extract_part, write_extract
from mapapp.exports.job import RowShape
from mapapp.exports.postgis_call import POSTGIS, check_postgis_call, export_to_postgis
from mapapp.exports.selection_from_file import view_parameters
from mapapp.exports.tables import TABLES
from mapapp.exports.worklist_answers import read_answers
from mapapp.exports.worklist_book import worklist_bytes

__all__ = [
    "FORMATS",
    "MEDIA_TYPES",
    "POSTGIS",
    "TABLES",
    "ExtractPart",
    "Format",
    "RowShape",
    "about_bytes",
    "check_call",
    "check_postgis_call",
    "dictionary_markdown",
    "diff_lines",
    "export_bytes",
    "export_to_postgis",
    "extract_part",
    "read_answers",
    "schema_text",
    "view_parameters",
    "worklist_bytes",
    "write_build",
    "write_export",
    "write_extract",
]
