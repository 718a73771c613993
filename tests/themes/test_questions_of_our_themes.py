"""What an auditor is asked, in all three themes: how much, in whose words, and under which refs."""

from __future__ import annotations

import re

import pytest

from audit_core.commands.new import default_kinds
from audit_core.forms.build import kinds_asked, workload
from audit_core.plugin_system.manager import load_plugins
from audit_core.rounds.columns import OFTEN_RENAMED
from audit_core.testing.promises import options_of, printed
from audit_core.themes.agencies import ROLES
from audit_core.themes.facts import FACTS
from audit_core.themes.theme import Theme

THEMES = load_plugins().themes
NAMES = sorted(THEMES)

MOST_RATED = """
domestic_abuse: police 19, social_care 18, school 17, health_visiting 16, family_help 16,
    domestic_abuse_service 14, gp 11, hospital 10, housing 10, probation 10, midwifery 9, camhs 9,
    child_protection_team 9, adult_mental_health 8, substance_misuse 8, partnership 6
early_help: early_help 20, family_help 20, school 20, health_visiting 19, social_care 18,
    voluntary 17, police 16, school_nursing 14, gp 14, housing 14, observer 12, partnership 6
neglect: social_care 20, early_help 20, family_help 20, school 19, health_visiting 19, police 18,
    school_nursing 18, hospital 18, gp 17, housing 16, midwifery 16, adult_mental_health 15,
    substance_misuse 15, child_protection_team 13, partnership 7
"""
"""The rated rows that a kind of agency may be asked, the roles it can hold included. A new question
takes the place of one: these figures are not to rise.
"""

PLAIN = {
    "MARAC": "multi-agency risk meeting",
    "DASH": "risk checklist",
    "IDVA": "advocate",
    "MASH": "front door",
    "ICPC": "conference",
    "GCP2": "tool",
    "TAF": "team around the family",
    "PPN": "notification",
    "Operation Encompass": "notification|safeguarding log",
    "Clare's Law": "disclosure scheme",
    "family group decision-making": "network",
}
"""What practitioners say, and the plain words beside it."""

ROLE_CODES = {role.code for role in ROLES}


def most_rated(name: str) -> dict[str, int]:
    """The table above for a theme."""
    (rows,) = re.findall(rf"^{name}: (.+?)(?=^\w|\Z)", MOST_RATED, re.M | re.S)
    return {kind: int(most) for kind, most in re.findall(r"(\w+) (\d+)", rows)}


@pytest.mark.parametrize("name", NAMES)
def test_no_agency_is_asked_more_than_before(name: str) -> None:
    """Counted over everything a kind of agency may be asked, whatever the child's age."""
    theme, asked = THEMES[name], {}
    for instrument in theme.instruments:
        for kind in kinds_asked(theme, instrument):
            asked[kind] = max(asked.get(kind, 0), workload(theme, instrument, kind)[1])
    most = most_rated(name)
    assert asked.keys() == most.keys()
    assert {kind: rows for kind, rows in asked.items() if rows > most[kind]} == {}


@pytest.mark.parametrize("name", NAMES)
def test_practitioners_words_stand_beside_plain_ones(name: str) -> None:
    """A head teacher who never heard of MARAC, and a sergeant who never says risk meeting, both
    know what is meant.
    """
    alone = [
        (question.ref, short)
        for _, _, question in THEMES[name].questions()
        for short, plain in PLAIN.items()
        if re.search(rf"\b{short}\b", printed(question))
        and not re.search(plain, printed(question), re.I)
    ]
    assert alone == []


def test_the_words_of_practitioners_are_there() -> None:
    """Each stands in at least one question of one theme."""
    said = " ".join(
        printed(question) for name in NAMES for question in THEMES[name].by_ref.values()
    )
    assert [short for short in PLAIN if not re.search(rf"\b{short}\b", said)] == []


def test_each_term_on_the_words_sheet_is_one_of_ours() -> None:
    """A partnership that fills in what it says instead sees a difference on its forms."""
    bands = [band for fact in FACTS for band in fact.bands]
    said = " ".join((*bands, *(_all_words(THEMES[name]) for name in NAMES))).casefold()
    assert [term for term in OFTEN_RENAMED if term not in said] == []


@pytest.mark.parametrize("name", NAMES)
def test_england_says_lead_practitioner(name: str) -> None:
    """Lead professional was replaced in 2018. Nothing that is printed says it."""
    theme = THEMES[name]
    texts = [_all_words(theme), theme.summary]
    texts += [rule.says for rule in theme.rules] + [limit.because for limit in theme.limits]
    texts += [f"{item.text} {item.action} {item.evidence}" for item in theme.advice]
    assert not [text for text in texts if "lead professional" in text.casefold()]


@pytest.mark.parametrize("name", ["domestic_abuse", "neglect"])
def test_both_leads_answer_for_the_plan(name: str) -> None:
    """Whatever the lead practitioner is asked about a protected child's plan, the lead child
    protection practitioner is asked too.
    """
    for ref, question in THEMES[name].by_ref.items():
        roles = ROLE_CODES & set(question.asked_of)
        assert ("lead_cp" in roles) == ("lead_professional" in roles), ref


def test_identity_is_asked_of_those_who_decide() -> None:
    """Police and social care in domestic abuse, and the lead in early help, not only those who know
    the child from day to day.
    """
    assert {"police", "social_care"} <= set(THEMES["domestic_abuse"].by_ref["DA-7.5"].asked_of)
    assert "lead_professional" in THEMES["early_help"].by_ref["EH-2.7"].asked_of


def test_coercive_control_has_a_row_of_its_own() -> None:
    """Police, social care and the domestic abuse service each say whether they looked for it."""
    question = THEMES["domestic_abuse"].by_ref["DA-2.7"]
    assert {"police", "social_care", "domestic_abuse_service"} <= set(question.asked_of)
    assert "coercive control" in question.text


def test_police_are_asked_what_a_child_said() -> None:
    """In every theme, whatever role they hold."""
    for name in NAMES:
        asked = [
            question
            for question in THEMES[name].by_ref.values()
            if "police" in question.asked_of and "voice" in question.flags
        ]
        assert asked, name


def _all_words(theme: Theme) -> str:
    titles = [section.title for _, section, _ in theme.questions()]
    texts = [
        " ".join((printed(question), *options_of(question))) for question in theme.by_ref.values()
    ]
    return " ".join((*titles, *texts))


@pytest.mark.parametrize("name", NAMES)
def test_a_new_round_has_no_body_that_an_area_may_lack(name: str) -> None:
    """A family help service and a multi-agency child protection team are asked where the chair says
    that there is one: areas change over at different times.
    """
    theme = THEMES[name]
    asked = {*kinds_asked(theme, theme.instruments[0])}
    assert "family_help" in asked
    assert asked - {*default_kinds(theme)} == asked & {"family_help", "child_protection_team"}
