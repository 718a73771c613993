"""What limits a case's grade, and how long things may take. A limit never comes from a
percentage.
"""

from __future__ import annotations

from audit_core import Cap, LowestOf, NationalLimit, TimeLimit

CHRONOLOGY_REFS = ("NG-2.1", "NG-2.2", "NG-2.3", "NG-2.4")
"""Whether the chronology is joined, current, analysed and used."""

CLOSEST_TO_THE_CHILD = ("NG-1.1", "NG-4.1", "NG-5.1", "NG-6.10", "NG-7.1")
"""The other critical standards: neglect named, not brought, real change, challenge, seen alone."""

LIMITS = (
    Cap(
        "critical-3",
        refs=CLOSEST_TO_THE_CHILD,
        at_least=3,
        to="inadequate",
        because="Three or more answers to the standards closest to the child were Not met, so "
        "neglect could go on unseen or unchallenged.",
    ),
    Cap(
        "critical-6",
        flag="critical",
        at_least=6,
        to="inadequate",
        because="Six or more answers to critical standards were Not met, so the child had few "
        "of the protections that matter most.",
    ),
    Cap(
        "chronology",
        refs=CHRONOLOGY_REFS,
        at_least=2,
        to="requires_improvement",
        because="The chronology fell short in two or more ways, so decisions were made without "
        "the whole pattern in view.",
    ),
    Cap(
        "unchallenged-or-early",
        refs=("NG-6.10", "NG-6.12"),
        to="requires_improvement",
        because="A disagreement was left where it stood, or help was reduced before change had "
        "lasted.",
    ),
    LowestOf(
        "together",
        grade="together",
        because="A case is graded no better than the lowest grade that any agency gave to how "
        "well agencies worked together.",
    ),
)

TIME_LIMITS = (
    TimeLimit("sharing", "From the first sign of neglect to sharing it", 10, "working_days"),
    TimeLimit("tool_repeat", "From the neglect tool to its repeat", 6, "months"),
    TimeLimit("not_brought", "From a missed appointment to reaching the family", 5, "working_days"),
    TimeLimit(
        "conference",
        "From the strategy discussion to the initial conference",
        None,
        "working_days",
        national=(
            NationalLimit(
                "England",
                15,
                "working_days",
                "Working Together to Safeguard Children: from the strategy discussion at which "
                "section 47 enquiries were begun",
                "2023, as local procedures give it; the edition of 2026 was not checked",
            ),
            NationalLimit(
                "Scotland",
                28,
                "calendar_days",
                "National Guidance for Child Protection in Scotland, Appendix D: a child "
                "protection planning meeting follows an investigation, unless the inter-agency "
                "referral discussion decides that it is not required",
                "2021, updated 2023",
            ),
        ),
        was=(
            (
                "Working Together to Safeguard Children (England): 15 working days from the "
                "strategy discussion, or the last one if there were several"
            ),
        ),
    ),
    TimeLimit("stalled_plan", "From no improvement recorded to a changed plan", 30, "working_days"),
)
