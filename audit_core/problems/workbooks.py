"""What can be wrong with the chair's own workbooks: the round, and what was decided."""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, warning

PROBLEMS: Wordings = {
    "round.unreadable": error(
        "This workbook cannot be read: {why}",
        "Close it in Excel, or restore the last copy from the history folder.",
    ),
    "round.missing_sheet": error(
        "The sheet '{sheet}' is missing.",
        "Copy it back from the last copy in the history folder, or undo its renaming.",
    ),
    "round.missing_value": error("'{label}' is empty.", "{remedy}"),
    "round.missing_heading": error(
        "The heading '{heading}' is missing.",
        "Put it back as it was: the last copy in the history folder shows where it belongs.",
    ),
    "round.not_plain": error(
        "There is an error, a formula without a result, or text that is struck through.",
        "Type the value itself, or delete the cell.",
    ),
    "round.beside": warning(
        "This sheet has notes of your own, which the program does not read: {what}.",
        "Nothing to do, unless they were meant to be read.",
    ),
    "partnership.not_taken": warning(
        "A new round does not copy this, because it is about one round only: {what}.",
        "Nothing to do, unless it was meant for the new round: then type it there.",
    ),
    "round.beside_risk": error(
        "There are words of your own here, which the program does not read, and they may say that "
        "somebody is at risk.",
        "Read them now. If somebody may be at risk, tell the right people today.",
    ),
    "decision.beside_risk": error(
        "There are words of your own here, which the program does not read, and they may say that "
        "somebody is at risk. They are not in the next version of this workbook.",
        "Read them now: the earlier version is in the history folder. If somebody may be at risk, "
        "tell the right people today.",
    ),
    "decision.beside": warning(
        "This sheet has notes of your own, which the program does not read, and which are not in "
        "the next version of this workbook: {what}.",
        "Type them under Note, which every version keeps. The earlier version is in the history "
        "folder.",
    ),
    "round.bad_round_code": error(
        "'{code}' cannot be the code of a round.",
        "Put back the code that this program made, such as DA26A.",
    ),
    "round.no_column": warning(
        "No column of the Cases sheet has the heading '{code}', so this recipient gets no case.",
        "Type the code as the heading of a spare column there, and choose ask for each case "
        "that it should audit.",
    ),
    "round.unknown_theme": error("There is no theme called '{name}'.", "Choose one of: {known}."),
    "round.theme_failed": error(
        "The theme '{name}' could not be loaded: {why}",
        "Run: audit plugins. A round cannot be compiled without its theme.",
    ),
    "round.unknown_recipient": error(
        "'{code}' is not on the Recipients sheet.",
        "Add it there, or correct the code. Known codes: {known}.",
    ),
    "round.unknown_kind": error("'{kind}' is not a kind of agency.", "Choose one of: {known}."),
    "round.bad_code": error(
        "'{code}' cannot be a recipient's code.",
        "Use small letters, digits and underscores, starting with a letter, such as "
        "school_oakfield.",
    ),
    "round.duplicate_recipient": error(
        "The code '{code}' is used twice.",
        "Give each recipient its own code, such as school_oakfield.",
    ),
    "round.unknown_date": error(
        "This is not a date that can be understood.", "Type it like 14 Mar 2026."
    ),
    "round.dates_out_of_order": error(
        "{first} is after {second}.", "Correct whichever of the two dates is wrong."
    ),
    "round.day_off": warning(
        "'{label}' is {day}, which is {what}.", "Choose a working day, or leave it if it is meant."
    ),
    "round.duplicate_case": error(
        "The reference {ref} is used twice.", "Give each case its own row and its own reference."
    ),
    "round.bad_ref": error(
        "'{ref}' is not a reference that this program made.",
        "Copy it from the case key; the last letter is a check letter.",
    ),
    "round.unknown_band": error(
        "'{value}' is not one of the bands for {label}.", "Choose one of: {known}."
    ),
    "round.unknown_expect": error(
        "'{value}' does not say whether this agency is asked.",
        "Choose ask, not known or waived. Leave the cell blank if the agency is not asked.",
    ),
    "round.unknown_choice": error(
        "'{value}' is not a choice for '{label}'.", "Choose one of: {known}."
    ),
    "round.words_unfit": error(
        "'{say}' cannot be used in a drop-down list.",
        "Write it in at most 60 characters, without a comma, a quotation mark or a line break.",
    ),
    "words.unreadable": error(
        "This translation cannot be read: it must be one JSON object of texts, saved as UTF-8.",
        "Correct it, or remove the file. New translations are made as messages.mo "
        "(docs/translating.md).",
    ),
    "words.older": warning(
        "This translation is in the older format, with two forms of each text about a number. "
        "It is still read.",
        "Once there is a messages.mo next to it, only that file is read: make one before you "
        "translate anything new (docs/translating.md).",
    ),
    "words.no_catalogue": error(
        "This translation cannot be read: it is not a compiled gettext catalogue.",
        "Save messages.po again in Poedit, or compile it with pybabel, to make the file again; "
        "or remove the file (docs/translating.md).",
    ),
    "words.not_compiled": warning(
        "This translation is not used: only a compiled messages.mo is read, and there is none "
        "next to it.",
        "Save it again in Poedit, or compile it with pybabel (docs/translating.md).",
    ),
    "words.parts": error(
        "The translation of this text does not have the same parts in braces: {text}",
        "Copy every {{part}} exactly; they may be in any order.",
    ),
    "words.unknown": warning(
        "{count} of the translated texts are not in the catalogue of this version. The first "
        "is: {text}",
        "Bring the translation up to date with audit_core/messages.pot (docs/translating.md).",
    ),
    "round.another_nations_limit": warning(
        "The time limit '{label}' is {amount}, which is the rule in {nation} and not in {here}. "
        "Earlier versions typed it into every round.",
        "Clear its cell, so that your nation's own limit applies if it has one; or leave it, if it "
        "is your own standard.",
    ),
    "round.holiday_since": warning(
        "When the forms were issued, {day} was not known as a bank holiday in {nation}. {clocks}",
        "To leave the day out, type it on the sheet Days off of round.xlsx, and compile again. "
        "Until then nothing changes.",
    ),
    "round.unclear_clearance": warning(
        "This does not say who cleared the audit of this case, and when, so it counts as not "
        "cleared: no form is made.",
        "Choose None or Yes, or type it like: Cleared by police SIO on 14 Mar 2026.",
    ),
    "round.proceedings_blank": warning(
        "Nobody has said whether court proceedings, an investigation or a review are under way "
        "about {refs}. The forms were made all the same, and this is asked only once.",
        "Find out before you send them. Type the answer under 'Proceedings or review'; if it is "
        "Yes, do not send the forms about that case.",
    ),
    "round.not_cleared": warning(
        "No form was made about {refs}: proceedings or a review are under way, and nobody has "
        "cleared the audit.",
        "Ask the person responsible for them. Once they clear it, type who did and when, like: "
        "Cleared by police SIO on 14 Mar 2026. Then run this again.",
    ),
    "round.not_cleared_issued": error(
        "Forms about {refs} were made before, but proceedings or a review are under way, and "
        "nobody has cleared the audit. Forms returned meanwhile are kept and not read.",
        "Today, ring each agency that has one and ask it to stop, to keep what was written, and to "
        "speak to nobody about this audit. Then have the audit cleared, or withdraw the case.",
    ),
    "round.cleared_issued": warning(
        "Forms about {refs} were made before the case was cleared, so they do not say that only "
        "the record may be read.",
        "Tell each agency that has one: record only, do not speak to the worker or the family "
        "about this audit.",
    ),
    "decision.record_only": warning(
        "Because of proceedings or a review, nothing written about {ref} is printed for anybody "
        "else, even if it is cleared for the board here. Its counts and grades are printed.",
        "Nothing to do.",
    ),
    "round.no_terms": warning(
        "This theme has time limits in school days, but the round gives no term dates, so these "
        "limits will not be assessed.",
        "Type the dates on the Terms sheet, or leave it blank if no school calendar is to be used.",
    ),
    "round.terms_changed": warning(
        "The Terms sheet differs from the term dates saved when the forms were made. The saved "
        "dates apply until you change them.",
        "Put the dates back as they were; or, if the saved ones were wrong, run: audit generate "
        "--reissue.",
    ),
    "round.words_twice": error("'{term}' is on this sheet twice.", "Keep one of the two rows."),
    "round.follows_not_found": warning(
        "The round {code}, which this one follows, was not found next to this folder, or was "
        "never compiled. The forms show nothing from it.",
        "Put the folders of both rounds in the same place, or leave 'Follows round' blank.",
    ),
    "round.placeholder": warning(
        "'{label}' is blank or still has this program's placeholder, and it is printed on every "
        "form.",
        "Type your own: the partnership's name, a role with a telephone number, your secure "
        "route. If nothing has been sent yet, delete the folder forms and issued.json, and run "
        "this again.",
    ),
    "round.key_named": warning(
        "The earlier case key names {who} for {ref}, but that agency is not asked about that case.",
        "If it has been told who this child is, ring it today. Send each agency only its own "
        "lines of the new key.",
    ),
    "round.no_facts": warning(
        "No facts are given about the child in {refs}, so a form about another child would not "
        "be noticed.",
        "Choose age, sex, brothers and sisters and plan on the Cases sheet. This can be done at "
        "any time before returns are read.",
    ),
    "round.no_meeting": warning(
        "The round does not give the date and the kind of meeting of {refs}, so nobody can tell "
        "from the form which meeting it is about.",
        "Type both on the Meetings sheet. If no form has gone out yet, delete the folder forms and "
        "issued.json, and run this again. A form made without them asks the observer.",
    ),
    "round.no_longer_asked": warning(
        "{who} was sent a form about {ref}, but is no longer asked about that case. The form "
        "counts as missing.",
        "Choose waived or not known in its cell on the Cases sheet, or ask again.",
    ),
    "round.no_cases": error(
        "No case has an agency to ask.",
        "On the Cases sheet, choose ask for each agency that should audit its records.",
    ),
    "round.withdrawn_without_reason": error(
        "The case {ref} was issued, but its row is no longer there.",
        "Put its row back, and write in the Withdrawn column why it was withdrawn.",
    ),
    "decision.unreadable": error(
        "decisions.xlsx cannot be read: {why}",
        "Close it in Excel, or restore the last copy from the history folder.",
    ),
    "decision.unknown": error(
        "There is no {what} '{id}' in this round.",
        "Correct the reference, or delete the row. The decision was not applied.",
    ),
    "decision.bad_value": error(
        "'{value}' is not a choice for '{label}'.",
        "Choose one of: {known}. Until then nothing on this row counts.",
    ),
    "decision.no_role": error(
        "'{value}' is neither 'fine' nor a role, so it would be printed in place of what may be "
        "a name.",
        "Type fine if the text may stay as it is, or the role to print in its place, such as "
        "the neighbour. Until then this text is not printed for the board.",
    ),
    "decision.no_such_copy": error(
        "'{value}' is not one of the copies of this form.",
        "Choose one of: {known}. If each copy has part of the answers, leave this empty and ask "
        "for one form with all of them. Until then none of the copies counts.",
    ),
    "decision.bad_date": error(
        "'{value}' is not a date.",
        "Type it like 14 Mar 2026. Until then nothing on this row counts.",
    ),
    "decision.action_date": error(
        "'{value}' is not a date, so the action has no date.", "Type it like 14 Mar 2026."
    ),
    "decision.empty": error(
        "'{label}' is empty, but '{said}' needs it.",
        "Type it there. Until then nothing on this row counts.",
    ),
    "round.agreed_later": warning(
        "'Report agreed on' is {day}, which is in the future.",
        "Correct it, because the report prints it as it is.",
    ),
    "decision.due_past": warning(
        "{day} is before the panel met, so the action from {id} is overdue from its first day.",
        "Correct the year, or leave it if it is meant.",
    ),
    "decision.spare": error(
        "There is text under '{label}', but the decision is '{said}'.",
        "Choose Edit to use that text, or clear this cell. Until then nothing on this row counts.",
    ),
    "decision.twice": error(
        "There are two different decisions on {id}.", "Keep one row. Until then neither is applied."
    ),
    "decision.open_in_excel": warning(
        "decisions.xlsx is open in another program, so its rows could not be updated.",
        "The version last saved was used. Close the file and compile again.",
    ),
    "decision.other_round": error(
        "This decisions workbook belongs to the round {other}.",
        "Put back this round's own decisions.xlsx from the history folder.",
    ),
}
