"""Charts: their labels are drawn on every machine, and they say in text what they show."""

from __future__ import annotations

import struct
import zlib

import attrs

from audit_core.documents.charts import png, svg
from audit_core.documents.environment import Templates
from audit_core.tabulation.compiled import Compiled


def pixels(data: bytes) -> bytes:
    """The unfiltered rows of a PNG's image data, for comparing two pictures of one size."""
    parts, at = b"", 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            parts += data[at + 8 : at + 8 + length]
        at += length + 12
    return zlib.decompress(parts)


def test_the_labels_of_a_chart_are_drawn(result: Compiled) -> None:
    """Without its font the picture would be the same whatever the label says."""
    figure = result.figures[0]
    other = attrs.evolve(
        figure,
        bars=tuple(attrs.evolve(bar, label="Wholly other words here") for bar in figure.bars),
    )
    templates = Templates()
    assert pixels(png(figure, templates)) != pixels(png(other, templates))


def test_a_chart_says_in_words_what_it_shows(result: Compiled) -> None:
    """The drawing has a title and description, and each count is in or beside its bar."""
    drawing = svg(result.figures[0], Templates())
    assert f'<title id="{result.figures[0].id}-t">Answers by section' in drawing
    assert "3 met of 5" in drawing
    assert ">3</text>" in drawing
