"""The wording of every problem: code -> (severity, what is wrong, what to do). Plain English, for people who are not technical."""

from __future__ import annotations

from typing import Literal

PROBLEMS: dict[str, tuple[Literal["error", "warning", "note"], str, str]] = {
    # the round's own workbook
    "round.unreadable": ("error", "This workbook cannot be read: {why}", "Close it in Excel, or restore the last copy from the history folder."),
    "round.missing_sheet": ("error", "The sheet '{sheet}' is missing.", "Put it back from the last copy in the history folder, or undo its renaming."),
    "round.missing_value": ("error", "'{label}' is empty.", "{remedy}"),
    "round.missing_heading": (
        "error",
        "The heading '{heading}' is missing.",
        "Put it back as it was: the last copy in the history folder shows where it stood.",
    ),
    "round.not_plain": (
        "error",
        "There is an error, a formula without a result, or text that is struck through.",
        "Type the value itself, or delete the cell.",
    ),
    "round.bad_round_code": ("error", "'{code}' cannot be the code of a round.", "Put back the one this program made, such as DA26A."),
    "round.no_column": (
        "warning",
        "No column of the Cases sheet is headed '{code}', so this recipient gets no case.",
        "Type the code as the heading of a spare column there, and choose ask for each case.",
    ),
    "round.unknown_theme": ("error", "There is no theme called '{name}'.", "Choose one of: {known}."),
    "round.theme_failed": ("error", "The theme '{name}' could not be loaded: {why}", "Run: audit plugins. Nothing is compiled without its own theme."),
    "round.unknown_recipient": ("error", "'{code}' is not on the Recipients sheet.", "Add it there, or correct the code. Known codes: {known}."),
    "round.unknown_kind": ("error", "'{kind}' is not a kind of agency.", "Choose one of: {known}."),
    "round.bad_code": (
        "error",
        "'{code}' cannot be a recipient's code.",
        "Use small letters, digits and underscores, starting with a letter, such as school_oakfield.",
    ),
    "round.duplicate_recipient": ("error", "The code '{code}' is used twice.", "Give each recipient a code of its own, such as school_oakfield."),
    "round.unknown_date": ("error", "This is not a date that can be understood.", "Type it like 14 Mar 2026."),
    "round.dates_out_of_order": ("error", "{first} is after {second}.", "Correct one of the two dates."),
    "round.duplicate_case": ("error", "The reference {ref} is used twice.", "Each case has its own row and its own reference."),
    "round.bad_ref": ("error", "'{ref}' is not a reference this program made.", "Copy it from the case key; the last letter is a check letter."),
    "round.unknown_band": ("error", "'{value}' is not one of the bands for {label}.", "Choose one of: {known}."),
    "round.unknown_expect": (
        "error",
        "'{value}' does not say whether this agency is asked.",
        "Choose ask, not known or waived, or leave it blank for not asked.",
    ),
    "round.unknown_choice": ("error", "'{value}' is not a choice for '{label}'.", "Choose one of: {known}."),
    "round.words_unfit": (
        "error",
        "'{say}' cannot stand in a drop-down list.",
        "Write it without a comma, a quotation mark or a line break, in at most 60 characters.",
    ),
    "words.unreadable": (
        "error",
        "This translation cannot be read: it has to be one JSON object of texts, saved as UTF-8.",
        "Start again from a copy of audit_core/words.json, or take the file away.",
    ),
    "words.parts": (
        "error",
        "The translation of this text does not have the same parts in braces: {text}",
        "Copy every {{part}} as it is; their order is free.",
    ),
    "words.unknown": (
        "warning",
        "{count} of the translated texts are not in the catalogue of this version, the first of them: {text}",
        "Compare with audit_core/words.json, and bring them up to date.",
    ),
    "round.no_terms": (
        "warning",
        "This theme has clocks that count school days, and the round gives no term dates: they will not be assessed.",
        "Type them on the Terms sheet, or leave it so if no school calendar is to be used.",
    ),
    "round.terms_changed": (
        "warning",
        "The Terms sheet differs from the term dates that were kept when forms were made. Those count until you say otherwise.",
        "Put them back as they were; or, if they were wrong, run: audit generate --reissue.",
    ),
    "round.words_twice": ("error", "'{term}' is on this sheet twice.", "Keep one of the two rows."),
    "round.follows_not_found": (
        "warning",
        "The round {code}, which this one follows, was not found beside this folder, or was never compiled. Nothing of it stands on the forms.",
        "Put the folders of both rounds side by side, or leave 'Follows round' blank.",
    ),
    "round.placeholder": (
        "warning",
        "'{label}' still says what this program put there, and it is printed on every form.",
        "Write a role with a telephone number, or your secure route. If nothing was sent yet, delete the folder forms and issued.json, and run this again.",
    ),
    "round.no_cases": ("error", "No case has an agency to ask.", "On the Cases sheet, choose ask for each agency that should audit its records."),
    "round.withdrawn_without_reason": (
        "error",
        "The case {ref} was issued and is now gone.",
        "Put its row back and write why it is withdrawn in the Withdrawn column.",
    ),
    # files in the returns folder
    "file.refused": ("error", "{why}", "{remedy}"),
    "file.not_a_form": ("error", "This is not one of our forms: no Form ID was found in it.", "Check that it is the workbook we sent, saved as .xlsx."),
    "file.no_form_id": (
        "error",
        "This is one of our forms, and its Form ID is gone, so nobody can say which case it is about. It may be: {which}.",
        "Ask the auditor which it is. Then type the Form ID, as that form's first sheet in the forms folder has it, into any empty cell of a copy.",
    ),
    "file.queries": (
        "warning",
        "This is the workbook of our queries, with replies. They are not counted where they stand.",
        "Read them, and ask the auditor for the form with those answers in it.",
    ),
    "file.other_round": ("error", "This form belongs to another round ({round}).", "Move it to that round's returns folder."),
    "file.not_issued": ("error", "This form was never issued in this round ({form}).", "Check the case and agency; send the form we issued."),
    "file.wrong_fingerprint": (
        "error",
        "This form's questions are not those we issued ({form}).",
        "Send the auditor the form again, and ask for the answers on it.",
    ),
    "file.unopened": (
        "error",
        "This file could not be opened.",
        "Close it if it is open in another program, check that it is fully copied and that you may read it, and run this again.",
    ),
    "file.two_forms": ("error", "Two different forms are in this one file.", "Ask for each form as a file of its own."),
    "file.other_child": (
        "error",
        "The chair decided that this form is about another child than its reference says. Nothing on it is counted.",
        "Ask the agency for the form about the right child.",
    ),
    "file.practice": ("note", "This is a practice form and is never counted.", "Nothing to do."),
    "file.withdrawn": ("note", "This case was withdrawn: {why}", "Nothing to do: the form is kept and not counted."),
    "file.duplicate": ("note", "The same answers as {other}.", "Nothing to do: they are counted once."),
    "file.superseded": ("note", "{other} says the same and more, and is counted instead.", "Nothing to do."),
    "file.conflict": (
        "error",
        "{other} is a copy of the same form with different answers.",
        "Decide on the Conflicts sheet of decisions.xlsx which file counts. Neither does until then.",
    ),
    "file.not_chosen": ("note", "The chair chose {other} instead.", "Nothing to do."),
    "file.skipped": ("note", "{why}", "Nothing to do."),
    "file.protection_removed": (
        "warning",
        "The sheet's protection was taken off, so rows may have been moved or sorted.",
        "Check two answers against their questions.",
    ),
    "file.comments": ("note", "Comments attached to cells: {count}.", "Read them in the file: comments are not counted as answers."),
    "file.notice": ("note", "{what}", "{remedy}"),
    # answers in a form
    "answer.not_understood": ("error", "The answer is not one of the choices.", "Choose one from the list: {options}. Delete the cell to leave it blank."),
    "answer.ambiguous": ("warning", "The answer was read as '{label}'.", "Please confirm that this is what was meant."),
    "answer.read_as": ("note", "The answer was read as '{label}'.", "Nothing to do unless it is wrong."),
    "answer.struck": ("warning", "The answer is struck through, so it was not counted.", "Choose the answer that stands, or delete the cell."),
    "answer.formula": ("error", "There is a formula instead of an answer.", "Type the answer itself."),
    "answer.error": ("error", "The cell shows an error instead of an answer.", "Type the answer again."),
    "answer.date": ("error", "This is not a date that can be understood.", "Type it like 14 Mar 2026."),
    "answer.time": ("error", "This is not a date and time that can be understood.", "Type it like 14 Mar 2026 09:10."),
    "answer.date_both_ways": ("warning", "The date could be read in two ways; it was read as {read}.", "Please confirm, or type it like 14 Mar 2026."),
    "answer.far_date": ("error", "The date {read} cannot be right.", "Check the year."),
    "answer.times_out_of_order": (
        "warning",
        "{last} ({end}) is before {first} ({start}), so the time between them is not assessed.",
        "Look both up in the record: a day, a month or a year may be wrong. Both were kept as they were typed.",
    ),
    "answer.number": ("error", "This is not a whole number from {least} to {most}.", "Type a number only."),
    "answer.parts_exceed": (
        "error",
        "The parts add up to {parts}, and only {base} people answered.",
        "Correct the numbers: each person is counted once. Nothing is worked out from them meanwhile.",
    ),
    "answer.no_reason": ("warning", "Not applicable needs a reason.", "Say in the evidence box why the standard could not apply."),
    "answer.no_evidence": ("warning", "'{label}' needs evidence.", "Say what you saw and where, so that it can be defended."),
    "answer.foreign": (
        "warning",
        "There is an answer here on a row that could not be matched to a question of this form.",
        "Put it beside the question that it answers. It was not counted.",
    ),
    "answer.formula_kept": (
        "note",
        "There is a formula among the words; it was kept as it was typed.",
        "Type the words themselves if something else was meant.",
    ),
    "answer.struck_text": ("note", "Some of the text is struck through; it was kept.", "Delete what no longer stands."),
    "answer.too_long": ("warning", "The text is longer than will print.", "Nothing is lost; shorten it if you can."),
    "answer.twice": ("error", "This question is answered twice, differently.", "Leave one answer; delete the other row or sheet."),
    "answer.row_missing": ("error", "The row of this question is not in the file.", "Put the answer into the form we sent, or reply with it in an e-mail."),
    "answer.moved": (
        "warning",
        "The reference, the wording and the headings of this row do not belong together.",
        "Check that the answer stands beside its own question.",
    ),
    "answer.blank_required": ("warning", "Left blank.", "Please fill in."),
    "form.incomplete": (
        "warning",
        "{answered} of {asked} questions are answered.",
        "Please answer the rest; where you looked and found nothing, choose the answer that says so.",
    ),
    "form.nil_incomplete": (
        "warning",
        "The form says this agency did not know the child, but not who searched, where and when.",
        "Fill in S-6 to S-8 and send it again.",
    ),
    "form.nil_answered": (
        "warning",
        "The form says that there was nothing to audit, but {answered} of its questions are answered. They are not counted.",
        "Ask which is right: S-5, or the answers.",
    ),
    "form.future_date": ("warning", "The form is signed with a date still to come.", "Check the year. Until then the date it came back is not known."),
    "form.risk_open": ("error", "Somebody may be at risk now, and the form does not say who was told and when.", "Ring the auditor today."),
    "form.risk": ("error", "The form says that somebody is at risk now.", "Make sure today that the right people know, then record it in decisions.xlsx."),
    "form.risk_unanswered": (
        "warning",
        "The question whether a child is at risk now was not answered.",
        "Please answer it: it is asked first and again at sign-off.",
    ),
    "form.sheet_unread": (
        "error",
        "There is something on this sheet, and its headings are gone, so none of it could be read.",
        "Put the row of headings back as it was, or copy the rows into the form we sent.",
    ),
    "form.column_unread": (
        "warning",
        "Something is typed here in a column that has no heading of ours, so it was not read, and nor was the rest of that column.",
        "Put it beneath one of our headings, or put the heading back as it was.",
    ),
    "form.not_signed": ("warning", "The form is not signed off.", "Give the role and the date of whoever completed it."),
    "form.other_child": (
        "warning",
        "{label}: this form says '{theirs}', the round says '{ours}'. It may not be the same child.",
        "Check the reference with the agency before anything else, then decide on the Same child sheet of decisions.xlsx.",
    ),
    "form.identifier": ("warning", "The text may identify a person ({what}).", "Replace it with a role. Decide on the Identifiers sheet of decisions.xlsx."),
    # decisions
    "decision.unreadable": ("error", "decisions.xlsx cannot be read: {why}", "Close it in Excel, or restore the last copy from the history folder."),
    "decision.unknown": ("error", "There is no {what} '{id}' in this round.", "Correct the reference, or delete the row. It was not applied."),
    "decision.bad_value": ("error", "'{value}' is not a choice for {label}.", "Choose one of: {known}. The row counts as not decided."),
    "decision.twice": ("error", "There are two different decisions on {id}.", "Keep one row. Neither was applied."),
    "decision.no_reason": ("warning", "The decision on {id} has no reason.", "Say why: the report prints it."),
    "decision.open_in_excel": (
        "warning",
        "decisions.xlsx is open in another program, so its rows were not brought up to date.",
        "What was last saved in it was used. Close it and compile again.",
    ),
    "decision.other_round": (
        "error",
        "This decisions workbook belongs to the round {other}.",
        "Put back this round's own decisions.xlsx from the history folder.",
    ),
    # the plan
    "template.fault": ("error", "{why}", "Correct it there. docs/templates.md lists the blocks, and what a template is given."),
    "template.no_block": (
        "error",
        "Left out, though the output is of no use without: {blocks}.",
        'Begin with {{% extends "house:{name}" %}}, or put every block in.',
    ),
    "template.empty_block": ("error", "The block '{block}' prints nothing, so the report says that it was not written.", "Put its words in."),
    "template.unknown_block": (
        "error",
        "What this template extends has no block '{block}', so nothing prints it.",
        "Correct its name. There are: {known}.",
    ),
    "template.lacks": ("error", "{output} of the sample lacks {lost}.", "Print everything that the block in the house's own template prints."),
    "template.unused": ("warning", "No output uses a template of this name.", "Correct its name, or take it away. docs/templates.md lists them."),
    "publish.names": (
        "warning",
        "{id} names an agency or a case of this round, or may identify a person, so it is not in publish/.",
        "Word it for everybody in decisions.xlsx, if it is to be published.",
    ),
    "plan.no_owner": (
        "warning",
        "{id} has no action: nobody in this round is the kind of agency it is for.",
        "Name an owner on the Recommendations sheet of decisions.xlsx.",
    ),
    "plan.no_recommendation": ("warning", "Action {id} has no recommendation any more.", "Withdraw it, or adopt a recommendation that it carries out."),
    "plan.no_finding": (
        "warning",
        "{id} was adopted, and no finding leads to it any more.",
        "Keep it, or reject it with a reason on the Recommendations sheet of decisions.xlsx.",
    ),
    # plugins and themes
    "plugin.failed": ("error", "The plugin '{name}' ({version}) could not be loaded by audit {ours}: {why}", "Everything else still works. Tell its author."),
    "plugin.unknown_hook": (
        "error",
        "The plugin '{name}' offers '{hook}', which is not one of our hooks.",
        "Its author should correct the name. Everything else still works.",
    ),
    "plugin.bad_hook": ("error", "The plugin '{name}' has a hook that does not fit: {why}", "Its author should correct it. Everything else still works."),
    "plugin.clash": (
        "error",
        "Two plugins offer a theme called '{name}': {first} and {second}.",
        "Remove one of them. Until then that theme is not available.",
    ),
    "plugin.bad_theme": (
        "error",
        "The theme '{name}' of plugin '{plugin}' is not sound: {why}",
        "Its author can list every fault with audit_core.check_theme. Until then it is not available.",
    ),
    "plugin.raised": ("error", "The plugin '{name}' failed in '{hook}' ({why}).", "Its results are left out; everything else was done. Tell its author."),
    "theme.unsound": ("error", "{ref}: {what}", "{remedy}"),
    "theme.weak": ("warning", "{ref}: {what}", "{remedy}"),
}

TO_THE_AUDITOR: dict[str, str] = {
    "answer.row_missing": "Please put the answer into the form we sent, or reply with it in an e-mail.",
    "file.protection_removed": "Please check that each answer stands beside its own question.",
    "form.identifier": "Please replace it with a role.",
    "form.nil_answered": "Please tell us which is right: S-5, or the answers.",
    "form.other_child": "Please check which child this form is about, and ring us before you change anything.",
    "form.risk": "Please make sure today that the right people know, and ring us.",
    "form.risk_open": "Please ring us today.",
}
"""What to do, where the auditor is asked and not the chair: by code, when it differs."""
