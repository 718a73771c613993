"""What a tint looks like on paper and in a workbook, wherever it is printed."""

from __future__ import annotations

TINTS: dict[str, tuple[str, str]] = {
    "best": ("083D29", "B5D6C8"),
    "good": ("083D29", "CFE4DC"),
    "middle": ("7A3C1C", "FDE4D7"),
    "poor": ("651B1B", "F4D7D7"),
    "unsure": ("0F385C", "D2E2F1"),
    "neutral": ("484949", "F3F3F3"),
}
"""(text, fill) of each. Every pair has a contrast of at least 4.5 to 1, and the word always stands in the cell as well."""
