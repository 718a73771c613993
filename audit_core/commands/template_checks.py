"""Check the templates of a theme, alone or with an override: fill in every output from a sample and
look for what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from importlib.resources.abc import Traversable
from pathlib import Path

from audit_core.commands.sample_round import sample_round
from audit_core.disclosure.publish import CASES_TO_COUNT
from audit_core.documents.environment import TemplateFault, Templates
from audit_core.panel.agenda import agenda, least_minutes
from audit_core.panel.model import Sitting
from audit_core.panel.pack import panel_page
from audit_core.panel.pages import cross_case_findings, panel_pages
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.reports.audiences import AUDIENCES, Views
from audit_core.reports.completeness_check import missing_parts
from audit_core.reports.leak_check import text_in
from audit_core.reports.writers import report_writers
from audit_core.tabulation.compiled import Compiled
from audit_core.themes.theme import Theme

_Dirs = tuple["Traversable", ...]

OUTPUTS = {
    "findings.md.j2": ("board/report.docx", "chair/report.html"),
    "report.html.j2": ("chair/report.html",),
    "agency.md.j2": ("agencies/report.docx",),
    "briefing.md.j2": ("board/briefing.docx",),
    "for-children.md.j2": (
        "board/for-children.docx",
        "publish/for-children.html",
        "publish/for-children.docx",
    ),
    "learning.md.j2": ("publish/learning.docx", "publish/learning.html"),
    "public.html.j2": ("publish/learning.html", "publish/for-children.html"),
    "panel.html.j2": ("panel/panel.html",),
    "escalations.html.j2": (),
}
"""The templates that outputs begin with, and their outputs. The page of a quarter's escalations
belongs to no round: its template is read, but not filled in.
"""
MANDATORY = {
    "findings.md.j2": ("summary", "children", "method", "findings", "recommendations", "actions"),
    "briefing.md.j2": ("why", "what", "found", "well", "change", "do", "more"),
    "for-children.md.j2": ("well", "better", "do", "help"),
    "learning.md.j2": ("saw", "do", "counts", "reading"),
}
"""The blocks that an output needs: an override may reword each, but not leave one out."""
_NOT_WRITTEN = {
    "children": "Not written yet: what it is like to be one of these children",
    "method": "Not written yet: how the cases were chosen",
    "findings": "Not written yet: what these findings mean for children",
}
"""What the report prints for an empty block. It must not occur in a sample in which everything is
decided.
"""


def template_problems(theme: Theme, dirs: _Dirs, override: Path | None = None) -> Problems:
    """Return every problem with file and line: "house:findings.md.j2", "theme:findings.md.j2", or
    the names of the override's folder and file.
    """
    templates = Templates(dirs, override)
    problems: list[Problem] = []
    for name in OUTPUTS:
        try:
            problems += _of_blocks(templates, name)
        except TemplateFault as fault:
            problems.append(_as_problem(fault, dirs, override))
    for decided in (False, True):
        compiled = sample_round(theme, decided=decided, cases=CASES_TO_COUNT)
        problems += _of_outputs(compiled, dirs, override, decided=decided)
    once = {
        (problem.code, problem.where) if problem.code == "template.lacks" else problem: problem
        for problem in reversed(problems)
    }
    return tuple(reversed(once.values()))


def _of_blocks(templates: Templates, name: str) -> Iterator[Problem]:
    """Report blocks that an output needs but no template has, and blocks that are never printed."""
    chain = templates.chain(name)
    there = {block for layer in chain for block, _ in layer.blocks}
    absent = [block for block in MANDATORY.get(name, ()) if block not in there]
    if absent:
        yield problem(
            "template.no_block", Where(chain[0].file), blocks=", ".join(absent), name=name
        )
    for place, layer in enumerate(chain[:-1]):
        above = sorted({block for upper in chain[place + 1 :] for block, _ in upper.blocks})
        for block, line in layer.blocks:
            if block not in above:
                at, known = Where(layer.file, line=line), ", ".join(above)
                yield problem("template.unknown_block", at, block=block, known=known)


def _of_outputs(
    compiled: Compiled, dirs: _Dirs, override: Path | None, *, decided: bool
) -> Iterator[Problem]:
    """Report what is wrong with each rendered output: errors by file and line, missing content, and
    empty blocks.
    """
    lacking: dict[str, tuple[str, ...]] = {}
    for output, view, write in _written(compiled, dirs, override):
        try:
            data = write()
        except TemplateFault as fault:
            yield _as_problem(fault, dirs, override)
            continue
        if data:
            name = output.replace("agencies/", "agencies/one/")
            lacking[output] = missing_parts(view, name, data)
        if decided and data and output == "board/report.docx":
            text = text_in(data)
            at = Where(_file_of("findings.md.j2", dirs, override))
            for block, words in _NOT_WRITTEN.items():
                if words in text:
                    yield problem("template.empty_block", at, block=block)
    for template, outputs in OUTPUTS.items():
        lost = tuple(dict.fromkeys(text for output in outputs for text in lacking.get(output, ())))
        if lost:
            at = Where(_file_of(template, dirs, override))
            yield problem("template.lacks", at, output=outputs[0], lost=", ".join(lost[:3]))


def _written(
    compiled: Compiled, dirs: _Dirs, override: Path | None
) -> Iterator[tuple[str, Compiled, Callable[[], bytes | None]]]:
    """Yield every output made from templates, the view it is made from, and a function that writes
    it; for agencies, those of the first one.
    """
    views, code = Views(compiled), compiled.round.recipients[0].code
    of = {audience.name: audience.view(views, code) for audience in AUDIENCES}
    for writer in report_writers(dirs, override):
        view = of[writer.audience]
        yield (
            f"{writer.audience}/{writer.file}",
            view,
            lambda writer=writer, view=view: writer.write(view, code),  # type: ignore[misc]
        )
    pages = panel_pages(compiled)
    sitting = Sitting(
        agenda(pages, time(9, 30), least_minutes(len(pages))), pages, cross_case_findings(compiled)
    )
    yield "panel/panel.html", compiled, lambda: panel_page(sitting, compiled, dirs, override)


def _as_problem(fault: TemplateFault, dirs: _Dirs, override: Path | None) -> Problem:
    """Return the error of a template as a problem. If only the template's name is known, its place
    is the file that is used for that name.
    """
    file = fault.where.file
    if ":" not in file and "/" not in file:
        file = _file_of(file, dirs, override)
    return problem("template.fault", Where(file, line=fault.where.line), why=fault.why)


def _file_of(name: str, dirs: _Dirs, override: Path | None) -> str:
    """Return the file that is used for a template's name: the override's, else the theme's, else
    the built-in one.
    """
    if override is not None and (override / name).is_file():
        return f"{override.name}/{name}"
    whose = "theme" if any(folder.joinpath(name).is_file() for folder in dirs) else "house"
    return f"{whose}:{name}"
