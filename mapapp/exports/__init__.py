"""Atlas and selection to files that can speak for themselves."""

from mapapp.exports.build_files import write_build, write_extract
from mapapp.exports.export import FORMATS, MEDIA_TYPES, export_bytes, write_export

__all__ = ["FORMATS", "MEDIA_TYPES", "export_bytes", "write_build", "write_export", "write_extract"]
