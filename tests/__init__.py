"""Tests; they repeat the rooms of mapapp."""

from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[1]
