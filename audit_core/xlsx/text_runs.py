"""What a text is, once its runs are joined: the words, how they look, and what had to be changed to
make them printable.
"""

from __future__ import annotations

STRUCK, PLAIN, AS_CELL = 1, 2, 4
"""How the runs of a text look: struck through by themselves, not struck, or as the cell's own font
says.
"""

TextRun = tuple[str, int, int]
"""A text, cleaned; how its runs look (the above, added up); what `clean` changed."""
