"""LibreOffice without a screen: turns a file into another one as a person would by opening and saving it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

# A first start of LibreOffice on a busy machine.
TIMEOUT_S = 240

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def office_has(part: str) -> bool:
    """Whether LibreOffice, and the part of it a file wants (a package of its own), is installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    return office is not None and (Path(office).resolve().parent / part).exists()


def _needs(part: str) -> pytest.MarkDecorator:
    """Skip a test where a part of LibreOffice is not installed."""
    reason = "LibreOffice (apt: libreoffice-calc libreoffice-impress) is not installed"
    return pytest.mark.skipif(not office_has(part), reason=reason)


needs_calc, needs_impress = _needs("scalc"), _needs("simpress")


# Comma, double quotes, UTF-8: what the dialogue that opens a CSV offers by itself when the file begins with a BOM.
CSV_IS_UTF8 = "--infilter=CSV:44,34,76,1"


def saved_as(path: Path, form: str, folder: Path, *options: str) -> Path:
    """Return the file LibreOffice makes of another one; `form` is pdf, csv or xlsx, with a filter after a colon."""
    assert _OFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [_OFFICE, profile, "--headless", *options, "--convert-to", form, "--outdir", str(folder), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    made = folder / f"{path.stem}.{form.split(':')[0]}"
    assert made.exists(), done.stdout + done.stderr
    return made
