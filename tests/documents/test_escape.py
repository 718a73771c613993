"""Whatever was typed is printed as its own words and never becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit_core.documents.environment import Templates
from audit_core.documents.escape import for_markdown, plain
from audit_core.documents.markdown import Paragraph, blocks_of, text_of

HOSTILE = st.text(alphabet=st.sampled_from("ab1 #*_`[]()<>!|\\-+.~&;:{}%\n\t=\"'/"), max_size=40)


@given(HOSTILE)
@example("# a heading")
@example("- a list\n- of two")
@example("1. first")
@example("| a | table |\n|---|---|")
@example("<script>alert(1)</script>")
@example("[a link](javascript:x)")
@example("{{ 7 * 7 }} {% raw %}")
@example("&lt; stays &amp; stays")
@example("``` table actions")
def test_any_text_in_markdown_is_one_paragraph_of_its_own_words(text: str) -> None:
    """Escaped, parsed and read back, a text is the same, with its white space collapsed."""
    wanted = " ".join(text.split())
    blocks = blocks_of(f"{for_markdown(text)}\n")
    assert len(blocks) == (1 if wanted else 0)
    if wanted:
        assert isinstance(blocks[0], Paragraph)
        assert text_of(blocks[0].runs) == wanted


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def elements(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page, in order."""
    reader = Elements()
    reader.feed(page)
    return reader.found


@settings(deadline=None)  # the first page compiles its template
@given(st.text(max_size=60))
@example('"><img src=x onerror=alert(1)>')
@example("</td><script>")
def test_no_text_adds_an_element_to_a_page(text: str) -> None:
    """A table with any text in it has the same elements and attributes as one with a plain word."""
    from audit_core.tables import Column, Row, Table

    def page(words: str) -> str:
        return Templates().html(
            "table.html.j2",
            {
                "table": Table("k", words, (Column(words),), (Row((words,)),), words or "-", "T1"),
                "behind": {},
            },
        )

    assert elements(page(text)) == elements(page("word"))


def test_characters_that_hide_or_reverse_text_are_removed() -> None:
    """Text that reads backwards on the page would say something other than what was typed."""
    assert plain("not\u202e met\u200b\x07") == "not met"
