"""The nations of the United Kingdom: bank holidays and time limits differ between them."""

from __future__ import annotations

from typing import Literal, get_args

Nation = Literal["England", "Wales", "Scotland", "Northern Ireland"]
NATIONS: tuple[Nation, ...] = get_args(Nation)
