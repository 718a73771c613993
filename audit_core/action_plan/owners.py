"""Owners and their codes. A code belongs to one printed name; it is given once and never
changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from audit_core.action_plan.merging.session import MergeSession
from audit_core.action_plan.model import CHAIR, ROUND, RULE
from audit_core.parsing.folding import codes_called, fold
from audit_core.problems.problem import Where
from audit_core.themes.agencies import RESPONDENTS

BUILT_IN = frozenset(kind.code for kind in RESPONDENTS)
"""The codes that mean the same owner in every round."""
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
"""Codes that no owner may have: they mean the chair, a round, a rule or the master, or cannot be
file names on Windows.
"""
LONGEST = 32
_CODE = re.compile(rf"[a-z0-9_]{{1,{LONGEST}}}")
_NOT_IN_CODE = re.compile(r"[^a-z0-9]+")


def new_code(name: str, taken: Collection[str]) -> str:
    """Return a code for an owner of this name: the name itself if it is plain letters and not
    taken, else what is left of it, with a number.

    A code that is shorter than the name always has a number; otherwise somebody who typed just that
    much would name this owner.
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = _NOT_IN_CODE.sub("_", plain)[:LONGEST].strip("_") or "owner"
    used, number = RESERVED | BUILT_IN | frozenset(taken), 1
    code = slug if slug == fold(name).replace(" ", "_") else f"{slug}_{number}"
    while code in used:
        number += 1
        code = f"{slug}_{number}"
    return code


def owner_called(session: MergeSession, typed: str, where: Where) -> str:
    """Return the code of the owner that somebody typed, by code or name. A new owner gets a code
    and is reported.
    """
    names = dict(session.plan.names)
    if known := codes_called(typed, names):
        return known[0]  # two owners with one name were reported when the cell was read
    code = new_code(typed, names)
    session.record("name", code, where, after=typed)
    session.report("plan.new_owner", where, name=typed)
    return code


def owner_of_round(session: MergeSession, audit_round: str, code: str, name: str) -> str:
    """Return the plan's owner for a round's recipient. Once matched, the two stay matched, however
    the round renames the recipient.

    A recipient matches the owner with the same code if they have the same name, or an owner that
    was only typed so far and has that name. If the code belongs to another name already, the
    recipient gets a new owner, and that is reported.
    """
    key, names, aliases = (
        f"{audit_round}/{code}",
        dict(session.plan.names),
        dict(session.plan.aliases),
    )
    if key in aliases:
        return aliases[key]
    if code in BUILT_IN:
        session.record("name", code, field=key, after=names.get(code, name))
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
            session.report(
                "plan.code_twice", None, round=audit_round, code=code, name=name, known=names[code]
            )
    session.record("name", found, field=key, after=names.get(found, name))
    return found
