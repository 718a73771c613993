"""Parse Markdown into blocks (headings, paragraphs, lists, tables, places of figures) for the HTML
and Word writers.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from markdown_it import MarkdownIt
from markdown_it.token import Token


@attrs.frozen
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@attrs.frozen
class Heading:
    """A heading of level 1 to 4."""

    level: int
    runs: Runs


@attrs.frozen
class Paragraph:
    """A paragraph; `quoted` for a quotation."""

    runs: Runs
    quoted: bool = False


@attrs.frozen
class Bullets:
    """A list, numbered if `numbered`."""

    items: tuple[Runs, ...]
    numbered: bool = False


@attrs.frozen
class MarkdownTable:
    """A small table written in the template."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    weights: tuple[float, ...] = ()
    """The share of the width of each column, from "```columns 9 2 5 5" before the table. If empty,
    it depends on the text in the columns.
    """


@attrs.frozen
class Placement:
    """The place of a table or figure of the round: "```table actions landscape```"."""

    what: str
    key: str
    options: tuple[str, ...] = ()


@attrs.frozen
class Box:
    """Paragraphs and lists in a frame: "```box" with Markdown in it."""

    blocks: tuple[Paragraph | Bullets, ...]


@attrs.frozen
class PageMark:
    """A mark for paper: "```contents" for the table of contents, "```page" for a new page. Web
    pages ignore both.
    """

    what: str


Block = Heading | Paragraph | Bullets | MarkdownTable | Placement | Box | PageMark
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text. Links become their words and address; HTML is plain
    text.
    """
    return tuple(_blocks(iter(_PARSER.parse(markdown))))


def text_of(runs: Runs) -> str:
    """Return the text of some runs."""
    return "".join(run.text for run in runs)


def _blocks(tokens: Iterator[Token], *, quoted: bool = False) -> Iterator[Block]:
    weights: tuple[float, ...] = ()
    for token in tokens:
        if token.type == "heading_open":
            yield Heading(min(int(token.tag[1]), 4), _runs(next(tokens)))
        elif token.type == "paragraph_open":
            yield Paragraph(_runs(next(tokens)), quoted)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield Bullets(
                tuple(_items(tokens, token.type.replace("open", "close"))),
                token.type.startswith("ordered"),
            )
        elif token.type == "blockquote_open":
            yield from _blocks(_until(tokens, "blockquote_close"), quoted=True)
        elif token.type == "table_open":
            yield attrs.evolve(_grid(_until(tokens, "table_close")), weights=weights)
            weights = ()
        elif token.type == "fence" and token.info.startswith("columns "):
            weights = tuple(float(word) for word in token.info.split()[1:] if word.isdigit())
        elif token.type == "fence":
            yield _place(token)
        elif token.type == "code_block":
            yield Paragraph((Run(token.content.strip()),), quoted)


def _until(tokens: Iterator[Token], last: str) -> Iterator[Token]:
    for token in tokens:
        if token.type == last:
            return
        yield token


def _items(tokens: Iterator[Token], last: str) -> Iterator[Runs]:
    """Return the items of a list; nested lists are joined into their item."""
    depth, words = 0, []
    for token in tokens:
        if token.type == last and depth == 0:
            return
        if token.type.endswith("list_open"):
            depth += 1
        elif token.type.endswith("list_close"):
            depth -= 1
        elif token.type == "inline":
            words.append(_runs(token))
        elif token.type == "list_item_close" and words:
            yield tuple(
                run
                for place, runs in enumerate(words)
                for run in (*((Run(" "),) if place else ()), *runs)
            )
            words = []


def _grid(tokens: Iterator[Token]) -> MarkdownTable:
    rows: list[list[Runs]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_runs(token))
    return MarkdownTable(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _place(token: Token) -> Block:
    """Return the block of a fence: a place of a table or figure, a box or a mark for paper. Any
    other fence is a paragraph of its text.
    """
    words = token.info.split()
    if words == ["box"]:
        return Box(
            tuple(
                block
                for block in blocks_of(token.content)
                if isinstance(block, Paragraph | Bullets)
            )
        )
    if words in (["contents"], ["page"]):
        return PageMark(words[0])
    if len(words) >= 2 and words[0] in {"table", "figure"}:
        return Placement(words[0], words[1], tuple(words[2:]))
    return Paragraph((Run(token.content.strip()),))


def _runs(inline: Token) -> Runs:
    runs: list[Run] = []
    bold = italic = 0
    address = ""
    for token in inline.children or ():
        if token.type in {"strong_open", "strong_close"}:
            bold += token.nesting
        elif token.type in {"em_open", "em_close"}:
            italic += token.nesting
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            runs.append(Run(f" ({address})"))
        elif token.type in {"softbreak", "hardbreak"}:
            runs.append(Run(" ", bool(bold), bool(italic)))
        elif token.content:
            runs.append(Run(token.content, bool(bold), bool(italic)))
    return _joined(runs)


def _joined(runs: list[Run]) -> Runs:
    """Join neighbouring runs of one style: escapes split words into many runs."""
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic):
            joined[-1] = attrs.evolve(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
