"""What stops a command before it has done anything, or because it could not write; printed on the
screen in English.
"""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error

_PROGRAM_AT_FAULT = "Nothing was replaced; this is a fault of the program: please report it."
_AGAIN_ONCE_CLOSED = "Close it where it is open, and try again."

PROBLEMS: Wordings = {
    # a round's folder
    "round.not_found": error(
        "There is no round in {folder} (no {file}).",
        "Make one with: audit new FOLDER --theme domestic_abuse",
    ),
    "round.not_found_here": error(
        "There is no round in {folder} (no {file}).", "There is one here: {inside}."
    ),
    "round.there_already": error(
        "There is already a round in {folder}.",
        "Choose another folder; an existing round is never replaced.",
    ),
    "round.not_kinds": error("These are not kinds of agency: {unknown}.", "Choose from: {known}."),
    "round.needs_correcting": error("{file} needs correcting before anything else can be done."),
    "round.theme_not_loaded": error(
        "The theme '{theme}' of this round could not be loaded: {why}.", "Run: audit plugins"
    ),
    "round.theme_not_offered": error(
        "The theme '{theme}' of this round could not be loaded: no plugin offers it.",
        "Run: audit plugins",
    ),
    "round.no_form": error("There is no form to make."),
    "round.no_form_to_practise": error("There is no form to practise on."),
    "round.no_case_to_hear": error(
        "This round has no case for a panel to hear.",
        "Add cases in round.xlsx, or run: audit compile",
    ),
    "round.panel_too_short": error(
        "{cases} cases need at least {least} minutes.",
        "Give the panel more time (--minutes {least}), or hear fewer cases in one sitting.",
    ),
    "round.not_compiled": error(
        "The round in {folder} has not been compiled yet.", "Run: audit compile {folder}"
    ),
    "round.same_twice": error(
        "Both folders contain the round {code}.",
        "Name the earlier round first, then the later one.",
    ),
    "round.busy": error(
        "Another run of audit is using this round ({holder}).",
        "Wait for it to finish. If none is running, delete {file} and try again.",
    ),
    "round.not_writable": error("This program cannot write to the round's folder ({reason})."),
    "round.folder_unreadable": error(
        "A folder of this round cannot be read ({reason}).", "Nothing was changed."
    ),
    "partnership.needs_correcting": error(
        "{file} needs correcting before anything can be made from it.",
        "It is a copy of a round.xlsx.",
    ),
    "words.needs_correcting": error(
        "The translation needs correcting before anything else can be done."
    ),
    "decision.unusable": error(
        "{file} cannot be used, and compiling without it would undo every decision.",
        "Nothing was compiled.",
    ),
    # files that were written by this program
    "file.not_readable": error("{file} cannot be read ({reason}).", _AGAIN_ONCE_CLOSED),
    "file.not_written": error("{file} could not be written ({reason}).", _AGAIN_ONCE_CLOSED),
    "file.not_json": error(
        "{file} is damaged: it is no longer valid JSON.", "Restore it from the history folder."
    ),
    "file.not_as_written": error("{file} is not as this program wrote it: {faults}"),
    "file.register_damaged": error(
        "{file} is damaged.",
        "Restore it from the history folder, to keep the ids that were already printed.",
    ),
    "file.look": error(
        "The Word file for the look of the reports cannot be used.",
        "Save it in Word as .docx, without a password and smaller than 20 MB, and try again.",
    ),
    "file.look_kept": error(
        "The Word file that the reports take their look from cannot be used: {file}",
        "Save it in Word as .docx and name it with --reference, or delete it: the reports then "
        "have the program's own look.",
    ),
    "file.none_to_check": error("There is no file in {folder} to check."),
    "file.of_no_round": error(
        "{file} is not in a round's folder.", "Name the round with --round FOLDER."
    ),
    # a compiled set
    "set.damaged": error(
        "Results {set} are damaged: {file} cannot be read.",
        "Compile again: new results are written next to them.",
    ),
    "set.not_written": error(
        "The results could not be written to {folder} ({reason}).",
        "The earlier results are unchanged.",
    ),
    "set.none": error("Nothing has been compiled yet.", "Run: audit compile"),
    "set.no_such_id": error(
        "There is no {about} in {set}.",
        "Ids go from {first} to {last}. You can also give a question's ref (DA-2.2).",
    ),
    "set.no_such_id_of_case": error(
        "There is no {about} of {case} in {set}.",
        "Ids go from {first} to {last}. You can also give a question's ref (DA-2.2).",
    ),
    "set.no_ids": error("Nothing in {set} has an id."),
    "set.answer_lost": error("An answer ({at}) is not counted in any figure.", _PROGRAM_AT_FAULT),
    "set.lacks": error(
        "{file} lacks {lost}. Nothing was replaced.",
        "If you or the theme have your own template for it, run: audit templates check. If not, "
        "this is a fault of the program: please report it.",
    ),
    "set.leaks": error(
        "{file} would contain something that its readers must not see ({leaked}).",
        _PROGRAM_AT_FAULT,
    ),
    # themes, templates and the demonstration
    "theme.unknown": error("There is no theme called '{name}'.", "The themes are: {known}."),
    "theme.not_loaded": error("The theme '{name}' could not be loaded.", "{why}"),
    "theme.not_there": error("{why}"),
    "demo.not_empty": error(
        "{folder} is not empty, and a demonstration does not overwrite files.",
        "Name another folder: audit demo FOLDER",
    ),
    "demo.no_theme": error(
        "The demonstration needs the theme domestic_abuse, which could not be loaded.",
        "Run: audit plugins",
    ),
    "template.no_theme": error("There is no theme to check templates with.", "Run: audit plugins"),
    "template.none": error(
        "There is no template in {folder}.",
        "Your own templates belong in a folder '{templates}' in the round, or in the folder "
        "that holds your rounds. Their names end in .j2.",
    ),
    "template.not_found": error(
        "The template {file} was not found.",
        "Look in the round's folder 'templates', or ask the theme's author.",
    ),
    "template.encoding": error(
        "The template {file}, or one that it uses, is not saved as UTF-8.",
        "Save it again with that encoding.",
    ),
    "template.syntax": error(
        "The template {file}, line {line}, cannot be read: a tag, a bracket or a name on it is "
        "wrong."
    ),
    "template.syntax_there": error("A tag, a bracket or a name here is wrong."),
    "template.unfilled": error(
        "The template {file} cannot be filled in: {why}.",
        "docs/templates.md lists what a template is given.",
    ),
    "template.unfilled_line": error(
        "The template {file}, line {line}, cannot be filled in: {why}.",
        "docs/templates.md lists what a template is given.",
    ),
    "template.unfilled_there": error("The template cannot be filled in here: {why}."),
    # a purge
    "purge.only_ahead": error(
        "--as-at only looks ahead, so nothing was deleted.",
        "Leave it out to delete what is past its date today.",
    ),
    "purge.needs_correcting": error(
        "{file} needs correcting before anything can be purged, because it says how long this "
        "round is kept."
    ),
    "purge.held": error("Nothing was deleted. {file} says 'Keep until told otherwise': {hold}"),
    "purge.link": error(
        "Nothing was deleted: {linked} is a link to another place.",
        "Delete the link, and the files it points to, yourself. Then run this again.",
    ),
    "purge.not_due": error("Nothing was deleted: this round is kept until {day} ({rule})."),
    "purge.nothing_left": error("There is nothing left to delete."),
    "purge.done_before": error("There is nothing left to delete.", "It was purged on {day}."),
    "purge.unfinished": error(
        "A purge of this round was begun on {day} and not finished.",
        "Run: audit purge {folder} --yes",
    ),
    "purge.done": error(
        "This round was purged on {day}. The returned forms were deleted under its retention "
        "rule ({rule})."
    ),
    "purge.done_but_kept": error(
        "This round was purged on {day}. The returned forms were deleted under its retention "
        "rule ({rule}).",
        "The board's papers are in compiled/{kept}, and audit explain still shows the counts.",
    ),
    "purge.file_left": error(
        "A file in {folder} could not be deleted ({reason}).",
        "Close it where it is open, and run this again: the purge continues where it stopped.",
    ),
    "purge.folder_left": error(
        "A folder in {folder} could not be deleted ({reason}).",
        "Close it where it is open, and run this again.",
    ),
    # escalations
    "escalation.one_folder": error("Name one folder, the partnership's, and then the files."),
    "escalation.no_quarter": error(
        "'{text}' is not a quarter.", "Write it like 2026Q2, which is April to June 2026."
    ),
    "escalation.no_stage": error(
        "The Escalation sheet of {file} has no stage.",
        "Type the stages of your escalation policy there, one a row.",
    ),
    "escalation.no_partnership": error(
        "There is no {file} in {folder}.",
        "It lists your agencies. Copy the round.xlsx of a completed round to that place.",
    ),
    "escalation.no_logs": error("No logs have been made yet.", "Run: audit escalations new"),
    "escalation.no_logs_for": error(
        "No logs have been made for {quarter}.",
        "Run: audit escalations new {folder} --quarter {quarter}",
    ),
    "escalation.not_begun": error("{quarter} ({days}) has not begun on that day."),
    # the action plan
    "plan.nowhere": error(
        "{folder} contains neither a plan nor a round.",
        "Name a round's folder, or the folder that holds your rounds.",
    ),
    "plan.begun_elsewhere": error(
        "The plan was begun in {round}, before there was a folder for all rounds.",
        "Move its folder {plan} to {home}, unchanged, to keep its numbers, notes and history. "
        "Then run this again.",
    ),
    "plan.no_folder": error(
        "The folder {folder} could not be made.", "Check that you have permission to write there."
    ),
    "plan.changed_meanwhile": error(
        "Another run changed the plan in the meantime.", "This run wrote nothing. Run it again."
    ),
    "plan.workbooks_not_put": error(
        "The workbooks could not be written to {folder}.",
        "The plan itself is saved. Close any file there that is open, and run this again.",
    ),
    "plan.journal_damaged": error(
        "{journal} is damaged at line {line}: it was edited by hand, or cut short.",
        "Restore it from a backup. Until then the plan cannot be used.",
    ),
    "plan.journal_cut": error(
        "{journal} ends at line {line}, but {state} was written after line {sealed}. The "
        "journal was edited, cut short, or restored from a backup without the rest of the "
        "folder {plan}.",
        "Restore the newest backup of the whole folder. If there is none, move {state} out of "
        "the folder and run this again: the plan is then rebuilt from the journal, and the "
        "files in {plan}/{returned} can be merged again. Until then the plan cannot be used.",
    ),
    "plan.nothing_to_issue": error(
        "The plan has no action yet.",
        "Decide the recommendations of a round, compile it, and run this again; or import "
        "actions with: audit plan import",
    ),
    "plan.nothing_to_show": error("The plan has no action yet.", "Run: audit plan issue"),
    "plan.nothing_issued": error(
        "Nothing has been issued yet, so there is nothing to merge.", "Run: audit plan issue"
    ),
    "plan.no_file": error("There is no file {files}.", "Nothing was merged."),
    "plan.no_action": error(
        "There is no action {id} in the plan.",
        "Numbers look like DA26A-A3, or P1 for an action that comes from no round.",
    ),
    "plan.nobody_called": error("Nobody in the plan is called '{owner}'.", "Owners: {known}."),
    "plan.no_sub_group": error(
        "No action belongs to a sub-group called '{sub_group}'.", "Sub-groups: {known}."
    ),
    "plan.import_not_read": error("{file} could not be read.", "{why}"),
    "plan.import_needs_correcting": error("{file} needs correcting.", "Nothing was imported."),
    "plan.file_there_already": error(
        "{file} already exists, and this command overwrites nothing.", "Name another file."
    ),
}
