"""The documents are correct: links work, lists are complete, and the example of a theme runs."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import pytest

import audit_core
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES
from audit_core.themes.facts import FACTS
from audit_core.themes.scales import HOUSE_SCALES
from audit_core.themes.topics import TOPICS

ROOT = Path(__file__).parents[1]
PAGES = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("findings/*.md"))
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"^`([\w/.]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
THEME_PAGE = (ROOT / "docs/write-a-theme.md").read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_works(page: Path) -> None:
    """Each link to a page, a heading or a picture of the project has a target."""
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCED.sub("", page.read_text(encoding="utf-8"))):
        if target.startswith("http"):
            continue
        file, _, anchor = target.partition("#")
        found = (page.parent / file).resolve() if file else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def test_the_readme_is_one_page_with_the_two_commands() -> None:
    """A newcomer reads at most 7 KB and finds how to try the program and how to test it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.encode()) <= 7 * 1024
    assert "make demo" in readme
    assert "make test" in readme


def test_every_public_name_is_documented() -> None:
    """Some page shows as code each name that a theme's author may use."""
    text = "".join(page.read_text(encoding="utf-8") for page in ROOT.glob("docs/*.md"))
    code = "\n".join([*FENCED.findall(text), *re.findall(r"`[^`\n]+`", FENCED.sub("", text))])
    assert [name for name in audit_core.__all__ if not re.search(rf"\b{name}\b", code)] == []


def test_every_code_to_choose_from_is_listed_for_authors() -> None:
    """The page for authors has the kinds, roles, respondents, topics, facts, scales and answers."""
    codes = {item.code for item in (*AGENCY_KINDS, *ROLES, *RESPONDENTS, *FACTS)}
    codes |= {code for code, _ in TOPICS} | {scale.name for scale in HOUSE_SCALES}
    answers = {answer.code for scale in HOUSE_SCALES for answer in scale.answers}
    assert {code for code in codes if f"`{code}`" not in THEME_PAGE} == set()
    assert {code for code in answers if not re.search(rf"\b{code}\b", THEME_PAGE)} == set()


def test_the_example_of_a_theme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of docs/write-a-theme.md, saved as named, are a sound theme whose own tests
    pass.
    """
    files = dict(EXAMPLE.findall(THEME_PAGE))
    assert len(files) == 5
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        names = runpy.run_path(str(tmp_path / "test_missing.py"))
        tests = [names[name] for name in names if name.startswith("test_")]
        assert len(tests) == 2
        for test in tests:
            test()
    finally:
        for name in [name for name in sys.modules if name.startswith("audit_theme_missing")]:
            del sys.modules[name]


@pytest.mark.parametrize("page", ["docs/glossary.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_the_paths_and_names_in_the_pages_exist(page: str) -> None:
    """Each file that a page names exists and has the names after its colon."""
    core = ROOT / "audit_core"
    text = (ROOT / page).read_text(encoding="utf-8")
    for path, names in re.findall(
        r"`([a-z_]+/[a-z_/]*[a-z_]+\.py)`(?:: ((?:`\w+`(?:, )?)+))?", text
    ):
        file = ROOT / path if path.startswith("tests/") else core / path
        assert file.is_file(), path
        for name in re.findall(r"\w+", names):
            found = re.search(
                rf"^(?:class|def) {name}\b|^{name}\b",
                file.read_text(encoding="utf-8"),
                re.MULTILINE,
            )
            assert found, f"{path}: {name}"
