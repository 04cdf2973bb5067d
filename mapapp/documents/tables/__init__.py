"""From printed tables to grids: cells with their place, merged cells, header rows, page breaks joined."""

from mapapp.documents.tables.grid import build_tables
from mapapp.documents.tables.raw import RawCell, RawTable

__all__ = ["RawCell", "RawTable", "build_tables"]
