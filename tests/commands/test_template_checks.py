"""`audit templates check`: every template against a sample, and for each fault the file, the line,
what, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from audit_core.cli import main
from audit_core.commands.sample_round import sample_round
from audit_core.commands.template_checks import MANDATORY, OUTPUTS, template_problems
from audit_core.documents.environment import Templates
from audit_core.errors import SelfCheckFailed
from audit_core.plugin_system.manager import Plugins
from audit_core.reports.leak_check import text_in
from audit_core.reports.public_view import for_public
from audit_core.reports.views import for_board
from audit_core.reports.writers import report_writers
from audit_core.resources import house_templates
from audit_core.rounds.round import Sampling
from audit_core.testing.builders import advice, question, small_theme
from audit_core.themes.rules import Share

THEME = small_theme(
    question("XX-1.1", flags=("critical",), topic="voice"),
    question("XX-1.2", topic="plan"),
    summary="Whether it was done.",
    rules=(
        Share(
            "poor",
            "In {n} of {m} records {question} was not met.",
            refs=("XX-1.1",),
            counts=("not_met", "partly"),
            recommend="act",
            kind="priority",
        ),
        Share(
            "good",
            "In {n} of {m} records {question} was met.",
            refs=("XX-1.2",),
            counts=("met",),
            kind="strength",
        ),
    ),
    advice=(advice("act", topic="voice"),),
)
Faults = Callable[..., list[tuple[str, str, int, str]]]


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    """Faults of an override, given as files by name: (code, file, line, what)."""

    def found(**files: str) -> list[tuple[str, str, int, str]]:
        folder = tmp_path / "templates"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name.replace('_', '-')}.md.j2").write_text(text, encoding="utf-8")
        return [
            (fault.code, fault.where.file, fault.where.line, fault.what)
            for fault in template_problems(THEME, (), folder)
        ]

    return found


def test_the_houses_own_templates_are_fine() -> None:
    """For a theme that says nothing of its own."""
    assert template_problems(THEME, ()) == ()


def test_every_template_of_the_house_is_checked_and_its_mandatory_blocks_are_there() -> None:
    """A new template would have to be added to the table; a block that is renamed would show."""
    within = {
        "chart.svg.j2",
        "table.html.j2",
        "timeline.svg.j2",
        "filters.html.j2",
        "figure.html.j2",
        "matrix.html.j2",
        "answers.html.j2",
    }
    assert {item.name for item in house_templates().iterdir() if item.name.endswith(".j2")} == {
        *OUTPUTS,
        *within,
    }
    for name, blocks in MANDATORY.items():
        assert set(blocks) <= {
            block for layer in Templates().chain(name) for block, _ in layer.blocks
        }, name


BLOCKS = (
    "title",
    "summary",
    "why",
    "children",
    "method",
    "grades",
    "reading",
    "findings",
    "crosscutting",
    "recommendations",
    "actions",
    "knowing",
    "returns",
    "box",
    "since",
)


def test_an_override_may_replace_any_block_of_the_report(tmp_path: Path) -> None:
    """Every block has words of its own, and keeps what the house says."""
    own = "".join(
        f"{{% block {block} %}}Our own {block} here.\n\n{{{{ super() }}}}{{% endblock %}}"
        for block in BLOCKS
    )
    (tmp_path / "findings.md.j2").write_text(
        f'{{% extends "house:findings.md.j2" %}}{own}', encoding="utf-8"
    )
    (writer,) = (
        writer
        for writer in report_writers((), tmp_path)
        if writer.file == "report.docx" and writer.audience == "board"
    )
    words = text_in(writer.write(for_board(sample_round(THEME, decided=True)), "") or b"")
    assert [block for block in BLOCKS if f"Our own {block} here." not in words] == []
    assert template_problems(THEME, (), tmp_path) == ()
    assert set(BLOCKS) == {block for block, _ in Templates().chain("findings.md.j2")[0].blocks}


def test_an_override_may_extend_the_themes_template(tmp_path: Path, plugins: Plugins) -> None:
    """`theme:` is the theme's, with its blocks and those that it leaves to the house."""
    theme = plugins.theme("neglect")
    assert theme is not None
    (tmp_path / "findings.md.j2").write_text(
        '{% extends "theme:findings.md.j2" %}{% block why %}Ours. {{ super() }}{% endblock %}',
        encoding="utf-8",
    )
    templates = Templates(plugins.template_dirs(theme)[0], tmp_path)
    assert [layer.file for layer in templates.chain("findings.md.j2")] == [
        f"{tmp_path.name}/findings.md.j2",
        "theme:findings.md.j2",
        "house:findings.md.j2",
    ]
    (writer,) = (
        w
        for w in report_writers(plugins.template_dirs(theme)[0], tmp_path)
        if w.file == "report.docx" and w.audience == "board"
    )
    assert "Ours. Neglect seldom comes as one event." in text_in(
        writer.write(for_board(sample_round(theme, decided=True)), "") or b""
    )


