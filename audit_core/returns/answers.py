"""Turn the fields of a form into entries: exactly one entry for each field, even if its row is
gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.forms.form import Field
from audit_core.forms.kinds.filled_cell import NOTHING, AnswerValue
from audit_core.forms.kinds.registry import kind_of
from audit_core.i18n import localised
from audit_core.parsing.cells import is_picture, raw_text, shown_text, text_problems
from audit_core.parsing.dates import ANY_DAY, DateWindow
from audit_core.parsing.folding import fold, fold_printed, is_blank
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.grid import address
from audit_core.returns.locate import Location
from audit_core.returns.model import Entry
from audit_core.returns.values import is_our_check, read_answer
from audit_core.themes.scales import BLANK, NOT_UNDERSTOOD, Counts
from audit_core.themes.theme import Question, Rating, Theme
from audit_core.workbook_style.files import FoundFile
from audit_core.xlsx.address import Place

SIGNED_ON = ("signed.date", "nil.date")
"""The fields that say when a form was completed, in order: `form.future_date` asks about these."""


@attrs.frozen
class AnswerReader:
    """Reads the fields of one file into entries."""

    found: FoundFile
    theme: Theme
    questions: Mapping[str, Question]
    epoch_1904: bool
    window: DateWindow = ANY_DAY
    moved: Collection[tuple[str, Place]] = frozenset()
    """The cells (sheet, place) whose content was moved: see `Witnessed`."""
    pictures_in_cells: bool = False
    counts: Mapping[tuple[str, str], Counts] = attrs.field(init=False)
    """What each answer counts as, by (scale, answer code)."""

    @counts.default
    def _counts_by_answer(self) -> Mapping[tuple[str, str], Counts]:
        scales = (
            *self.theme.house_now.scales,
            *self.theme.scales,  # a theme's scale replaces the built-in one of the same name
        )
        return {
            (scale.name, answer.code): answer.counts for scale in scales for answer in scale.answers
        }

    def entries(
        self, fields: Sequence[Field], spots: Mapping[str, Sequence[Location]]
    ) -> Iterator[tuple[Entry, tuple[Problem, ...]]]:
        """Yield one entry for each field, in printed order, with its problems.

        The tick boxes of one question become a single entry.
        """
        for (kind, question), group in groupby(
            fields,
            key=lambda field: (
                (field.kind, field.question) if field.kind == "tick" else ("", field.ref)
            ),
        ):
            together = [self._entry(field, spots[field.ref]) for field in group]
            if kind == "tick" and self.questions.get(question):
                yield _joined(self.questions[question], together)
            else:
                yield from together

    def _entry(self, field: Field, spots: Sequence[Location]) -> tuple[Entry, tuple[Problem, ...]]:
        question = self.questions.get(field.question)
        spot = self._best(spots)
        value = self._value(field, question, spots, spot)
        evidence, evidence_at, evidence_problems = self._evidence(field, spots)
        if self.moved:
            value, evidence = self._unless_moved(field, spots, value, evidence)
        problems = (*value.problems, *evidence_problems)
        entry = Entry(
            ref=field.ref,
            question=field.question,
            key=field.key,
            kind=field.kind,
            wording=question.text if question else field.label,
            code=value.code,
            at=self._ref(spot.sheet, spot.at, field.ref),
            label=value.label,
            raw=value.raw,
            counts=self._counts(question, value.code),
            point=field.point,
            section=field.section,
            scope=question.scope if question else "agency",
            evidence=evidence,
            evidence_at=evidence_at,
            notes=tuple(dict.fromkeys([each.what for each in problems])) if problems else (),
            held=field.held,
        )
        return entry, problems

    def _best(self, spots: Sequence[Location]) -> Location:
        """Return the first location with an answer, or else with evidence, or else the first."""
        if len(spots) == 1:
            return spots[0]
        return next(
            (spot for spot in spots if spot.cell),
            next((spot for spot in spots if spot.evidence), spots[0]),
        )

    def _value(
        self, field: Field, question: Question | None, spots: Sequence[Location], spot: Location
    ) -> AnswerValue:
        """Return the answer, or NOT_UNDERSTOOD where its locations disagree or the question is in
        doubt.
        """
        if spot.cell is None and not spot.doubt:
            return NOTHING
        where = self._where(field, spot.sheet, spot.at)
        if spot.doubt == "missing":
            return AnswerValue(problems=(problem("answer.row_missing", where),))
        filled = [each for each in spots if each.cell] if len(spots) > 1 else []
        raws = dict.fromkeys(raw_text(each.cell, self.epoch_1904) for each in filled)
        if len(set(map(fold, raws))) > 1:
            places = tuple(
                problem("answer.twice", self._where(field, each.sheet, each.at)) for each in filled
            )
            return AnswerValue(NOT_UNDERSTOOD, "", " / ".join(raws), places)
        if spot.doubt == "elsewhere":
            raw = raw_text(spot.cell, self.epoch_1904)
            return AnswerValue(
                NOT_UNDERSTOOD if spot.cell else BLANK, "", raw, (problem("answer.moved", where),)
            )
        if spot.cell and is_picture(spot.cell, pictures_in_cells=self.pictures_in_cells):
            return AnswerValue(NOT_UNDERSTOOD, problems=(problem("answer.picture", where),))
        kind = kind_of(question, self.theme) if question else None
        window = self.window if field.key not in SIGNED_ON else ANY_DAY
        value = read_answer(
            field, spot.cell, where, kind=kind, epoch_1904=self.epoch_1904, window=window
        )
        if spot.doubt == "alone":
            return attrs.evolve(value, problems=(*value.problems, problem("answer.moved", where)))
        return value

    def _unless_moved(
        self, field: Field, spots: Sequence[Location], value: AnswerValue, evidence: str
    ) -> tuple[AnswerValue, str]:
        """Return an answer and its evidence, or what is left of them if one was moved.

        The row is then not understood. Evidence that was moved is kept in `raw`, since it may be
        another question's.
        """
        answers = [each for each in spots if (each.sheet, each.at) in self.moved]
        beside = [each for each in spots if (each.sheet, each.evidence_at) in self.moved]
        if not answers and not beside:
            return value, evidence
        sheet, at = (
            (answers[0].sheet, answers[0].at)
            if answers
            else (beside[0].sheet, beside[0].evidence_at)
        )
        raw = value.raw
        if beside:
            raw, evidence = " / ".join(filter(None, (raw, evidence))), ""
        return AnswerValue(
            NOT_UNDERSTOOD if raw else BLANK,
            "",
            raw,
            (problem("answer.dragged", self._where(field, sheet, at)),),
        ), evidence

    def _evidence(
        self, field: Field, spots: Sequence[Location]
    ) -> tuple[str, EvidenceRef | None, tuple[Problem, ...]]:
        """Return the evidence, its cell and its problems.

        Where several locations have evidence, each different text is used once. Text that our own
        Check column shows is not evidence.
        """
        texts: dict[str, str] = {}
        problems: list[Problem] = []
        filled = [
            (spot, spot.evidence)
            for spot in spots
            if spot.evidence and not is_our_check(spot.evidence)
        ]
        if not filled and not spots[0].evidence_at:
            return "", None, ()
        for spot, cell in filled:
            raw = shown_text(cell, self.epoch_1904)
            if raw:
                texts.setdefault(fold(raw), raw)
            problems += text_problems(
                cell,
                raw,
                self._where(field, spot.sheet, spot.evidence_at),
                pictures_in_cells=self.pictures_in_cells,
            )
        place = filled[0][0] if filled else spots[0]
        if len(texts) > 1:
            problems.append(
                problem("answer.twice", self._where(field, place.sheet, place.evidence_at))
            )
        return (
            "\n".join(texts.values()),
            self._ref(place.sheet, place.evidence_at, field.ref),
            tuple(problems),
        )

    def _counts(self, question: Question | None, code: str) -> Counts:
        if question is None or not isinstance(question.answer, Rating):
            return "excluded"
        return self.counts.get((question.answer.scale, code), "excluded")

    def _where(self, field: Field, sheet: str, at: Place | None) -> Where:
        return Where(self.found.name, sheet, address(at), field.ref)

    def _ref(self, sheet: str, at: Place | None, ref: str) -> EvidenceRef:
        return EvidenceRef(
            self.found.name, self.found.sha256, sheet, address(at), "" if at else ref
        )


def option_code(option: str) -> str:
    """Return the code of a tick option: its words in lower case, joined by "_"."""
    letters = (letter if letter.isalnum() else " " for letter in fold_printed(option))
    return "_".join("".join(letters).split())


def _joined(
    question: Question, rows: Sequence[tuple[Entry, tuple[Problem, ...]]]
) -> tuple[Entry, tuple[Problem, ...]]:
    """Join the tick boxes of one question into one entry at the first ticked box.

    Its code is the codes of the ticked options, joined by ";".
    """
    entries = [entry for entry, _ in rows]
    ticked = [entry for entry in entries if entry.is_answer]
    unclear = [entry for entry in entries if entry.code == NOT_UNDERSTOOD]
    first = (ticked or unclear or entries)[0]
    explained = [entry for entry in entries if not is_blank(entry.evidence)]
    return attrs.evolve(
        first,
        ref=question.ref,
        point="",
        code=";".join(option_code(entry.point) for entry in ticked)
        or (NOT_UNDERSTOOD if unclear else BLANK),
        label="; ".join(localised(entry.point) for entry in ticked),
        raw="; ".join(entry.raw for entry in entries if entry.raw),
        evidence="\n".join(dict.fromkeys(entry.evidence for entry in explained)),
        evidence_at=(explained or entries)[0].evidence_at,
        notes=tuple(dict.fromkeys(note for entry in entries for note in entry.notes)),
    ), tuple(each for _, problems in rows for each in problems)
