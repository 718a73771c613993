"""The shapes of marks: one for whatever a kind of event can stand for, told apart by outline and by darkness as well as by hue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Collection

    from audit_core.model.chronicle import Role


@attrs.frozen
class Shape:
    """What it stands for, its outline around 0,0 (as an SVG path), its fill, the ink of the letter in it, and how far below the middle that stands."""

    role: str
    path: str
    fill: str
    ink: str
    base: float = 4.5


_DARK, _LIGHT = "#FFFFFF", "#0B0C0C"
SHAPES = (
    Shape("decision", "M-11,-11H11V11H-11Z", "#1F3A5F", _DARK),
    Shape("worry", "M0,-12L12.5,10.5H-12.5Z", "#B8474A", _DARK, 7.5),
    Shape("referral", "M-11,0A11,11 0 1 1 11,0A11,11 0 1 1 -11,0Z", "#FDE4D7", _LIGHT),
    Shape("assessment", "M0,-13L13,0L0,13L-13,0Z", "#CFE4DC", _LIGHT),
    Shape("change", "M-6.5,-11H6.5L12.5,0L6.5,11H-6.5L-12.5,0Z", "#FFE08A", _LIGHT),
    Shape("", "M-10,-8.5H10V8.5H-10Z", "#FFFFFF", _LIGHT),
)
"""In the order of the legend; the last is for whatever stands for nothing in particular."""


def shape_of(roles: Collection[Role]) -> Shape:
    """The shape of a kind that stands for these."""
    return next(shape for shape in SHAPES if shape.role in roles or not shape.role)
