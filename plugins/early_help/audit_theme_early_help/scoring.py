"""What limits the grade of a case, and how long things may take. All time limits are local: set
them in the round.
"""

from __future__ import annotations

# A rule is read, and reviewed, as one block:
from audit_core import Cap, LowestOf, TimeLimit

LIMITS = (
    Cap(
        "critical-3",
        "Three or more critical standards were Not met, so the family had little of what makes "
        "early help work.",
        "inadequate",
        flag="critical",
        at_least=3,
    ),
    Cap(
        "stepped-down-unsafe",
        "The child was stepped down before improvement had lasted, or before the next help had "
        "begun.",
        "requires_improvement",
        refs=("EH-5.9", "EH-5.10"),
    ),
    Cap(
        "risk-unanswered",
        "Risk to the child rose and more help was not asked for in time.",
        "requires_improvement",
        refs=("EH-5.2",),
    ),
    Cap(
        "no-child-no-aim",
        "Neither the child's views nor a change for the child can be found in assessment and plan.",
        "inadequate",
        refs=("EH-2.2", "EH-4.1"),
        at_least=2,
    ),
    LowestOf(
        "together",
        "A case is graded no better than the lowest grade that any agency gave to how well "
        "agencies worked together.",
        grade="together",
    ),
)

TIME_LIMITS = (
    TimeLimit("first_help", "Offer of help after the first concern", 20, "working_days"),
    TimeLimit("feedback", "Answer to whoever asked for help", 5, "working_days"),
    TimeLimit("assessment", "Assessment", 30, "working_days"),
    TimeLimit("review", "From one review to the next", 3, "months"),
)
