"""The partnership's own form: what it has in place against neglect. Answered once a round."""

from __future__ import annotations

from audit_core import Question, Section

ARRANGEMENTS = Section(
    1,
    "The partnership's own arrangements",
    (
        Question(
            ref="NG-P.1",
            label="Neglect strategy in force",
            text="Does the partnership have a neglect strategy in force with a named senior owner?",
            good="Every agency has adopted it, its owner reports on it, and its aims are "
            "changes for children.",
            look_for="The strategy, the date it was adopted, and reports to the board.",
            met_means="a current strategy is adopted by all agencies and owned by a senior post",
            asked_of=("partnership",),
            scope="partnership",
            topic="strategy",
        ),
        Question(
            ref="NG-P.2",
            label="Shared chronology format agreed",
            text="Have agencies agreed one way to write, send and join their chronologies?",
            good="One short format and a secure route are in use in every agency, with a date "
            "by which events are sent.",
            look_for="The format, guidance to staff, examples in this round's cases.",
            met_means="one format and route are agreed and in use in every agency",
            asked_of=("partnership",),
            scope="partnership",
            topic="history",
        ),
        Question(
            ref="NG-P.4",
            label="Use and quality of the tool watched",
            text="Does the partnership review each quarter how the neglect tool is being used?",
            good="Numbers and quality are looked at together; each agency has the trained staff it "
            "needs, and low use is followed up.",
            look_for="Quarterly reports, dip samples, training records, minutes with decisions.",
            met_means="the last four quarters show both numbers and quality, with decisions",
            asked_of=("partnership",),
            scope="partnership",
            topic="strategy",
        ),
        Question(
            ref="NG-P.5",
            label="Older children's neglect addressed",
            text="Does the partnership's work on neglect cover young people as well as small "
            "children?",
            good="Training, data and help cover neglect behind missing episodes, exploitation, "
            "offending and absence.",
            look_for="Strategy, training content, data by age, services for young people.",
            met_means="young people aged 11 and over are covered in strategy, training and data",
            asked_of=("partnership",),
            scope="partnership",
            topic="recognition",
        ),
        Question(
            ref="NG-P.6",
            label="Escalations seen by the partnership",
            text="Does the partnership see copies of agencies' escalations every quarter?",
            good="Every escalation is copied in, its time and result are followed, and patterns "
            "lead to action.",
            look_for="Escalation log, quarterly report, minutes.",
            met_means="every escalation in the last four quarters was seen with its result",
            asked_of=("partnership",),
            scope="partnership",
            flags=("escalation",),
            topic="escalation",
        ),
        Question(
            ref="NG-P.7",
            label="Children's accounts used in strategy",
            text="Have children who lived with neglect shaped what the partnership does about it?",
            good="Their accounts are gathered safely, and a change can be pointed to that came "
            "from them.",
            look_for="Participation work, surveys, what was changed and fed back to the children.",
            met_means="at least one change in the last year came from what children said",
            asked_of=("partnership",),
            scope="partnership",
            flags=("voice",),
            topic="voice",
        ),
        Question(
            ref="NG-P.8",
            label="Differences in help looked at",
            text="Did the partnership look in the last year at whether children of any ethnic "
            "group, or disabled children, are helped differently?",
            good="Figures and cases were looked at together, and what was done about a difference "
            "is minuted.",
            look_for="Figures by ethnic group and disability; minutes; yearly report.",
            met_means="it was looked at in the last year, and what followed is on record",
            asked_of=("partnership",),
            scope="partnership",
            topic="identity",
        ),
    ),
    helped=False,
)
