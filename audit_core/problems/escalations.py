"""What can be wrong with a log of escalations."""

from __future__ import annotations

from audit_core.problems.wording import Wording, Wordings

PROBLEMS: Wordings = {
    "escalation.stage_name": Wording(
        "error",
        "The name of a stage is longer than {most} characters, or has a line break.",
        "Shorten it: it heads two columns of a log.",
    ),
    "escalation.many_stages": Wording(
        "error",
        "There are more than {most} stages.",
        "Keep those that your policy sets a time for.",
    ),
    "escalation.examples": Wording(
        "warning",
        "The stages and limits are this program's examples, not your policy.",
        "Type your own on that sheet, and where your policy says so. Then run: audit "
        "escalations new --quarter {quarter}. It makes anew all not yet back.",
    ),
    "escalation.policy_typed": Wording(
        "warning",
        "These logs were made with this program's examples, and your own policy has been typed "
        "since. The examples still count.",
        "Run: audit escalations new --quarter {quarter}. It makes anew every log that has not "
        "come back, and from then on your policy counts.",
    ),
    "escalation.earlier_stages": Wording(
        "note",
        "This log was made with the example stages. Where your policy has a stage of the same "
        "name, its days are timed by the policy's limit.",
        "Nothing to do.",
    ),
    "escalation.stage_gone": Wording(
        "warning",
        "This log was made with the example stages, and your policy has none of this name, so "
        "it is not timed.",
        "To have it by your own stages, take this log out of the folder, run: audit escalations "
        "new --quarter {quarter}. Then send the agency its new log.",
    ),
    "escalation.policy_changed": Wording(
        "warning",
        "The sheet Escalation of partnership.xlsx differs from the stages and limits that these "
        "logs were made with. Those count.",
        "Nothing to do for this quarter: the next one's logs will have the new ones.",
    ),
    "escalation.not_a_log": Wording(
        "error",
        "This is not one of our escalation logs: no log number was found in it.",
        "Check that it is the workbook we sent, saved as .xlsx.",
    ),
    "escalation.two_ids": Wording(
        "error",
        "This workbook carries the numbers of two logs.",
        "Send each log as a workbook of its own.",
    ),
    "escalation.other_quarter": Wording(
        "error",
        "This log is of another quarter ({quarter}).",
        "Move it to that quarter's returns folder.",
    ),
    "escalation.not_issued": Wording(
        "error",
        "By its number, this log is of an agency that none was made for in this quarter.",
        "If it should be asked, add it to partnership.xlsx and run: audit escalations new "
        "--quarter {quarter}. Else take the file out of the folder.",
    ),
    "escalation.no_table": Wording(
        "error",
        "The table of escalations is not in this workbook.",
        "Put it back from the log that we sent; keep its headings as they are.",
    ),
    "escalation.missing_heading": Wording(
        "error",
        "The heading '{heading}' is missing, so nothing of its column was read.",
        "Put it back as the log that we sent has it.",
    ),
    "escalation.two_logs": Wording(
        "error",
        "This log of {who} and another say different things. Neither counts.",
        "Ask which is right, and take the other out of the folder.",
    ),
    "escalation.same_log": Wording(
        "note",
        "This says the same as another log of {who}, so it was not counted again.",
        "Nothing to do.",
    ),
    "escalation.none_and_some": Wording(
        "warning",
        "The first sheet says that there is none to report, and the second has {count}. What is "
        "there was counted.",
        "Please tell us which is right.",
    ),
    "escalation.says_nothing": Wording(
        "warning",
        "The log came back empty: it has no escalation, and does not say that there was none.",
        "Please choose 'None to report' on the first sheet, or fill in the second.",
    ),
    "escalation.missing": Wording(
        "error", "'{label}' is empty, so this row is not counted.", "Please fill it in."
    ),
    "escalation.unread": Wording(
        "error",
        "'{label}' could not be used, so this row is not counted.",
        "Please choose or type it again: what is wrong with it is said beside.",
    ),
    "escalation.unknown_choice": Wording(
        "error",
        "This is not a choice for '{label}', so it was left out.",
        "Please choose one of: {known}.",
    ),
    "escalation.unknown_agency": Wording(
        "warning",
        "This is no agency of this partnership's list, so it is shown as 'another agency', "
        "without its name.",
        "If one of the list was meant, please choose it.",
    ),
    "escalation.own_agency": Wording(
        "error",
        "The other agency is your own, so this row is not counted.",
        "Please choose the agency on the other side.",
    ),
    "escalation.future": Wording(
        "error",
        "{read} had not come yet on {as_at}, so it was left out.",
        "Please check the year and the month.",
    ),
    "escalation.out_of_order": Wording(
        "error",
        "'{second}' ({late}) is before '{first}' ({early}), so the time between them is not "
        "counted.",
        "Please look both up: a day, a month or a year may be wrong.",
    ),
    "escalation.joined_order": Wording(
        "error",
        "By the logs of {one} and {two} together, '{second}' ({late}) is before '{first}' "
        "({early}), so the time between them is not counted.",
        "Please ask both to look these days up: each log is in order by itself.",
    ),
    "escalation.no_begin": Wording(
        "error",
        "There is an answer, and no day on which the stage began, so it is not assessed.",
        "Please fill in when it began.",
    ),
    "escalation.resolved_unanswered": Wording(
        "warning",
        "It was resolved at this stage, and there is no day on which the stage was answered, so "
        "it is not assessed.",
        "Please fill in the day of the answer.",
    ),
    "escalation.after_quarter": Wording(
        "error",
        "It was raised after this quarter ended, so it is not counted.",
        "Please tell it in the next quarter's log.",
    ),
    "escalation.before_quarter": Wording(
        "warning",
        "It was raised and answered before this quarter began, so it is not counted.",
        "If a date is wrong, please correct it; else it belongs to an earlier log.",
    ),
    "escalation.twice": Wording(
        "warning",
        "This row says the same as {cell}, so it was counted once.",
        "Delete one of the two rows.",
    ),
    "escalation.same_ref": Wording(
        "warning",
        "The ref {ref} stands on two rows that say different things. Both were counted.",
        "Please give each escalation a ref of its own.",
    ),
    "escalation.maybe_same": Wording(
        "warning",
        "This may be the escalation that {who} tells as {ref}. They were counted as two.",
        "If they are one, type {ref} under 'Their ref, if known'.",
    ),
    "escalation.maybe_same_no_ref": Wording(
        "warning",
        "This may be an escalation that {who} tells without a ref of the log's (its cell "
        "{cell}). They were counted as two.",
        "If they are one, ask {who} to give theirs a ref (E1, E2 and so on), and type that "
        "under 'Their ref, if known'.",
    ),
    "escalation.case_name": Wording(
        "error",
        "This is not a case reference as our audit forms print them (like DA26A-07-B), so it is "
        "shown as '(withheld)'.",
        "Please copy it from the form with its last letter, or leave the cell blank. Your own "
        "number, or a name, is of no use to the partnership.",
    ),
    "escalation.ref": Wording(
        "warning",
        "Under '{label}' stands none of the refs that our logs print (E1, E2 and so on), so it "
        "is shown as '(withheld)'.",
        "Please use those, and never a name or a number of your own.",
    ),
    "escalation.long_ago": Wording(
        "error",
        "This day is more than {years} years before the quarter, so it was left out.",
        "Please check the year; and never type a date of birth.",
    ),
    "escalation.identifier": Wording(
        "warning",
        "This text may identify a person ({what}), so it is shown as '(withheld)'.",
        "Please put a role in place of the name, and take out numbers and dates.",
    ),
}
