"""What can be wrong with a returned file, and with an answer in it."""

from __future__ import annotations

from audit_core.problems.wording import Wording, Wordings

PROBLEMS: Wordings = {
    "file.refused": Wording("error", "{why}", "{remedy}"),
    "file.not_a_form": Wording(
        "error",
        "This is not one of our forms: no Form ID was found in it.",
        "Check that it is the workbook we sent, saved as .xlsx.",
        to_auditor="Please send the workbook that we sent you, with your answers in it, saved "
        "as .xlsx.",
    ),
    "file.no_form_id": Wording(
        "error",
        "This is one of our forms, and its Form ID is gone, so nobody can say which case it is "
        "about. It may be: {which}.",
        "Ask the auditor which it is. Then type the Form ID, as that form's first sheet in the "
        "forms folder has it, into any empty cell of a copy.",
        to_auditor="Your form came back without its Form ID. Which case is it about, and for "
        "which agency? Its reference is enough; please send no name.",
    ),
    "file.no_form_id_headed": Wording(
        "error",
        "This is one of our forms, and its Form ID is gone. Its headings name {which}. Sheets "
        "can be moved between forms, so it is not counted on that alone.",
        "Ask the auditor whether all of it is about {which}. Then type {id} into any empty cell "
        "of a copy.",
        to_auditor="Your form came back without its Form ID. Is all of it about the case and "
        "the agency that its headings name?",
    ),
    "file.case_key": Wording(
        "error",
        "This is the case key, which says who the children are.",
        "Take it out of the returns folder now, and keep it where you keep such things. Nothing "
        "in it was read.",
    ),
    "file.queries": Wording(
        "warning",
        "This is the workbook of our queries, with replies. They are not counted where they stand.",
        "Read them, and ask the auditor for the form with those answers in it.",
        to_auditor="Thank you for your replies. Please put them into the form itself, and send "
        "that.",
    ),
    "file.other_round": Wording(
        "error",
        "This form belongs to another round ({round}).",
        "Move it to that round's returns folder.",
    ),
    "file.not_issued": Wording(
        "error",
        "This form was never issued in this round ({form}).",
        "Check the case and agency; send the form we issued.",
        to_auditor="Please put your answers into the form that we sent you for this case, and "
        "send that.",
    ),
    "file.wrong_fingerprint": Wording(
        "error",
        "This form's questions are not those we issued ({form}).",
        "Send the auditor the form again, and ask for the answers on it.",
        to_auditor="The questions on your form are not those of this audit. Please put your "
        "answers into the form that we send with this, and return that.",
    ),
    "file.unopened": Wording(
        "error",
        "This file could not be opened.",
        "Close it if it is open in another program, check that it is fully copied and that you "
        "may read it, and run this again.",
    ),
    "file.other_sheet": Wording(
        "error",
        "By its heading this sheet belongs to another form, and the rest is the form about "
        "{which}. Nothing of it was read as an answer.",
        "Ask for that form again, with all its own sheets. If somebody only changed the "
        "heading, put it back in a copy.",
        to_auditor="A sheet in your file is headed as another form's. Please send this form "
        "again with its own sheets, and each form as a file of its own.",
    ),
    "file.two_forms": Wording(
        "error",
        "Two different forms are in this one file.",
        "Ask for each form as a file of its own.",
        to_auditor="Two forms are in the one file you sent. Please send each as a file of its own.",
    ),
    "file.other_child": Wording(
        "error",
        "The chair decided that this form is about another child than its reference says. "
        "Nothing on it is counted.",
        "Ask the agency for the form about the right child.",
    ),
    "file.practice": Wording(
        "note", "This is a practice form and is never counted.", "Nothing to do."
    ),
    "file.withdrawn": Wording(
        "note", "This case was withdrawn: {why}", "Nothing to do: the form is kept and not counted."
    ),
    "file.duplicate": Wording(
        "note", "The same answers as {other}.", "Nothing to do: they are counted once."
    ),
    "file.superseded": Wording(
        "note", "{other} says the same and more, and is counted instead.", "Nothing to do."
    ),
    "file.conflict": Wording(
        "error",
        "{other} is a copy of the same form, and each says something that the other does not.",
        "If each holds a part, ask for one form with both. Or compile, and decide on the "
        "Conflicts sheet of decisions.xlsx which counts. Neither does until then.",
        to_auditor="Please agree on one form that holds everything, and send only that one.",
    ),
    "file.not_chosen": Wording("note", "The chair chose {other} instead.", "Nothing to do."),
    "file.skipped": Wording("note", "{why}", "Nothing to do."),
    "file.protection_removed": Wording(
        "warning",
        "The protection was taken off {sheets}, so rows may have been moved or sorted.",
        "Check two answers against their questions.",
        to_auditor="Please check that each answer stands beside its own question.",
    ),
    "file.comment": Wording(
        "warning",
        "A comment is attached to this cell. It was not read: a comment is no answer.",
        "Read it in the file, and ask for it in the cell if it matters.",
        to_auditor="Please put what it says into the form itself.",
    ),
    "file.comments": Wording(
        "warning",
        "More comments are attached to cells: {count}.",
        "Read them in the file: comments are not counted as answers.",
        to_auditor="Please put what they say into the form itself.",
    ),
    "file.notice": Wording("note", "{what}", "Nothing to do unless something is missing."),
    "answer.not_understood": Wording(
        "error",
        "The answer is not one of the choices.",
        "Choose one from the list: {options}. Delete the cell to leave it blank.",
    ),
    "answer.ambiguous": Wording(
        "warning",
        "The answer was read as '{label}'.",
        "Please confirm that this is what was meant.",
    ),
    "answer.read_as": Wording(
        "note", "The answer was read as '{label}'.", "Nothing to do unless it is wrong."
    ),
    "answer.struck": Wording(
        "warning",
        "The answer is struck through, so it was not counted.",
        "Choose the answer that stands, or delete the cell.",
    ),
    "answer.formula": Wording(
        "error", "There is a formula instead of an answer.", "Type the answer itself."
    ),
    "answer.error": Wording(
        "error", "The cell shows an error instead of an answer.", "Type the answer again."
    ),
    "answer.date": Wording(
        "error", "This is not a date that can be understood.", "Type it like 14 Mar 2026."
    ),
    "answer.time": Wording(
        "error",
        "This is not a date and time that can be understood.",
        "Type it like 14 Mar 2026 09:10.",
    ),
    "answer.date_both_ways": Wording(
        "warning",
        "The date could be read in two ways; it was read as {read}.",
        "Please confirm, or type it like 14 Mar 2026.",
    ),
    "answer.far_date": Wording("error", "The date {read} cannot be right.", "Check the year."),
    "answer.times_out_of_order": Wording(
        "warning",
        "{last} ({end}) is before {first} ({start}), so the time between them is not assessed.",
        "Look both up in the record: a day, a month or a year may be wrong. Both were kept as "
        "they were typed.",
    ),
    "answer.number": Wording(
        "error", "This is not a whole number from {least} to {most}.", "Type a number only."
    ),
    "answer.parts_exceed": Wording(
        "error",
        "The parts add up to {parts}, and only {base} people answered.",
        "Correct the numbers: each person is counted once. Nothing is worked out from them "
        "meanwhile.",
    ),
    "answer.no_reason": Wording(
        "warning",
        "Not applicable needs a reason.",
        "Say in the evidence box why the standard could not apply.",
    ),
    "answer.no_evidence": Wording(
        "warning",
        "'{label}' needs evidence.",
        "Say what you saw and where, so that it can be defended.",
    ),
    "answer.foreign": Wording(
        "warning",
        "There is an answer here on a row that could not be matched to a question of this form.",
        "Put it beside the question that it answers. It was not counted.",
    ),
    "answer.stray": Wording(
        "note",
        "A single character stands here, on a row of nothing else.",
        "It was taken for a slip and left out.",
    ),
    "answer.contradicts": Wording(
        "error",
        "{ref} says {said}, so {otherwise}, and here it says {here}. Which is right? If {ref} "
        "is, choose {not_applicable} here.",
        "This answer counts in nothing until that is clear. Ask the agency, or say which on the "
        "Changed answers sheet of decisions.xlsx.",
        to_auditor="Please correct the one that is wrong.",
    ),
    "answer.contradicted": Wording(
        "warning",
        "Here it says {said}, so {otherwise}, and {ref} says {here}. Which is right? If {ref} "
        "is, choose {answers} here.",
        "{ref} counts in nothing until that is clear.",
        to_auditor="Please correct the one that is wrong.",
    ),
    "event.no_date": Wording(
        "warning", "This event has no date.", "Type the day it happened, like 14 Mar 2026."
    ),
    "event.kind": Wording(
        "warning", "This kind of event is not one of the list.", "Choose one of: {kinds}."
    ),
    "event.unread": Wording(
        "warning",
        "Something is written here beside no event, so it was not read.",
        "Put it under What happened, or clear it.",
    ),
    "event.no_words": Wording(
        "warning", "This event has no word of what happened.", "Fill it in, or clear the row."
    ),
    "answer.formula_kept": Wording(
        "note",
        "There is a formula among the words; it was kept as it was typed.",
        "Type the words themselves if something else was meant.",
    ),
    "answer.struck_text": Wording(
        "note", "Some of the text is struck through; it was kept.", "Delete what no longer stands."
    ),
    "answer.too_long": Wording(
        "warning", "The text is longer than will print.", "Nothing is lost; shorten it if you can."
    ),
    "answer.twice": Wording(
        "error",
        "This question is answered twice, differently.",
        "Leave one answer; delete the other row or sheet.",
    ),
    "answer.column_missing": Wording(
        "error",
        "The column of answers is gone from this sheet.",
        "Put the answers into the form we sent.",
    ),
    "answer.row_missing": Wording(
        "error",
        "The row of this question is not in the file.",
        "Put the answer into the form we sent, or reply with it in an e-mail.",
        to_auditor="Please put the answer into the form we sent, or reply with it in an e-mail.",
    ),
    "answer.moved": Wording(
        "warning",
        "The reference, the wording and the headings of this row do not belong together.",
        "Check that the answer stands beside its own question.",
    ),
    "answer.only_evidence": Wording(
        "warning",
        "Nothing is chosen here, and something is written under Evidence.",
        "Please choose the answer: what stands under Evidence is not counted as one.",
    ),
    "answer.blank_required": Wording("warning", "Left blank.", "Please fill in."),
    "form.incomplete": Wording(
        "warning",
        "{answered} of {asked} questions are answered.",
        "Please answer the rest; where you looked and found nothing, choose the answer that "
        "says so.",
    ),
    "form.nil_incomplete": Wording(
        "warning",
        "The form says this agency did not know the child, but not who searched, where and when.",
        "Fill in S-6 to S-8 and send it again.",
    ),
    "form.nil_answered": Wording(
        "warning",
        "The form says that there was nothing to audit, but {answered} of its questions are "
        "answered. They are not counted.",
        "Ask which is right: S-5, or the answers.",
        to_auditor="Please tell us which is right: S-5, or the answers.",
    ),
    "form.future_date": Wording(
        "warning",
        "The form is signed with a date still to come.",
        "Check the year. Until then the date it came back is not known.",
    ),
    "form.risk_open": Wording(
        "error",
        "Somebody may be at risk now, and the form does not say who was told and when.",
        "Ring the auditor today.",
        to_auditor="Please ring us today.",
    ),
    "form.risk": Wording(
        "error",
        "The form says that somebody is at risk now, or who was told of it.",
        "Make sure today that the right people know, then record it in decisions.xlsx.",
        to_auditor="Please make sure today that the right people know, and ring us.",
    ),
    "form.risk_unanswered": Wording(
        "warning",
        "The question whether a child is at risk now was not answered.",
        "Please answer it: it is asked first and again at sign-off.",
    ),
    "form.sheet_unread": Wording(
        "error",
        "There is something on this sheet, and its headings are gone, so none of it could be read.",
        "Put the row of headings back as it was, or copy the rows into the form we sent.",
    ),
    "form.sheet_added": Wording(
        "warning",
        "Somebody added this sheet and wrote on it. Nothing on it was read.",
        "Read it in the file; put what belongs into the form itself.",
        to_auditor="Please put what belongs to the audit into the form itself.",
    ),
    "form.involved": Wording(
        "warning",
        "Whoever filled this in was involved in the case before.",
        "Speak with the agency: somebody else should audit it. What is on the form counts "
        "meanwhile.",
        to_auditor="Somebody who was not involved should audit this case. Please ring us.",
    ),
    "form.column_unread": Wording(
        "warning",
        "Something is typed here in a column that has no heading of ours, so it was not read, "
        "and nor was the rest of that column.",
        "Put it beneath one of our headings, or put the heading back as it was.",
    ),
    "form.not_signed": Wording(
        "warning",
        "The form is not signed off.",
        "Give the role and the date of whoever completed it.",
    ),
    "form.other_child": Wording(
        "warning",
        "{label}: this form says '{theirs}', the round says '{ours}'. It may not be the same "
        "child.",
        "Check the reference with the agency before anything else, then decide on the Same "
        "child sheet of decisions.xlsx.",
        to_auditor="Please check which child this form is about, and ring us before you change "
        "anything.",
    ),
    "form.doubt": Wording(
        "warning",
        "It may not be the same child. {facts}",
        "Check the reference with the agency before anything else, then decide on the Same "
        "child sheet of decisions.xlsx.",
    ),
    "form.identifier": Wording(
        "warning",
        "The text may identify a person ({what}).",
        "Replace it with a role. Decide on the Identifiers sheet of decisions.xlsx.",
        to_auditor="Please replace it with a role.",
    ),
}
