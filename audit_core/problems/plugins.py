"""What can be wrong with plugins, themes and their templates."""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, warning

PROBLEMS: Wordings = {
    "plugin.failed": error(
        "The plugin '{name}' ({version}) could not be loaded by audit {ours}: {why}",
        "Everything else still works. Please tell the plugin's author.",
    ),
    "plugin.unknown_hook": error(
        "The plugin '{name}' offers '{hook}', which is not a hook of audit.",
        "Its author should correct the name. Everything else still works.",
    ),
    "plugin.bad_hook": error(
        "The plugin '{name}' has a hook with the wrong signature: {why}",
        "The plugin's author should correct it. Everything else still works.",
    ),
    "plugin.clash": error(
        "Two plugins offer a theme called '{name}': {first} and {second}.",
        "Remove one of them. Until then that theme is not available.",
    ),
    "plugin.bad_theme": error(
        "The theme '{name}' of plugin '{plugin}' has errors: {why}",
        "Its author can list them all with audit_core.check_theme. Until they are corrected, "
        "the theme is not available.",
    ),
    "plugin.raised": error(
        "The plugin '{name}' failed in '{hook}' ({why}).",
        "Its results are left out; everything else was done. Please tell the plugin's author.",
    ),
    "theme.name_not_plain": error(
        "{ref}: the name is not a plain word", "Use small letters, digits and underscores."
    ),
    "theme.version_not_plain": error(
        "{ref}: the version '{version}' cannot be printed in a form id", "Use digits and dots."
    ),
    "theme.no_instrument": error("{ref}: it has no instrument", "Give it at least one instrument."),
    "theme.defined_twice": error(
        "{ref}: this {what} is defined {times} times",
        "Give each its own ref or id, and never reuse one.",
    ),
    "theme.ref_pattern": error(
        "{ref}: the ref does not look like {prefix}-1.1",
        "Use this pattern: refs are printed and never change.",
    ),
    "theme.unknown_kind": error(
        "{ref}: '{kind}' is not a kind of agency or a role",
        "Use a known code, or declare the kind in the theme.",
    ),
    "theme.unknown_topic": error(
        "{ref}: '{topic}' is not a topic",
        "Use one of the shared topics, or declare it in the theme.",
    ),
    "theme.unknown_fact": error(
        "{ref}: it depends on a fact or band that does not exist",
        "Use the theme's own facts and bands.",
    ),
    "theme.leads_from_nowhere": error(
        "{ref}: it depends on {leading}, which does not come before it",
        "Name an earlier question of the same form.",
    ),
    "theme.leads_from_others": error(
        "{ref}: it depends on {leading}, which is not asked of everyone who is asked this question",
        "Ask both questions of the same kinds of agency.",
    ),
    "theme.only_if_answers": error(
        "{ref}: its only_if names no answer, every answer, or one that {leading} does not have",
        "Name the answers that make this question apply.",
    ),
    "theme.no_not_applicable": error(
        "{ref}: it may not apply, but none of its answers says so",
        "Use a scale with the answer {answer}.",
    ),
    "theme.child_words_topic": error(
        "{ref}: the words for children are about a topic that does not exist",
        "Use one of the shared topics, or declare it in the theme.",
    ),
    "theme.no_child_words": warning(
        "{ref}: this topic has no words for children, so the page for children cannot include it",
        "Add ChildWords for it to child_words.",
    ),
    "theme.question_long": error(
        "{ref}: the question has more than {most} words", "Ask one thing, in fewer words."
    ),
    "theme.text_missing": error(
        "{ref}: {name} is empty",
        "Every question needs its text, a short label, what good looks like, where to look, what "
        "Met means and whom it is asked of.",
    ),
    "theme.poll_scope": error(
        "{ref}: answers collated from many people belong to the partnership, not to a case",
        "Use scope 'partnership' with asked_of ('partnership',).",
    ),
    "theme.timed_flag": error(
        "{ref}: the flag 'timed' and the kind of answer do not agree",
        "Flag a question 'timed' if, and only if, it is answered with times.",
    ),
    "theme.unknown_scale": error(
        "{ref}: there is no scale '{scale}'",
        "Use a built-in scale, or declare this one in the theme.",
    ),
    "theme.answers_too_long": error(
        "{ref}: its answers do not fit into a drop-down list",
        "Use at most {limit} characters in all, and no commas.",
    ),
    "theme.unknown_limit": error(
        "{ref}: there is no time limit '{limit}'", "Declare it in the theme's time limits."
    ),
    "theme.times_span": error(
        "{ref}: its time does not run from one of its points to another",
        "Name two of its points as start and end.",
    ),
    "theme.poll_options": error(
        "{ref}: its options, or which of them are good for the child, are missing",
        "Give two or more options, and spell the good ones as in options.",
    ),
    "theme.nothing_to_tick": error(
        "{ref}: there is nothing to tick", "Give it at least one option."
    ),
    "theme.none_not_an_option": error(
        "{ref}: its 'none of these' answer is not one of its options",
        "Spell it as it is in options.",
    ),
    "theme.least_above_most": error("{ref}: its least is greater than its most", "Swap the two."),
    "theme.bands_too_long": error(
        "{ref}: its bands do not fit into a drop-down list",
        "Use at most {limit} characters in all, and no commas.",
    ),
    "theme.event_kinds_too_long": error(
        "{ref}: the kinds of its chronology do not fit into a drop-down list",
        "Use at most {limit} characters in all, and no commas.",
    ),
    "theme.shared_by_one": error(
        "{ref}: a shared fact must be asked of at least two kinds of agency",
        "Ask two or more, or use scope 'agency'.",
    ),
    "theme.held_by": error(
        "{ref}: held_by names a kind of agency that is not asked, or the question is not shared",
        "In held_by, name only kinds that are asked, and only for a shared question.",
    ),
    "theme.case_scope": error(
        "{ref}: only the panel answers case questions, and it answers no others",
        "Use scope 'case' with asked_of ('panel',).",
    ),
    "theme.panel_chooses": error(
        "{ref}: the panel can only choose from a list", "Give it a scale."
    ),
    "theme.partnership_scope": error(
        "{ref}: only the partnership answers partnership questions, and it answers no others",
        "Use scope 'partnership' with asked_of ('partnership',).",
    ),
    "theme.critical_of_all": error(
        "{ref}: a critical question may not be asked of 'all'",
        "Name the kinds of agency whose duty it is.",
    ),
    "theme.unknown_ref": error("{ref}: there is no question {named}", "Correct the ref."),
    "theme.unknown_advice": error(
        "{ref}: there is no advice '{advice}'", "Add this advice, or correct its id."
    ),
    "theme.unknown_grade": error(
        "{ref}: '{grade}' is not a grade", "Use a code of the grades scale."
    ),
    "theme.cap_for_no_evidence": error(
        "{ref}: it caps a grade for a missing record, which is not poor practice",
        "Leave no_evidence out: questions flagged 'recording' count it anyway.",
    ),
    "theme.compares_not_shared": error(
        "{ref}: it compares questions that are not shared facts",
        "Compare questions of scope 'shared'.",
    ),
    "theme.mismatch_topic": error(
        "{ref}: the instrument '{instrument}' asks nothing about the topic '{topic}'",
        "Name two instruments that both ask about this topic.",
    ),
    "theme.selects_nothing": error(
        "{ref}: it selects no question", "Select by refs, flag or section."
    ),
    "theme.standard_of_fact": error(
        "{ref}: it counts a question that has no good answer",
        "Name questions with an answer that is good for the child.",
    ),
    "theme.standard_twice": error(
        "{ref}: another rule of the same sort counts '{named}' too",
        "Name each question in one rule, so that it makes one finding.",
    ),
    "theme.critical_uncovered": error(
        "{ref}: it is critical, but no rule with a recommendation covers it",
        "Add a finding rule with a recommendation for it.",
    ),
    "theme.nothing_critical": warning(
        "{ref}: no question is critical",
        "Flag the standards that every child must have as critical.",
    ),
    "theme.no_voice": warning(
        "{ref}: no question is about the child's voice", "Add at least one such question."
    ),
    "theme.advice_unused": warning(
        "{ref}: no rule recommends this advice", "Recommend it in a rule, or leave it out."
    ),
    "theme.blaming_words": warning(
        "{ref}: “{words}” blames a child or family, or says only what they lack",
        "Better: {better}. This is advice; the theme works as it is.",
    ),
    "theme.form_rows": error(
        "{ref}: {count} rated rows on one form",
        "Ask at most {most}: put questions to fewer kinds of agency, or to a role.",
    ),
    "theme.form_times": error("{ref}: {count} timed questions on one form", "Ask at most {most}."),
}
