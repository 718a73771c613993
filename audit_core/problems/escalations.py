"""What can be wrong with a log of escalations."""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, note, warning

PROBLEMS: Wordings = {
    "escalation.stage_name": error(
        "The name of a stage is longer than {most} characters, or contains a line break.",
        "Shorten it: it is the heading of two columns of a log.",
    ),
    "escalation.many_stages": error(
        "There are more than {most} stages.", "Keep those that your policy sets a time for."
    ),
    "escalation.examples": warning(
        "The stages and limits are this program's examples, not your policy.",
        "Type your own on that sheet, and where in your policy they are. Then run: audit "
        "escalations new --quarter {quarter}. It makes new versions of all logs not yet "
        "returned.",
    ),
    "escalation.policy_typed": warning(
        "These logs were made with this program's examples. Your own policy has been typed "
        "since, but the examples still apply.",
        "Run: audit escalations new --quarter {quarter}. It makes a new version of every log "
        "not yet returned, and your policy applies from then on.",
    ),
    "escalation.earlier_stages": note(
        "This log was made with the example stages. Where your policy has a stage with the same "
        "name, the policy's limit applies.",
        "Nothing to do.",
    ),
    "escalation.stage_gone": warning(
        "This log was made with the example stages. Your policy has no stage with this name, so "
        "the stage is not timed.",
        "To use your own stages, take this log out of the folder and run: audit escalations new "
        "--quarter {quarter}. Then send the agency its new log.",
    ),
    "escalation.policy_changed": warning(
        "The Escalation sheet of partnership.xlsx differs from the stages and limits with which "
        "these logs were made. The earlier ones apply.",
        "Nothing to do: the next quarter's logs will use the new ones.",
    ),
    "escalation.not_a_log": error(
        "This is not one of our escalation logs: no log number was found in it.",
        "Please check that it is the workbook we sent, saved as .xlsx.",
    ),
    "escalation.two_ids": error(
        "This workbook has the numbers of two logs.", "Please send each log as a separate workbook."
    ),
    "escalation.other_quarter": error(
        "This log belongs to another quarter ({quarter}).",
        "Move it to that quarter's returns folder.",
    ),
    "escalation.not_issued": error(
        "The number of this log belongs to an agency for which no log was made in this quarter.",
        "If that agency should be asked, add it to partnership.xlsx and run: audit escalations "
        "new --quarter {quarter}. Otherwise take the file out of the folder.",
    ),
    "escalation.no_table": error(
        "The table of escalations is not in this workbook.",
        "Please copy it back from the log that we sent, with its headings unchanged.",
    ),
    "escalation.missing_heading": error(
        "The heading '{heading}' is missing, so its column was not read.",
        "Please put it back as it is in the log that we sent.",
    ),
    "escalation.two_logs": error(
        "This log and another from {who} say different things. Neither is counted.",
        "Ask which is right, and take the other out of the folder.",
    ),
    "escalation.same_log": note(
        "This says the same as another log from {who}, so it was not counted again.",
        "Nothing to do.",
    ),
    "escalation.none_and_some": warning(
        "The first sheet says that there is none to report, but the second has {count}. Those "
        "on the second sheet were counted.",
        "Please tell us which is right.",
    ),
    "escalation.says_nothing": warning(
        "The log is empty: it lists no escalation, and does not say that there was none.",
        "Please choose 'None to report' on the first sheet, or fill in the second.",
    ),
    "escalation.missing": error(
        "'{label}' is empty, so this row is not counted.", "Please fill it in."
    ),
    "escalation.beside_risk": error(
        "There are words here that no column asks for, and they may say that somebody is at risk.",
        "Read them in the file now. If somebody may be at risk, ring the agency today.",
    ),
    "escalation.beside": error(
        "Something on this sheet is outside the columns of the log, so it was not read: {what}.",
        "Please type it under one of the log's headings, one row for each escalation.",
    ),
    "escalation.unread": error(
        "'{label}' could not be used, so this row is not counted.",
        "Please choose or type it again. The problem listed for that cell says what is wrong.",
    ),
    "escalation.unknown_choice": error(
        "This is not a choice for '{label}', so it was left out.", "Please choose one of: {known}."
    ),
    "escalation.unknown_agency": warning(
        "This agency is not on this partnership's list, so it is shown as 'another agency', "
        "without its name.",
        "If you meant an agency on the list, please choose it.",
    ),
    "escalation.own_agency": error(
        "The other agency is the same as your own, so this row is not counted.",
        "Please choose the agency on the other side.",
    ),
    "escalation.future": error(
        "{read} was still in the future on {as_at}, so it was left out.",
        "Please check the year and the month.",
    ),
    "escalation.out_of_order": error(
        "'{second}' ({late}) is before '{first}' ({early}), so the time between them is not "
        "counted.",
        "Please check both: a day, a month or a year may be wrong.",
    ),
    "escalation.joined_order": error(
        "When the logs of {one} and {two} are combined, '{second}' ({late}) is before '{first}' "
        "({early}), so the time between them is not counted.",
        "Please ask both agencies to check these days: each log is in order by itself.",
    ),
    "escalation.no_begin": error(
        "There is an answer, but no day on which the stage began, so this stage is not assessed.",
        "Please fill in when it began.",
    ),
    "escalation.resolved_unanswered": warning(
        "The escalation was resolved at this stage, but there is no day on which the stage was "
        "answered, so this stage is not assessed.",
        "Please fill in the day of the answer.",
    ),
    "escalation.after_quarter": error(
        "The escalation was raised after this quarter ended, so it is not counted.",
        "Please report it in the next quarter's log.",
    ),
    "escalation.before_quarter": warning(
        "The escalation was raised and answered before this quarter began, so it is not counted.",
        "If a date is wrong, please correct it. Otherwise it belongs in an earlier log.",
    ),
    "escalation.twice": warning(
        "This row says the same as {cell}, so it was counted once.",
        "Please delete one of the two rows.",
    ),
    "escalation.same_ref": warning(
        "Two rows with the ref {ref} say different things. Both were counted.",
        "Please give each escalation its own ref.",
    ),
    "escalation.maybe_same": warning(
        "This may be the escalation that {who} reports as {ref}. They were counted as two.",
        "If they are the same, type {ref} under 'Their ref, if known'.",
    ),
    "escalation.maybe_same_no_ref": warning(
        "This may be an escalation that {who} reports without a ref (cell {cell} of its log). "
        "They were counted as two.",
        "If they are the same, ask {who} to give it a ref (E1, E2 and so on), and type that ref "
        "under 'Their ref, if known'.",
    ),
    "escalation.case_name": error(
        "This is not a case reference as printed on our audit forms (like DA26A-07-B), so it is "
        "shown as '(withheld)'.",
        "Please copy the reference from the form, including its last letter, or leave the cell "
        "blank. Do not use your own number or a name.",
    ),
    "escalation.ref": warning(
        "'{label}' does not contain one of the refs printed in our logs (E1, E2 and so on), so "
        "it is shown as '(withheld)'.",
        "Please use those, and never a name or a number of your own.",
    ),
    "escalation.long_ago": error(
        "This day is more than {years} years before the quarter, so it was left out.",
        "Please check the year, and never type a date of birth.",
    ),
    "escalation.identifier": warning(
        "This text may identify a person ({what}), so it is shown as '(withheld)'.",
        "Please use a role instead of the name, and remove numbers and dates.",
    ),
}
