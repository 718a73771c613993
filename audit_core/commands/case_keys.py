"""Keep the case key up to date: it tells the chair which children each agency is asked about.

A key without entries is written again. One that has entries is left as it is, and new or
changed cases go into a further key, case-key-2.xlsx and so on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import attrs

from audit_core.forms.case_key import let_off, to_be_told
from audit_core.forms.case_key_reader import read_key
from audit_core.forms.case_key_workbook import build_case_key_workbook
from audit_core.i18n import join_words
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.rounds.folder import ROUND, RoundFolder
from audit_core.rounds.round import Round

CASE_KEY = re.compile(r"case-key(?:-(\d+))?\.xlsx", re.ASCII)
"""The names of case keys: case-key.xlsx, case-key-2.xlsx and so on."""


@attrs.frozen
class CaseKeyUpdate:
    """What was done to the key: the file written ("" for none), the cases in it, whether these are
    all cases, and problems for a person to look at.
    """

    file: str = ""
    cases: tuple[str, ...] = ()
    whole: bool = False
    problems: Problems = ()


def update_case_keys(
    store: RoundFolder, audit_round: Round, fresh: Collection[str], *, first: bool
) -> CaseKeyUpdate:
    """Write the lines that the keys in the folder lack. `fresh` are the cases for which forms were
    just made; `first` says that none had been made before.

    A key that was moved out of the folder, as it should be, is not written again: only the lines of
    fresh cases are. Raises CannotWrite.
    """
    wanted = to_be_told(audit_round)
    keys = sorted(
        (int(found[1] or 1), path.name)
        for path in store.folder.iterdir()
        if (found := CASE_KEY.fullmatch(path.name))
    )
    read = [read_key(store.read(name) or b"", name) for _, name in keys]
    named = {
        ref: names for key in read for ref, names in (key.named or {}).items() if ref in wanted
    }
    begun = any(
        key.begun or store.is_open_elsewhere(name)
        for (_, name), key in zip(keys, read, strict=True)
    )
    if not begun and (keys or first):
        last = keys[-1][1] if keys else "case-key.xlsx"
        if named == {ref: frozenset(names) for ref, names in wanted.items()}:
            return CaseKeyUpdate()
        return _written(store, audit_round, last, wanted, whole=True)
    blind = not keys or any(key.named is None for key in read)
    new = {
        ref: names
        for ref, names in wanted.items()
        if (ref in fresh and ref not in named)
        or (ref in named and _differ(audit_round, ref, names, named[ref]))
    }
    if not blind:
        new |= {ref: names for ref, names in wanted.items() if ref not in named and names}
    if not new:
        return CaseKeyUpdate()
    problems = (
        _named_before(audit_round, ref, named[ref], names)
        for ref, names in wanted.items()
        if ref in named
    )
    number = keys[-1][0] + 1 if keys else 1
    name = f"case-key-{number}.xlsx" if number > 1 else "case-key.xlsx"
    made = _written(store, audit_round, name, new, whole=False)
    return attrs.evolve(made, problems=tuple(filter(None, problems)))


def _written(
    store: RoundFolder,
    audit_round: Round,
    name: str,
    lines: Mapping[str, tuple[str, ...]],
    *,
    whole: bool,
) -> CaseKeyUpdate:
    store.write(name, build_case_key_workbook(audit_round, lines, whole=whole))
    return CaseKeyUpdate(name, tuple(lines), whole)


def _differ(audit_round: Round, ref: str, names: tuple[str, ...], named: frozenset[str]) -> bool:
    """Whether a key names other agencies than it should. Agencies let off since do not count."""
    return bool(set(names) - named or named - set(names) - let_off(audit_round, ref))


def _named_before(
    audit_round: Round, ref: str, named: frozenset[str], names: tuple[str, ...]
) -> Problem | None:
    """Return the problem that a key names agencies not asked about the case: they may have been
    told who the child is.
    """
    wrong = sorted(named - set(names) - let_off(audit_round, ref))
    return (
        problem("round.key_named", Where(ROUND, "Cases"), ref=ref, who=join_words(wrong))
        if wrong
        else None
    )
