"""How a problem is worded."""

from __future__ import annotations

from typing import Literal

Wordings = dict[str, tuple[Literal["error", "warning", "note"], str, str]]
"""Code -> (severity, what is wrong, what to do)."""
