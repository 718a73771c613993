"""A theme: the subject of an audit, as a frozen value that can be converted to JSON and back
without loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Literal

from audit_core.records import later, record
from audit_core.themes.agencies import Kind
from audit_core.themes.facts import FACTS, Fact
from audit_core.themes.house import HOUSE, House
from audit_core.themes.nations import Nation
from audit_core.themes.rules import Advice, Cap, FindingRule, LowestOf
from audit_core.themes.scales import Answer, Scale
from audit_core.themes.topics import ChildWords

Scope = Literal["agency", "shared", "case", "partnership"]
Flag = Literal["critical", "timed", "voice", "escalation", "oversight", "outcome", "recording"]
Recall = Literal["answers", "actions"]
About = Literal["case", "meeting", "organisation", "round"]
Unit = Literal["hours", "working_days", "school_days", "calendar_days", "months"]
LOCAL_STANDARD = "local standard: set it in the round"
"""The source of a limit that names none. It is part of themes' fingerprints, and is not printed:
`rounds.time_limits.where_from` has words that also suit a chair who is in the round.
"""


@record
class Rating:
    """Answered by choosing from a scale of the theme or of the framework."""

    scale: str = "compliance"


@record
class Times:
    """Answered by dates (and times), one row for each point. The rating is computed from `start` to
    `end` against a time limit.

    `start` and `end` default to the first and last point. `precision` "date" asks for days only. If
    the end is before the start nothing is assessed, so use two events and never the day on which
    something was due.
    """

    points: tuple[str, ...]
    limit: str
    start: str = ""
    end: str = ""
    precision: Literal["date", "datetime"] = "date"

    @property
    def span(self) -> tuple[str, str]:
        """The codes of the two points between which time is measured."""
        return self.start or self.points[0], self.end or self.points[-1]


@record
class TickAll:
    """Answered by ticking every option that is true. `none` holds the options that cannot be true
    together with another.
    """

    options: tuple[str, ...]
    none: tuple[str, ...] = ()


@record
class Number:
    """Answered by a whole number of `unit`, from `least` to `most`."""

    unit: str
    least: int = 0
    most: int = 999


@record
class Day:
    """Answered by a date."""


@record
class Words:
    """Answered in words."""


@record
class Poll:
    """Answered by counts: how many people answered, and how many of them chose each of `options`.
    `good` are the options that are good for the child.

    It is for what children, families or practitioners say, collated by one person without names.
    """

    options: tuple[str, ...]
    good: tuple[str, ...]


AnswerKind = Poll | Rating | Times | TickAll | Number | Day | Words


@record
class When:
    """Asked only if the case's band for this fact is one of `bands`, or is not known."""

    fact: str
    bands: tuple[str, ...]


@record
class OnlyIf:
    """Applies only if the same form answers the question `ref` by one of `answers`. `otherwise`
    completes "NG-6.9 says No, so ...".

    Leave out only answers that exclude the question: "our record does not say" excludes nothing.
    """

    ref: str
    answers: tuple[str, ...]
    otherwise: str = ""


@record
class Question:
    """One question. Its ref is permanent: printed on forms, in reports and in answers.csv, never
    renumbered and never reused.

    `label` is a short noun phrase for tables. `asked_of` names kinds of agency, roles or a built-in
    respondent, or "all" for every recipient of the case. `met_means` completes "Met means ...",
    always with the answer that is good for the child. `held_by` names the kinds of agency whose
    record of a shared fact should have it, so that a silent record is a finding. `only_if` says
    which answer to an earlier question makes this one apply: an answer that contradicts it is
    queried, and is in no figure until somebody says which of the two is right. `was` holds earlier
    wordings that asked the same, so that rounds on either side of a rewording are compared; what
    asks something else takes a ref of its own.
    """

    ref: str
    text: str
    good: str
    look_for: str
    asked_of: tuple[str, ...]
    label: str = ""
    met_means: str = ""
    scope: Scope = "agency"
    flags: tuple[Flag, ...] = ()
    answer: AnswerKind = Rating()
    when: tuple[When, ...] = ()
    topic: str = ""
    held_by: tuple[str, ...] = ()
    only_if: OnlyIf | None = None
    was: tuple[str, ...] = later(default=())

    @property
    def name(self) -> str:
        """What tables and findings call it: its label or, without one, its text."""
        return self.label or self.text

    @property
    def is_rated(self) -> bool:
        """Whether it is answered on a scale."""
        return isinstance(self.answer, Rating)

    @property
    def is_timed(self) -> bool:
        """Whether it is answered by dates that are compared with a limit."""
        return isinstance(self.answer, Times)


