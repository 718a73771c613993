"""Who an owner is: a code that stands for one printed name, whatever that name is made of. It is
given once, and never made of what is typed alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from audit_core.action_plan.model import CHAIR, ROUND, RULE
from audit_core.parsing.folding import codes_called, fold
from audit_core.themes.agencies import RESPONDENTS

if TYPE_CHECKING:
    from collections.abc import Collection

    from audit_core.action_plan.merging.session import MergeSession
    from audit_core.problems.problem import Where

BUILT_IN = frozenset(kind.code for kind in RESPONDENTS)
"""Owners that every round calls the same."""
_NO_FILE = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)
RESERVED = frozenset({CHAIR, ROUND, RULE, "master"}) | _NO_FILE
"""What stands for somebody who is no owner, or for the master's own file, or is no name of a file
on Windows.
"""
LONGEST = 32
_CODE = re.compile(rf"[a-z0-9_]{{1,{LONGEST}}}")
_NOT_IN_CODE = re.compile(r"[^a-z0-9]+")


def new_code(name: str, taken: Collection[str]) -> str:
    """A code for an owner of this name: the name itself where it is plain letters, and nobody's;
    else what is left of it, with a number.

    A code that is less than the name has a number always: else somebody who types just that much
    would mean this owner.
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = _NOT_IN_CODE.sub("_", plain)[:LONGEST].strip("_") or "owner"
    used, number = RESERVED | BUILT_IN | frozenset(taken), 1
    code = slug if slug == fold(name).replace(" ", "_") else f"{slug}_{number}"
    while code in used:
        number += 1
        code = f"{slug}_{number}"
    return code


def owner_called(desk: MergeSession, said: str, where: Where) -> str:
    """The code of the owner that somebody typed, by code or name; a new one is named, and told."""
    names = dict(desk.plan.names)
    if known := codes_called(said, names):
        return known[0]  # of two with one name none is taken: reading the cell has told that
    code = new_code(said, names)
    desk.do("name", code, where, after=said)
    desk.tell("plan.new_owner", where, name=said)
    return code


def owner_of_round(desk: MergeSession, audit_round: str, code: str, name: str) -> str:
    """The owner that a round calls by a code of its own. Once found it stays, however the round
    renames it.

    It is the plan's owner of that code if they have one name, or one that was so far only typed and
    is called so. A code that
    stands for another name already is that other's: the round's gets an owner of its own, and that
    is told.
    """
    key, names, aliases = f"{audit_round}/{code}", dict(desk.plan.names), dict(desk.plan.aliases)
    if key in aliases:
        return aliases[key]
    if code in BUILT_IN:
        desk.do("name", code, field=key, after=names.get(code, name))
        return code
    same = [known for known, printed in names.items() if fold(printed) == fold(name)]
    coded = {known for alias, known in aliases.items() if alias.endswith(f"/{code}")}
    typed = [
        known for known in same if known == code or known in coded or known not in aliases.values()
    ]
    mine = {known for alias, known in aliases.items() if alias.startswith(f"{audit_round}/")}
    found = next((known for known in (code, *typed) if known in typed and known not in mine), "")
    if not found:
        found = (
            code
            if code not in names and code not in RESERVED and _CODE.fullmatch(code)
            else new_code(code, names)
        )
        if code in names:
            desk.tell(
                "plan.code_twice", None, round=audit_round, code=code, name=name, known=names[code]
            )
    desk.do("name", found, field=key, after=names.get(found, name))
    return found
