"""Stacked bar charts: laid out here, drawn as SVG by a template, converted to PNG for Word."""

from __future__ import annotations

from importlib.resources import as_file
from textwrap import wrap

import attrs
import resvg_py

from audit_core.documents.environment import Templates
from audit_core.resources import house_templates
from audit_core.tables import Bar, Figure

COLOURS = {
    "best": "#1E6B4F",
    "good": "#4C9A7D",
    "middle": "#E8A070",
    "poor": "#B8474A",
    "unsure": "#5B8DB8",
    "neutral": "#9A9C9C",
}
"""Colours of the bars. They differ in brightness as well as hue, so that they also work in grey."""
DARK = {"best", "poor"}
"""Tints on which white figures are easier to read than black ones."""
WIDTH, LEFT, RIGHT, BAR, GAP, TOP = 900, 290, 60, 26, 14, 12
LABEL_CHARACTERS, FIGURE_WIDTH = 40, 9
ZOOM = 2
FONT = "Liberation Sans"


@attrs.frozen
class Segment:
    """One part of a bar: where it starts, how wide it is, its fill, its count and the colour of the
    count ("" if it does not fit).
    """

    x: float
    width: float
    fill: str
    count: int
    ink: str
    name: str


@attrs.frozen
class ChartBar:
    """One bar with its label (one or two lines) and the total at its end."""

    y: float
    label: tuple[str, ...]
    segments: tuple[Segment, ...]
    total: int
    end: float


@attrs.frozen
class LegendEntry:
    """One entry of the legend."""

    x: float
    y: float
    fill: str
    name: str


def svg(figure: Figure, templates: Templates) -> str:
    """Return the chart as an SVG with its title and description. Counts are printed in the bars, so
    that the meaning does not depend on colour.
    """
    keys = _keys(figure)
    top = TOP + max(key.y for key in keys) + 30
    lines = _lines(figure, top)
    height = lines[-1].y + BAR + GAP
    values = {
        "figure": figure,
        "keys": keys,
        "lines": lines,
        "width": WIDTH,
        "height": height,
        "left": LEFT,
        "bar": BAR,
    }
    return templates.html("chart.svg.j2", values).strip()


def png(figure: Figure, templates: Templates) -> bytes:
    """Return the chart as a PNG."""
    return drawing_of(svg(figure, templates))


def drawing_of(picture: str) -> bytes:
    """Return an SVG as a PNG, drawn with the font in the package, since system fonts differ."""
    with as_file(house_templates() / "fonts" / "LiberationSans-Regular.ttf") as font:
        data = resvg_py.svg_to_bytes(
            svg_string=picture,
            skip_system_fonts=True,
            font_files=[str(font)],
            font_family=FONT,
            sans_serif_family=FONT,
            zoom=ZOOM,
        )
    return bytes(data)


def _keys(figure: Figure) -> tuple[LegendEntry, ...]:
    names = dict.fromkeys((name, tint) for bar in figure.bars for name, _, tint in bar.parts)
    keys: list[LegendEntry] = []
    x, y = 0.0, 0.0
    for name, tint in names:
        width = 30 + 7.2 * len(name)
        if x and LEFT + x + width > WIDTH:
            x, y = 0.0, y + 22
        keys.append(LegendEntry(LEFT + x, y, COLOURS[tint], name))
        x += width
    return tuple(keys)


def _lines(figure: Figure, top: float) -> tuple[ChartBar, ...]:
    most = max((_total(bar) for bar in figure.bars), default=0) or 1
    scale = (WIDTH - LEFT - RIGHT) / most
    lines = []
    for place, bar in enumerate(figure.bars):
        x, segments = float(LEFT), []
        for name, count, tint in bar.parts:
            width = count * scale
            fits = width > FIGURE_WIDTH * len(str(count)) + 4
            ink = ("#FFFFFF" if tint in DARK else "#0B0C0C") if count and fits else ""
            if count:
                segments.append(
                    Segment(round(x, 1), round(width, 1), COLOURS[tint], count, ink, name)
                )
            x += width
        label = tuple(wrap(bar.label, LABEL_CHARACTERS))[:2]
        lines.append(
            ChartBar(
                top + place * (BAR + GAP), label, tuple(segments), _total(bar), round(x + 6, 1)
            )
        )
    return tuple(lines)


def _total(bar: Bar) -> int:
    return sum(count for _, count, _ in bar.parts)