@record
class Section:
    """A numbered group of questions. `helped` adds a box at its end: what helped, or got in the
    way.
    """

    number: int
    title: str
    questions: tuple[Question, ...]
    helped: bool = True


@record
class Chronology:
    """A sheet of key events: date, source, kind, what happened, what it was like for the child, and
    what was done.
    """

    rows: int = 15
    kinds: tuple[str, ...] = (
        "Incident",
        "Contact or referral",
        "Assessment",
        "Visit",
        "Meeting",
        "Decision",
        "Change of plan or worker",
        "Health",
        "School",
    )


@record
class Judgement:
    """The sheet with the auditor's two grades and the text that explains them."""

    prompts: tuple[str, ...] = (
        "What was done well for this child?",
        "What should have been done differently, and when?",
        (
            "What was daily life like for this child? Use the child's own words where the record "
            "has them."
        ),
        "What difference did your agency make for this child?",
    )


@record
class Instrument:
    """One kind of form of a theme: about a case, a meeting, an organisation or the round, with its
    sections and extra sheets.
    """

    name: str
    title: str
    about: About
    sections: tuple[Section, ...]
    sheets: tuple[Chronology | Judgement, ...] = ()
    readers: int = 1

    def questions(self) -> Iterator[tuple[Section, Question]]:
        """Yield every question with its section, in printed order."""
        for section in self.sections:
            for question in section.questions:
                yield section, question


@record
class NationalLimit:
    """How long something may take in one nation: `source` says by what rule, and `dated` of when
    that rule is, or the edition that was read.
    """

    nation: Nation
    amount: int
    unit: Unit
    source: str
    dated: str


@record
class TimeLimit:
    """How long something may take. A round may set its own `amount`; `source` says where the
    theme's amount comes from.

    If nations have rules for it, they are in `national`, and `amount` is None: a nation that is not
    there has no limit until the round sets one, in `unit`.

    Hours are elapsed hours. Working days leave out weekends and the nation's bank holidays. School
    days also leave out days outside the round's terms, and are not assessed in a round without term
    dates.
    """

    name: str
    label: str
    amount: int | None
    unit: Unit
    source: str = LOCAL_STANDARD
    national: tuple[NationalLimit, ...] = later(default=())
    was: tuple[str, ...] = later(default=())
    """Labels and sources that earlier versions of the theme printed for it: a round.xlsx with them
    is still read.
    """

    def national_in(self, nation: str) -> NationalLimit | None:
        """Return the limit of a nation, or None if it has none."""
        return next((limit for limit in self.national if limit.nation == nation), None)


@record
class Review:
    """A review of a theme by a practitioner: for which nation, by what role, never a name, and on
    what day.
    """

    nation: Nation
    role: str
    on: date


