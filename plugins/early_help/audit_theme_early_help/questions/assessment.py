"""Section 2: assessment."""

from __future__ import annotations

from audit_core import Question, Section, Times

ASSESSMENT = Section(
    2,
    "Assessment",
    (
        Question(
            "EH-2.1",
            "Does the assessment explain what the strengths, needs and risks mean for the child?",
            label="Assessment that explains",
            topic="risk",
            asked_of=("lead_professional",),
            flags=("critical",),
            good="It reads as an explanation: what is going on and why, what earlier help changed, "
            "and what would help now.",
            look_for="The analysis in the assessment, and what it says of earlier help.",
            met_means="a reader learns from it what this child needs and why",
        ),
        Question(
            "EH-2.2",
            "Are the views of each child of the family in the assessment?",
            label="Each child's views in the assessment",
            topic="voice",
            asked_of=("lead_professional",),
            flags=("critical", "voice"),
            good="Each child's own words or signals are there, gathered in a way that suits "
            "their age, and the goals follow from them.",
            look_for="Direct work, drawings, observation of small children, with dates.",
            met_means="each child's view can be found in the assessment",
        ),
        Question(
            "EH-2.9",
            "Does the assessment cover everybody who matters in this child's daily life?",
            label="Whole family in the assessment",
            topic="whole_family",
            asked_of=("lead_professional",),
            good="Each brother and sister has a part of their own; both parents and other carers "
            "were asked, wherever they live.",
            look_for="Who is named on the assessment; sentences that fit one child only; contacts "
            "with each parent and carer.",
            met_means="each child, parent and carer on your record is in it, or it says why not",
        ),
        Question(
            "EH-2.4",
            "Did your agency pass on what it knew about the family for the assessment?",
            label="Own knowledge given to the assessment",
            topic="sharing",
            asked_of=("plan_member",),
            good="What your agency knew reached the lead practitioner before the assessment was "
            "finished.",
            look_for="Request and reply, with dates.",
            met_means="what mattered was passed on in time",
        ),
        Question(
            "EH-2.10",
            "Was the family's own network asked what it could do, before the plan was agreed?",
            label="Family's own network asked",
            topic="whole_family",
            asked_of=("lead_professional",),
            good="A meeting led by the family (family group decision-making) or another way was "
            "offered where it was safe, and what they proposed is in the plan.",
            look_for="Offer of a family group conference or network meeting; who was asked; the "
            "plan.",
            met_means="the network was asked, or the record says why it was not",
        ),
        Question(
            "EH-2.7",
            "Did the help take account of who the child is: ethnicity, culture, faith, language, "
            "disability and identity?",
            label="The child's identity shaped the help",
            topic="identity",
            asked_of=("lead_professional",),
            good="What it means for getting help is written down and acted on; what was assumed "
            "about the family was questioned.",
            look_for="Assessment, adapted help, interpreters.",
            met_means="the record shows how the child's identity or needs shaped what was done",
            was=(
                (
                    "Did the help take account of who the child is: culture, faith, language, "
                    "disability and identity?"
                ),
            ),
        ),
        Question(
            "EH-2.8",
            "When was the assessment begun, and when was it finished?",
            label="Time to assess",
            topic="risk",
            asked_of=("lead_professional",),
            flags=("timed",),
            answer=Times(("begun", "finished"), "assessment"),
            good="It was finished within the local time limit, and help did not wait for it.",
            look_for="Dates on the assessment.",
            met_means="it was finished within the local time limit",
        ),
    ),
)
