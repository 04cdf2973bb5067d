"""Fitted weights: what each feature of a name counts, and how much the second reader's opinion counts beside the rules.

Written by `tools/fit_scoring.py` and `tools/train_reader.py`, never by hand; `training` is a hash of what they were fitted on.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from mapapp.errors import RegistryError

MODELS_DIR: Final = Path(__file__).resolve().parents[1] / "models"
NAME_WEIGHTS: Final = MODELS_DIR / "names.toml"
VOTE_WEIGHTS: Final = MODELS_DIR / "vote.toml"


@lru_cache(maxsize=4)
def load_weights(path: Path) -> Mapping[str, float]:
    """Return the log-odds of each feature in a file, `bias` among them.

    Raises RegistryError when the file cannot be read or holds something else than numbers.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
        return {key: float(value) for key, value in raw.items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise RegistryError(f"{path.name}：权重表无法读取（{error}）；用 tools/train_reader.py 重新生成") from error


def logistic(log_odds: float) -> float:
    """Return the probability of log-odds.

    >>> logistic(0.0), round(logistic(2.0), 3)
    (0.5, 0.881)
    """
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, log_odds))))