def test_why_the_theme_matters_is_said_once_for_every_output(
    tmp_path: Path, plugins: Plugins
) -> None:
    """The block `why` of the report, in the override's and the theme's words, stands on the
    briefing and on what is published too.
    """
    theme = plugins.theme("neglect")
    assert theme is not None
    (tmp_path / "findings.md.j2").write_text(
        '{% extends "theme:findings.md.j2" %}{% block why %}Ours. {{ super() }}{% endblock %}',
        encoding="utf-8",
    )
    board = for_board(sample_round(theme, decided=True))
    writers = {
        writer.file: writer for writer in report_writers(plugins.template_dirs(theme)[0], tmp_path)
    }
    for name, view in (("briefing.docx", board), ("learning.html", for_public(board))):
        words = " ".join(text_in(writers[name].write(view, "") or b"").split())
        assert "Ours. Neglect seldom comes as one event. It is a pattern:" in words


def test_what_cannot_be_read_is_named_with_its_line(faults: Faults) -> None:
    """A tag that is not closed, and a name that does not exist."""
    ((code, file, line, what),) = faults(
        briefing='{% extends "house:briefing.md.j2" %}\n{% block why %}\n{% if %}\n{% endblock %}'
    )
    assert (code, file, line, what) == (
        "template.fault",
        "templates/briefing.md.j2",
        3,
        "A tag, a bracket or a name here is wrong.",
    )
    ((code, file, line, what),) = faults(
        briefing='{% extends "house:briefing.md.j2" %}\n{% block why %}{{ nothing }}{% endblock %}'
    )
    assert (code, file, line, what) == (
        "template.fault",
        "templates/briefing.md.j2",
        2,
        "The template cannot be filled in here: 'nothing' is undefined.",
    )
    ((code, file, _, what),) = faults(briefing='{% extends "house:lost.md.j2" %}')
    assert (code, file, what) == (
        "template.fault",
        "templates/briefing.md.j2",
        "The template house:lost.md.j2 was not found.",
    )


def test_a_fault_that_shows_only_when_everything_is_decided_is_found(faults: Faults) -> None:
    """The sample is rendered twice: as a draft and as a final report."""
    told = faults(
        briefing='{% extends "house:briefing.md.j2" %}{% block why %}{% if not draft.is_draft '
        "%}{{ gone }}{% endif %}{% endblock %}"
    )
    assert [what for _, _, _, what in told] == [
        "The template cannot be filled in here: 'gone' is undefined."
    ]


def test_a_mandatory_block_that_is_left_out_is_named(faults: Faults) -> None:
    """A template that extends nothing has to bring every block that its output is of no use
    without.
    """
    text = "# Ours\n" + "".join(
        f"{{% block {name} %}}{name}{{% endblock %}}\n" for name in ("well", "better", "do")
    )
    told = faults(for_children=text)
    assert (
        "template.no_block",
        "templates/for-children.md.j2",
        0,
        "The template leaves out blocks that this output needs: help.",
    ) in told
    assert "template.lacks" in [code for code, *_ in told]


@pytest.mark.parametrize("block", ["children", "method"])
def test_a_mandatory_block_that_is_empty_is_named(block: str, faults: Faults) -> None:
    """The report would say that it was not written."""
    told = faults(
        findings=f'{{% extends "house:findings.md.j2" %}}{{% block {block} %}}{{% endblock %}}'
    )
    assert [(code, what) for code, _, _, what in told] == [
        (
            "template.empty_block",
            (
                f"The block '{block}' prints nothing, so the report says that this part was not "
                f"written."
            ),
        )
    ]


def test_a_block_that_nothing_prints_is_named_with_its_line(faults: Faults) -> None:
    """A slip of the pen would otherwise drop a whole section without a word."""
    ((code, _, line, what),) = faults(
        findings='{% extends "house:findings.md.j2" %}\n\n{% block sumary %}Ours{% endblock %}'
    )
    assert (code, line) == ("template.unknown_block", 3)
    assert "'sumary'" in what


def test_an_output_that_lacks_a_finding_is_named(faults: Faults) -> None:
    """What compile would stop for is found before."""
    told = faults(
        findings='{% extends "house:findings.md.j2" %}{% block findings %}Nothing much.{% '
        "endblock %}{% block summary %}-{% endblock %}"
    )
    assert [code for code, *_ in told] == ["template.lacks"]
    assert told[0][3].startswith("board/report.docx of the sample lacks")


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Run a command: its exit code and what it printed."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    out = capsys.readouterr()
    return int(left.value.code or 0), out.out + out.err


