"""What can be wrong with a returned file, and with an answer in it."""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, note, warning

PROBLEMS: Wordings = {
    "file.refused": error("{why}", "{remedy}"),
    "file.not_a_form": error(
        "This is not one of our forms: no Form ID was found in it.",
        "Check that it is the workbook we sent, saved as .xlsx.",
        to_auditor="Please send the workbook that we sent you, with your answers in it, saved "
        "as .xlsx.",
    ),
    "file.no_form_id": error(
        "This is one of our forms, but its Form ID is missing, so we cannot tell which case it "
        "is about. It may be: {which}.",
        "Ask the auditor which case it is about. Then type the Form ID, as printed on the first "
        "sheet of that form in the forms folder, into any empty cell of a copy.",
        to_auditor="Your form has lost its Form ID. Which case is it about, and for which "
        "agency? Its reference is enough; please do not send a name.",
    ),
    "file.no_form_id_headed": error(
        "This is one of our forms, but its Form ID is missing. Its headings name {which}. "
        "Because sheets can be moved between forms, the headings alone are not enough to count "
        "it.",
        "Ask the auditor whether all of it is about {which}. Then type {id} into any empty cell "
        "of a copy.",
        to_auditor="Your form has lost its Form ID. Is the whole form about the case and the "
        "agency named in its headings?",
    ),
    "file.case_key": error(
        "This is the case key, which says who the children are. It was not read.",
        "Move it out of the returns folder now, and keep it apart from this folder, in a secure "
        "place.",
    ),
    "file.queries": warning(
        "This is the workbook of our queries, with replies. Replies in it are not counted.",
        "Read the replies, and ask the auditor to put them into the form.",
        to_auditor="Thank you for your replies. Please put them into the form itself, and send "
        "that.",
    ),
    "file.other_round": error(
        "This form belongs to another round ({round}).", "Move it to that round's returns folder."
    ),
    "file.not_issued": error(
        "This form was never issued in this round ({form}).",
        "Check the case and agency, and ask for the answers in the form that we issued.",
        to_auditor="Please put your answers into the form that we sent you for this case, and "
        "send that.",
    ),
    "file.wrong_fingerprint": error(
        "The questions on this form are not the ones we issued ({form}).",
        "Send the auditor the form again, and ask for the answers in it.",
        to_auditor="The questions on your form are not those of this audit. Please put your "
        "answers into the form attached to this message, and return that one.",
    ),
    "file.unopened": error(
        "This file could not be opened.",
        "Close it if it is open in another program. Check that it has been copied in full and "
        "that you have permission to read it. Then run this again.",
    ),
    "file.other_sheet": error(
        "The heading of this sheet belongs to another form; the rest of the file is the form "
        "about {which}. No answer on this sheet was read.",
        "Ask for that form again, with all its own sheets. If somebody only changed the "
        "heading, correct it in a copy.",
        to_auditor="One sheet in your file has the heading of another form. Please send this "
        "form again with its own sheets, and send each form as a separate file.",
    ),
    "file.two_forms": error(
        "This file contains two different forms.",
        "Ask for each form as a separate file.",
        to_auditor="The file you sent contains two forms. Please send each form as a separate "
        "file.",
    ),
    "file.other_child": error(
        "The chair decided that this form is not about the child its reference belongs to. "
        "Nothing on it is counted.",
        "Ask the agency for the form about the right child.",
    ),
    "file.practice": note("This is a practice form and is never counted.", "Nothing to do."),
    "file.withdrawn": note(
        "This case was withdrawn: {why}", "Nothing to do: the form is kept and not counted."
    ),
    "file.not_cleared": warning(
        "The Cases sheet says that proceedings or a review are under way about this case, and "
        "nobody has cleared its audit.",
        "The form is kept, and neither read nor counted until round.xlsx says who cleared it.",
        to_auditor="Please stop, keep what you have written, and speak to nobody about this audit. "
        "We will tell you when you can go on.",
    ),
    "file.duplicate": note(
        "This form has the same answers as {other}.", "Nothing to do: the answers are counted once."
    ),
    "file.superseded": note(
        "{other} has all of these answers and more, so it is counted instead.", "Nothing to do."
    ),
    "file.conflict": error(
        "{other} is a copy of the same form, and each of the two says something that the other "
        "does not.",
        "If each has part of the answers, ask for one form with both parts. Otherwise compile, "
        "and choose which counts on the Conflicts sheet of decisions.xlsx. Until then, neither "
        "is counted.",
        to_auditor="Please agree on one form that has all the answers, and send only that one.",
    ),
    "file.not_chosen": note("The chair chose {other} instead.", "Nothing to do."),
    "file.skipped": note("{why}", "Nothing to do."),
    "file.protection_removed": warning(
        "Protection was removed from {sheets}, so rows may have been moved or sorted.",
        "Check that two of the answers are in the rows of their questions.",
        to_auditor="Please check that each answer is in the row of its question.",
    ),
    "file.zeros_for_blanks": warning(
        "A program has written 0 into the cells that were left blank. Every 0 in the file was read "
        "as a blank cell.",
        "Ask which numbers really are 0, and record them on the Changed answers sheet of "
        "decisions.xlsx.",
        to_auditor="If any of your answers really is 0, please tell us which.",
    ),
    "file.dates_1904": warning(
        "This file counts its days from 1904, but the workbook that was sent counts them from "
        "1900. Dates typed before that changed may now be four years and a day too late.",
        "Check every date in it with the person who sent it.",
        to_auditor="Please check every date in your file.",
    ),
    "file.comment": warning(
        "A comment is attached to this cell. Comments are not read as answers.",
        "Read the comment in the file. If it matters, ask the auditor to type it into the form.",
        to_auditor="Please type what the comment says into the form itself.",
    ),
    "file.comments": warning(
        "More comments are attached to cells: {count}.",
        "Read them in the file. Comments are not counted as answers.",
        to_auditor="Please type what the comments say into the form itself.",
    ),
    "file.notice": note("{what}", "Nothing to do unless something is missing."),
    "answer.not_understood": error(
        "The answer is not one of the choices.",
        "Choose one from the list: {options}. Clear the cell to leave it blank.",
    ),
    "answer.ambiguous": warning(
        "The answer was read as '{label}'.", "Please confirm that this is what was meant."
    ),
    "answer.read_as": note(
        "The answer was read as '{label}'.", "Nothing to do unless it is wrong."
    ),
    "answer.struck": warning(
        "The answer is struck through, so it was not counted.",
        "Choose the answer that is meant, or delete the cell.",
    ),
    "answer.formula": error("There is a formula instead of an answer.", "Type the answer itself."),
    "answer.error": error(
        "The cell shows an error instead of an answer.", "Type the answer again."
    ),
    "answer.date": error("This is not a date that can be understood.", "Type it like 14 Mar 2026."),
    "answer.time": error(
        "This is not a date and time that can be understood.", "Type it like 14 Mar 2026 09:10."
    ),
    "answer.date_or_choice": error(
        "This is neither a date nor one of the choices.",
        "Type the date like 14 Mar 2026 or, if there is none, choose one from the list: {options}.",
    ),
    "answer.never_done": warning(
        "There is no date for {point}, so nothing shows whether it was ever done.",
        "Ask which it is: not done; done, but the date is not recorded; nothing on record; or not "
        "needed or declined (why, and how it was offered).",
        to_auditor="If it was done, please give the date. If not, which is it: not done; done, but "
        "the date is not recorded; nothing on record; or not needed or declined (why, and how it "
        "was offered)? Choose it there; if your form has no list there, write it in the evidence "
        "box beside it.",
    ),
    "answer.date_both_ways": warning(
        "The date could be read in two ways; it was read as {read}.",
        "Please confirm, or type it like 14 Mar 2026.",
    ),
    "answer.near_midnight": warning(
        "The cell asks for a day, but holds {typed}: a program may have moved {following} back by "
        "an hour or less. It was read as {read}.",
        "Please confirm, or type the day that is meant, like 14 Mar 2026.",
    ),
    "answer.future_date": warning(
        "The date {read} is in the future.", "Please check the day, the month and the year."
    ),
    "answer.early_date": warning(
        "The date {read} is before any child in this audit can have been born.",
        "Please check the year, or confirm it.",
    ),
    "answer.percentage": error(
        "The cell shows {shown}, but the question asks for a whole number from {least} to {most}.",
        "Type the number itself, like 12.",
    ),
    "answer.far_date": error("The date {read} cannot be right.", "Check the year."),
    "answer.times_out_of_order": warning(
        "{last} ({end}) is before {first} ({start}), so the time between them is not assessed.",
        "Check both against the record: a day, a month or a year may be wrong. Both were kept "
        "as they were typed.",
    ),
    "answer.number": error(
        "This is not a whole number from {least} to {most}.", "Type a number only."
    ),
    "answer.parts_exceed": error(
        "The numbers add up to {parts}, but only {base} people answered.",
        "Correct the numbers: count each person once. Until then, no figure is calculated from "
        "them.",
    ),
    "answer.no_reason": warning(
        "'Not applicable' needs a reason.",
        "Say in the evidence box why the standard could not apply.",
    ),
    "answer.say_why": warning(
        "'{label}' needs a few words.", "Add them in the evidence box beside it. {what}"
    ),
    "answer.no_evidence": warning(
        "'{label}' needs evidence.",
        "Say what you saw and where you saw it, so that the answer can be defended.",
    ),
    "answer.foreign": warning(
        "There is an answer in a row that could not be matched to a question of this form. It "
        "was not counted.",
        "Please move it to the row of the question that it answers.",
    ),
    "answer.stray": note(
        "This row contains a single character and nothing else.",
        "It was treated as a slip and left out. Nothing to do unless it was meant.",
    ),
    "answer.contradicts": error(
        "{ref} says {said}, so {otherwise}, but the answer here is {here}. Which is right? If "
        "{ref} is right, choose {not_applicable} here.",
        "This answer is not counted until that is clear. Ask the agency, or record which is "
        "right on the Changed answers sheet of decisions.xlsx.",
        to_auditor="Please correct the answer that is wrong.",
    ),
    "answer.contradicted": warning(
        "The answer here is {said}, so {otherwise}, but {ref} says {here}. Which is right? If "
        "{ref} is right, choose {answers} here.",
        "{ref} is not counted until that is clear.",
        to_auditor="Please correct the answer that is wrong.",
    ),
    "event.no_date": warning(
        "This event has no date.", "Type the day it happened, like 14 Mar 2026."
    ),
    "event.kind": warning("This kind of event is not on the list.", "Choose one of: {kinds}."),
    "event.unread": warning(
        "Something is written in this row, but no event, so it was not read.",
        "Put it under 'What happened', or clear it.",
    ),
    "event.no_words": warning(
        "This event does not say what happened.", "Fill in what happened, or clear the row."
    ),
    "answer.formula_kept": warning(
        "There is a formula here. What it showed was kept as the text: '{shown}'",
        "If that is not what was meant, type the text itself.",
        to_auditor="Is that what you meant? If not, please type the text itself.",
    ),
    "answer.picture": warning(
        "This cell shows a picture, which cannot be read.",
        "Ask the auditor to type what it shows.",
        to_auditor="Please type what the picture shows, without names.",
    ),
    "answer.unticked": error(
        "There is an empty tick box here. Perhaps nobody looked at it, so it does not count as an "
        "answer.",
        "Choose one from the list: {options}. Clear the cell to leave it blank.",
    ),
    "answer.struck_text": note(
        "Some of the text is struck through; it was kept.", "Delete the words that no longer apply."
    ),
    "answer.too_long": warning(
        "The text is too long to print in full.", "Nothing is lost. Please shorten it if you can."
    ),
    "answer.twice": error(
        "This question has two different answers.",
        "Keep one answer, and delete the other row or sheet.",
    ),
    "answer.column_missing": error(
        "The answer column is missing from this sheet.",
        "Please put the answers into the form that we sent.",
    ),
    "answer.row_missing": error(
        "The row of this question is missing from the file.",
        "Ask for the answer in the form we sent, or in a reply by e-mail.",
        to_auditor="Please put the answer into the form we sent, or reply with it by e-mail.",
    ),
    "answer.moved": warning(
        "The reference, the wording and the headings of this row do not match one another.",
        "Check that the answer is in the row of its question.",
    ),
    "answer.dragged": error(
        "Cells were dragged, cut and pasted, or sorted on this form, so the answer or evidence of "
        "this row may belong to another question. It is not counted.",
        "Ask the auditor to put the cells back in this file, to fill in a fresh copy of the form, "
        "or to send the answer by e-mail.",
        to_auditor="Please drag the cells back to their own rows and type again what they covered. "
        "Typing over them is not enough. If we still ask, please fill in the form as we first sent "
        "it. To move text, copy it, then clear the old cell.",
    ),
    "answer.date_missing": warning(
        "This question has a date, but none for {point}.",
        "Fill it in, or say beside it why there is none.",
    ),
    "answer.only_evidence": warning(
        "No answer is chosen here, but there is text under Evidence.",
        "Please choose an answer: text under Evidence is not counted as one.",
    ),
    "answer.blank_required": warning("This question was left blank.", "Please fill it in."),
    "form.incomplete": warning(
        "{answered} of {asked} questions are answered.",
        "Please answer the rest. Where you looked and found nothing, choose the answer that "
        "says so.",
    ),
    "form.nil_somebody_known": warning(
        "The form says that there was nothing to audit, but these words may say that somebody of "
        "the household was known.",
        "Ask who was known. If it was a parent, a carer, another adult of the household, a brother "
        "or a sister, the questions should be answered.",
        to_auditor="Did you know a parent, a carer, another adult of the household, a brother or a "
        "sister in the period? If so, please change S-5, and answer the questions from their "
        "record.",
    ),
    "form.nil_incomplete": warning(
        "The form says that there was nothing to audit, but not who searched, where and when.",
        "Fill in S-6 to S-8 and send it again.",
    ),
    "form.nil_answered": warning(
        "The form says that there was nothing to audit, but {answered} of its questions are "
        "answered. They are not counted.",
        "Ask which is right: S-5, or the answers.",
        to_auditor="Please tell us which is right: S-5, or the answers.",
    ),
    "form.future_date": warning(
        "The form is signed with a date in the future.",
        "Check the year. Until it is corrected, the date of the return is unknown.",
    ),
    "form.risk_open": error(
        "Somebody may be at risk now, and the form does not say who was told and when.",
        "Ring the auditor today.",
        to_auditor="Please ring us today.",
    ),
    "form.risk": error(
        "The form says that somebody is at risk now, or names who was told about a risk.",
        "Make sure today that the right people know, then record it in decisions.xlsx.",
        to_auditor="Please make sure today that the right people know, and ring us.",
    ),
    "form.beside_risk": error(
        "There are words here that no question asked for, and they may say that somebody is at "
        "risk.",
        "Read them in the file now. If somebody may be at risk, ring the auditor today.",
        to_auditor="If somebody may be at risk, please ring us today. Please put the words into "
        "the form itself.",
    ),
    "form.beside": warning(
        "Something on this sheet is outside the cells to fill in, so it was not read: {what}.",
        "Read it in the file. Ask the auditor to type it where it belongs on the form; for a "
        "picture, what the picture shows.",
        to_auditor="Please type it where it belongs on the form; for a picture, type what it "
        "shows, without names.",
    ),
    "form.risk_unanswered": warning(
        "The question whether a child is at risk now was not answered.",
        "Please answer it. It is asked at the start of the form and again at sign-off.",
    ),
    "form.sheet_unread": error(
        "This sheet has entries, but its headings are missing, so none of them could be read.",
        "Put the row of headings back as it was, or copy the rows into the form that we sent.",
    ),
    "form.sheet_added": warning(
        "This sheet was added to the form. Nothing on it was read.",
        "Read it in the file. Ask the auditor to put what belongs to the audit into the form "
        "itself.",
        to_auditor="Please put what belongs to the audit into the form itself.",
    ),
    "form.involved": warning(
        "The auditor who filled this in was involved in the case before.",
        "Speak to the agency: somebody else should audit this case. Meanwhile, the form is "
        "counted.",
        to_auditor="This case should be audited by somebody who was not involved in it. Please "
        "ring us.",
    ),
    "form.column_unread": warning(
        "Something was typed into a column that is not part of the form. Nothing in that column "
        "was read.",
        "Please move it under one of the form's headings, or put the heading back as it was.",
    ),
    "form.not_signed": warning(
        "The form is not signed off.",
        "Please give the role of the person who completed it, and the date.",
    ),
    "form.other_child": warning(
        "{label}: this form says '{theirs}', but the round says '{ours}'. The form may be about "
        "another child.",
        "First check the reference with the agency, then decide on the Same child sheet of "
        "decisions.xlsx.",
        to_auditor="Please check which child this form is about, and ring us before you change "
        "anything.",
    ),
    "form.doubt": warning(
        "This form may be about another child. {facts}",
        "First check the reference with the agency, then decide on the Same child sheet of "
        "decisions.xlsx.",
    ),
    "form.identifier": warning(
        "The text may identify a person ({what}).",
        "Ask for a role instead, and decide on the Identifiers sheet of decisions.xlsx.",
        to_auditor="Please replace it with a role.",
    ),
}
