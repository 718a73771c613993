"""What limits the grade of a case, and how long things may take."""

from __future__ import annotations

from audit_core import Cap, LowestOf, NationalLimit, TimeLimit

LIMITS = (
    Cap(
        "critical-3",
        "Three or more critical standards were Not met, so the child had few of the protections "
        "that matter most.",
        "inadequate",
        flag="critical",
        at_least=3,
    ),
    Cap(
        "unseen-child",
        "The child's life was not described, and the risk from the person causing harm was not "
        "assessed.",
        "inadequate",
        refs=("DA-3.1", "DA-5.1"),
        at_least=2,
    ),
    Cap(
        "early-or-unchallenged",
        "Help was reduced before safety had lasted, or a disagreement was left where it stood.",
        "requires_improvement",
        refs=("DA-4.7", "DA-7.3"),
    ),
    Cap(
        "victim-made-responsible",
        "The plan asked the victim, and not the person causing harm, to keep the child safe.",
        "requires_improvement",
        refs=("DA-4.4",),
    ),
    LowestOf(
        "together",
        "A case is graded no better than the lowest grade that any agency gave to how well "
        "agencies worked together.",
        grade="together",
    ),
)

TIME_LIMITS = (
    TimeLimit("school_notification", "Notification of the school", 1, "school_days"),
    TimeLimit("notification", "Notification of an incident", 24, "hours"),
    TimeLimit(
        "contact",
        "Decision on a referral",
        None,
        "working_days",
        national=(
            NationalLimit(
                "England",
                1,
                "working_days",
                "Working Together to Safeguard Children: one working day for a referral; whether "
                "a notification counts as a referral is local",
                "2023; the edition of 2026 was not checked",
            ),
        ),
        was=(
            "Decision on a contact",
            (
                "Working Together to Safeguard Children: a decision within one working day of a "
                "referral"
            ),
        ),
    ),
    TimeLimit("recovery", "Recovery help for the child", 30, "working_days"),
    TimeLimit("advocate", "First contact by an advocate", 48, "hours"),
)