@record
class Theme:
    """A whole theme. Everything it does is in this value, and is shown by `audit themes show`."""

    name: str
    version: str
    title: str
    prefix: str
    instruments: tuple[Instrument, ...]
    limits: tuple[Cap | LowestOf, ...] = ()
    rules: tuple[FindingRule, ...] = ()
    advice: tuple[Advice, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    scales: tuple[Scale, ...] = ()
    kinds: tuple[Kind, ...] = ()
    facts: tuple[Fact, ...] = FACTS
    topics: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    recall: tuple[Recall, ...] = ()
    """What a follow-up form prints of the last round under each question. It helps a re-audit, but
    may influence an answer.
    """
    for_children: str = ""
    """What the theme is about, in a sentence or two for a child of ten, for the page for children
    and young people.
    """
    child_words: tuple[ChildWords, ...] = ()
    """Topics in a child's words: for topics that only this theme has, or to replace the framework's
    words.
    """
    nation: Literal["", Nation] = later(default="")
    """For which nation it was written. Rounds elsewhere may use it: their forms and papers say so.
    """
    reviews: tuple[Review, ...] = later(default=())
    """The reviews that took place. Without one, nothing claims any."""
    house: House | None = later(default=None)
    """What the framework adds, as it was when forms were issued; None stands for today's."""

    @property
    def house_now(self) -> House:
        """What the framework adds to this theme: its scales and rules."""
        return self.house or HOUSE

    def questions(self) -> Iterator[tuple[Instrument, Section, Question]]:
        """Yield every question of every instrument, in printed order."""
        for instrument in self.instruments:
            for section, question in instrument.questions():
                yield instrument, section, question

    def question(self, ref: str) -> Question | None:
        """Return the question with this ref, or None."""
        return self.by_ref.get(ref)

    @cached_property
    def by_ref(self) -> dict[str, Question]:
        """The questions by ref; if a ref occurs twice, the first. Cached, since every answer of a
        round is looked up here; do not change it.
        """
        found: dict[str, Question] = {}
        for _, _, question in self.questions():
            found.setdefault(question.ref, question)
        return found

    @cached_property
    def conditional(self) -> tuple[tuple[Question, OnlyIf], ...]:
        """The few questions that apply only after a certain answer to another, with their
        condition. Cached, since every form is checked for them.
        """
        return tuple(
            (question, question.only_if)
            for question in self.by_ref.values()
            if question.only_if is not None
        )

    def for_the_panel(self) -> tuple[tuple[Question, Scale], ...]:
        """Return the questions that only the panel answers, each with its scale."""
        return tuple(
            (question, scale)
            for _, _, question in self.questions()
            if question.scope == "case" and (scale := self.scale_of(question)) is not None
        )

    def scale(self, name: str) -> Scale | None:
        """Return a scale of this theme or of the framework by name, or None."""
        own = next((scale for scale in self.scales if scale.name == name), None)
        return own or self.house_now.scale(name)

    @cached_property
    def silent_codes(self) -> frozenset[str]:
        """The codes of answers that say that the record has nothing."""
        return frozenset(answer.code for answer in self._answers() if answer.is_silent)

    @cached_property
    def contradicting_nothing(self) -> frozenset[str]:
        """The codes of answers that contradict no other record: silent ones, and those that say
        that the question does not apply.
        """
        not_applicable = (answer.code for answer in self._answers() if answer.is_not_applicable)
        return self.silent_codes | frozenset(not_applicable)

    def _answers(self) -> Iterator[Answer]:
        for scale in (*self.scales, *self.house_now.scales):
            yield from scale.answers

    def scale_of(self, question: Question | None) -> Scale | None:
        """Return the scale on which a question is answered, or None if it has none."""
        return (
            self.scale(question.answer.scale)
            if question and isinstance(question.answer, Rating)
            else None
        )

    def is_good(self, ref: str) -> bool:
        """Whether a question has an answer that is good for the child. Facts have none, and are in
        no percentage.
        """
        question = self.question(ref)
        scale = self.scale_of(question)
        if scale is None:
            return question is not None and question.is_timed
        return scale.direction != "none"

    def instrument(self, name: str) -> Instrument | None:
        """Return the instrument with this name, or None."""
        return next(
            (instrument for instrument in self.instruments if instrument.name == name), None
        )

    def time_limit(self, name: str) -> TimeLimit | None:
        """Return the time limit with this name, or None."""
        return next((limit for limit in self.time_limits if limit.name == name), None)
