"""The partnership's own arrangements."""

from __future__ import annotations

from audit_core import Question, Section

PARTNERSHIP = Section(
    1,
    "The partnership's own arrangements",
    (
        Question(
            "DA-P.1",
            "Do notifications of domestic abuse reach every school, setting and health service "
            "that needs them?",
            label="Notification routes reach everyone",
            topic="strategy",
            asked_of=("partnership",),
            scope="partnership",
            good="Colleges, early years, independent schools and children educated at home are "
            "covered; late notifications are counted each quarter and followed up.",
            look_for="List of routes and of settings signed up; quarterly counts.",
            met_means="no group of children is left out of the arrangement",
        ),
        Question(
            "DA-P.3",
            "Does the partnership receive copies of all escalations for quarterly monitoring?",
            label="Escalations monitored",
            topic="escalation",
            asked_of=("partnership",),
            scope="partnership",
            flags=("escalation",),
            good="Each agency reports, also when there were none; stages and times are looked at.",
            look_for="Escalation log and minutes of the last four quarters.",
            met_means="every escalation in the last four quarters was seen with its result",
        ),
        Question(
            "DA-P.4",
            "Can every child who needs help to recover get it without a long wait?",
            label="Recovery help available",
            topic="support",
            asked_of=("partnership",),
            scope="partnership",
            good="Provision matches need by age and place, and waiting times are known.",
            look_for="Commissioning plan, waiting times.",
            met_means="children of every age in every part of the area can get it within the "
            "local limit",
        ),
        Question(
            "DA-P.5",
            "Do agencies refer people causing harm to work that helps them change their behaviour?",
            label="Behaviour change work used",
            topic="strategy",
            asked_of=("partnership",),
            scope="partnership",
            good="There is provision in and outside the criminal justice system, and referrals "
            "are counted.",
            look_for="Commissioning plan, referral numbers.",
            met_means="provision exists, agencies know it, and it is used",
        ),
        Question(
            "DA-P.6",
            "Have children who lived with domestic abuse shaped what the partnership does about "
            "it?",
            label="Children shaped the response",
            topic="voice",
            asked_of=("partnership",),
            scope="partnership",
            flags=("voice",),
            good="Their words led to a change that can be named.",
            look_for="Participation work and what followed.",
            met_means="at least one change in the last year came from what children said",
        ),
        Question(
            "DA-P.7",
            "Did the partnership look in the last year at whether children of any ethnic group, or "
            "disabled children, are helped differently?",
            label="Differences in help looked at",
            topic="identity",
            asked_of=("partnership",),
            scope="partnership",
            good="Figures and cases were looked at together, and what was done about a "
            "difference is minuted.",
            look_for="Figures by ethnic group and disability; minutes; yearly report.",
            met_means="it was looked at in the last year, and what followed is on record",
        ),
    ),
    helped=False,
)