def test_the_command_says_of_each_template_that_it_is_fine_or_where_and_what(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    plugins: Plugins,
) -> None:
    """Exit 2 when one is not, 0 when all are; a folder without templates is told in a sentence."""
    assert plugins.themes
    monkeypatch.setattr(
        Plugins, "_collect_themes", lambda _: ({"small": THEME}, [])
    )  # one small theme is enough, and quicker
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "briefing.md.j2").write_text(
        '{% extends "house:briefing.md.j2" %}\n{% block why %}{{ nothing }}{% endblock %}',
        encoding="utf-8",
    )
    (folder / "brifing.md.j2").write_text("Ours", encoding="utf-8")
    code, words = said(capsys, "templates", "check", tmp_path)
    assert code == 2
    assert "Built-in templates\n  agency.md.j2: fine" in words
    assert (
        "    ! line 2: The template cannot be filled in here: 'nothing' is undefined. Correct it "
        "there." in words
    )
    assert "No output uses a template with this name." in words
    (folder / "briefing.md.j2").write_text(
        '{% extends "house:briefing.md.j2" %}{% block why %}Because.{% endblock %}',
        encoding="utf-8",
    )
    (folder / "brifing.md.j2").unlink()
    code, words = said(capsys, "templates", "check", tmp_path)
    assert (code, "templates are fine." in words) == (0, True)
    (tmp_path / "empty").mkdir()
    code, words = said(capsys, "templates", "check", tmp_path / "empty")
    assert (code, "There is no template in" in words) == (2, True)


NOT_YET = "Not written yet: "


def report(result: Any) -> str:
    """The board's report, in words."""
    (writer,) = (
        writer
        for writer in report_writers()
        if writer.file == "report.docx" and writer.audience == "board"
    )
    return text_in(writer.write(for_board(result), "") or b"")


def test_the_report_says_what_nobody_has_written_yet() -> None:
    """What it is like to be one of the children, how they were chosen, what findings mean for
    children: each in a plain sentence; none once they are there.
    """
    draft = sample_round(THEME, decided=False)
    empty = attrs.evolve(draft, round=attrs.evolve(draft.round, sampling=Sampling()))
    words = report(empty)
    for what in (
        "what it is like to be one of these children.",
        "how the cases were chosen.",
        "what these findings mean for children.",
    ):
        assert f"{NOT_YET}{what}" in words
    assert NOT_YET not in report(sample_round(THEME, decided=True))


def test_a_finding_without_its_meaning_for_children_is_named() -> None:
    """Where some have it and one does not, the report says which."""
    decided = sample_round(THEME, decided=True)
    first = next(finding for finding in decided.findings if finding.kind != "strength")
    also = attrs.evolve(first, key="other", id="F99", so_what="", high=True)
    words = report(attrs.evolve(decided, findings=(*decided.findings, also)))
    assert "Not written yet: what some findings mean for children: F99." in words


def test_a_template_that_drops_findings_stops_compile_and_nothing_is_replaced(made: Any) -> None:
    """Exit 70 names the output and what it lacks; the set that stood before stands."""
    made.fill(1, "police", {"DA-1.1": "Not met"})
    made.compile()
    folder = made.folder / "templates"
    folder.mkdir()
    ours = (
        '{% extends "house:findings.md.j2" %}'
        "{% block findings %}{% endblock %}{% block summary %}{% endblock %}"
    )
    (folder / "findings.md.j2").write_text(ours, encoding="utf-8")
    with pytest.raises(
        SelfCheckFailed,
        match=r"lacks .*Nothing was replaced\. If you .* run: audit templates check",
    ) as told:
        made.compile()
    assert int(told.value.exit_code) == 70
    assert [path.name for path in (made.folder / "compiled").iterdir()] == ["001"]


def test_so_does_one_that_drops_what_children_were_promised(made: Any) -> None:
    """The page for children is looked through as well."""
    for case in (1, 2):
        made.fill(case, "police", {"DA-1.1": "Not met"})
    done = made.compile()
    id_ = next(
        item.id
        for item in done.compiled.recommendations
        if item.level == "partnership" and item.status == "proposed"
    )
    made.decide("Recommendations", id_, Decision="Accept")
    assert made.compile().compiled.published.promises
    (made.folder / "templates").mkdir()
    (made.folder / "templates/for-children.md.j2").write_text(
        '{% extends "house:for-children.md.j2" %}{% block do %}Soon.{% endblock %}',
        encoding="utf-8",
    )
    with pytest.raises(SelfCheckFailed, match=r"board/for-children.docx lacks 'We will"):
        made.compile()
