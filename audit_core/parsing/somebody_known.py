"""Notice words of a nil return that say that somebody of the household was known after all.

An agency that knew only a parent may answer as if nobody but the child counted. The words are
English ones; what they say is asked about and never concluded.
"""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    r"[.;,!]+(?:\s|$)|\s[–—-]\s|\b(?:but|although|though|however|whereas|while|except|yet)\b"
    r"|\band (?=(?:the |his |her |their )?(?:\w+ )?(?:is|was|has|had|holds|held)\b)"
    r"|\b(?=(?:found|shows|showed) (?:an?|one|two|that|his|her|the)\b)",
    re.IGNORECASE,
)
"""Where a sentence turns: what stands on one side says nothing about the other."""
_PERSON = re.compile(
    r"\b(?:mothers?|mums?|mam|fathers?|dads?|parents?|step\w+|carers?|guardians?|partners?|"
    r"boyfriend|girlfriend|husband|wife|ex|grand\w+|nan|aunt|uncle|siblings?|brothers?|sisters?|"
    r"twin|cousins?|lodger|adults?|child(?:ren)?|boy|girl|baby|pupil|famil(?:y|ies)|household|"
    r"perpetrator|couple|man|woman|she|he|they|her|him|them|us)\b",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|were|been|be|being|remains?|remained|as|became|came) (?:\w+ ){0,3}?"
_HAVE = r"(?:has|have|had|holds?|held|given|found) (?:\w+ ){0,3}?"
_KNOWN = re.compile(
    r"\b(?:known|knows?|knew)\b"
    rf"|\b{_BE}(?:seen|visited|supported|supervised|treated|assessed|(?:re)?housed|arrested|charged|"
    r"convicted|sentenced|prescribed|detained|interviewed|discharged|registered|allocated|managed|"
    r"referred|open(?:ed)?|closed|active|attending|receiving|engaged|engaging|tenants?|patients?|"
    r"clients?|service users?|customers?|residents?|leaseholders?|applicants?|pupils?|victims?|"
    r"suspects?|offenders?|ours|(?:on|under|subject to|in) (?:the|an?|our|one|licence|probation|"
    r"bail|supervision|treatment|care|receipt|contact|service))\b"
    rf"|\b{_HAVE}(?:tenanc(?:y|ies)|contacts?|appointments?|episodes?|referrals?|records?|entr(?:y|"
    r"ies)|files?|cases?|orders?|licence|(?:key )?worker|arrears|convictions?|support|treatment|"
    r"account|(?:on|at) (?:our )?(?:roll|books))\b"
    r"|\b(?:rent(?:s|ed)|attend(?:s|ed|ing)|engage[sd]|receive[sd]|presented|accessed|contacted|"
    r"missed|work(?:s|ed|ing)? with|supervis(?:es|ed|ing)|support(?:s|ed|ing)|treat(?:s|ed|ing)|"
    r"visit(?:s|ed)|saw|met|hous(?:es|ed)|arrested|assessed|managed|prescribed|self-referred|"
    r"came to|(?:lives?|lived|moved) in(?:to)? (?:one of )?our|spoke (?:to|with)|"
    r"registered (?:here|with us)|on our (?:books|caseload|roll|list))\b"
    r"|\b(?:open|active|closed|current|live|joint) (?:\w+ ){0,2}?(?:case|file|record|episode|"
    r"referral|tenancy)\b"
    r"|\b(?:cases?|files?|records?|episodes?) (?:open|active|closed|held|found)\b"
    r"|\b(?:open to|in treatment)\b|\bseen (?:by|at|in|once|twice|\w+ times|on|regularly|weekly)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:no|not|none|nor|neither|never|nobody|nothing|nil|without|unknown|unable|untraced|"
    r"cannot|can't|\w+n't|nowhere|negative|blank|zero|if|whether|would|should|may (?:be|have)|"
    r"might|any|anyone|anybody|search(?:ed|es|ing)?|check(?:s|ed)?|looked|spellings?|systems?|"
    r"databases?|index(?:es)?|names?|aliases|register of)\b|\?",
    re.IGNORECASE,
)
"""Words of a clause that says nobody, asks, or tells what was searched."""
_STILL = re.compile(
    r"\b(?:is|are|remains?|still|currently|current|holds|has|rents|attends|receives|lives)\b",
    re.IGNORECASE,
)


def says_somebody_known(text: str, *, still: bool = False) -> bool:
    """Return whether a text says that the agency knew somebody of the household; with `still`,
    only if it says that it still does.
    """
    return any(
        _PERSON.search(clause)
        and _KNOWN.search(clause)
        and not _SILENT.search(clause)
        and (not still or _STILL.search(clause) is not None)
        for clause in _CLAUSE.split(" ".join(text.split()))
        if clause
    )
