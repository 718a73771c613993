"""The partnership's own arrangements."""

from __future__ import annotations

from audit_core import Question, Section

PARTNERSHIP = Section(
    1,
    "The partnership's own arrangements",
    (
        Question(
            "EH-P.1",
            "Does the threshold document make clear which children need early help and which "
            "may be children in need?",
            label="Clear threshold document",
            topic="strategy",
            asked_of=("partnership",),
            scope="partnership",
            good="Examples at each level, written with those who use it; in England it says where "
            "family help begins.",
            look_for="The document and its date.",
            met_means="staff of every agency can tell the levels apart",
        ),
        Question(
            "EH-P.2",
            "Is every lead practitioner outside the early help service supervised?",
            label="Lead practitioners supervised",
            topic="oversight",
            asked_of=("partnership",),
            scope="partnership",
            flags=("oversight",),
            good="Training, advice and supervision reach schools, health and the voluntary sector.",
            look_for="Offer and take-up.",
            met_means="every lead practitioner has somebody to turn to and is supervised",
            was=("Is every lead professional outside the early help service supervised?",),
        ),
        Question(
            "EH-P.7",
            "Did the partnership look in the last year at whether children of any ethnic group, or "
            "disabled children, are helped differently?",
            label="Differences in help looked at",
            topic="identity",
            asked_of=("partnership",),
            scope="partnership",
            good="Every agency's early help is counted, by ethnic group and disability too; what "
            "was done about a difference is minuted.",
            look_for="Figures of every agency, minutes, yearly report.",
            met_means="it was looked at in the last year, and what followed is on record",
        ),
        Question(
            "EH-P.4",
            "Does the partnership check whether improvement lasts after children are stepped down?",
            label="Step-down watched",
            topic="step_down",
            asked_of=("partnership",),
            scope="partnership",
            good="Re-referrals after step-down are looked at case by case.",
            look_for="Reports and minutes.",
            met_means="step-downs in the last year were sampled and acted on",
        ),
        Question(
            "EH-P.5",
            "Does the partnership see copies of agencies' escalations every quarter?",
            label="Escalations monitored",
            topic="escalation",
            asked_of=("partnership",),
            scope="partnership",
            flags=("escalation",),
            good="Each agency reports, also when there were none.",
            look_for="Escalation log.",
            met_means="every escalation in the last four quarters was seen with its result",
        ),
        Question(
            "EH-P.6",
            "Have children and parents who had early help shaped how it is given?",
            label="Families shaped early help",
            topic="voice",
            asked_of=("partnership",),
            scope="partnership",
            flags=("voice",),
            good="A change that can be named.",
            look_for="Participation work and what followed.",
            met_means="at least one change in the last year came from what families said",
        ),
    ),
    helped=False,
)
