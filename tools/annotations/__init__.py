"""Hand-read project records of public reports, kept as offsets: freeze.py, rebuild.py, agreement.py."""
