"""What a nil return says about the people who were searched for."""

from __future__ import annotations

import pytest

from audit_core.parsing.somebody_known import says_somebody_known

SAY_SO = """\
The mother holds a tenancy with us and was seen four times
Mother is a tenant of ours since 2019
Child not known but mother is a patient of the practice
The father was on licence to us until March
Searched under the child's name: no trace. Dad is known to us.
Mother known to adult mental health, seen twice in the period
No record of the child, although her mother attended our clinic
The child is not on our system; the step-father was supervised by us from May to October
We worked with the mother only
We supported mum in refuge for six weeks
Mother had an open case with the recovery service
Sibling known to us, not this child
An older brother is open to our youth justice team
Her sister was seen by the school nurse
Parents are registered with us but the child is not
The family has a joint tenancy with us
Adult case open for mother
Father was arrested by our officers in June
The partner is on a community order and has a probation officer
Search found a file on the father
We found two records of the mother
Child unknown. Mother has been prescribed methadone here since January
She rents one of our flats
The grandmother receives support from our carers service
Mother self-referred in April and missed three appointments
We know the family through the older sister
Nothing on the child; mother's boyfriend was treated for alcohol use
Dad: known, discharged in August
The household was visited by the neighbourhood team
The perpetrator is managed by us under MAPPA
No child record, however mother is under our care
The carer was a client of ours
Both parents were seen in A&E
Only mum is known to us
The child's brother is a pupil here and was seen weekly
Mother lives in one of our properties
We saw the father at three appointments
Mother is our service user
Mum has been a customer of ours for nine years
We hold a file on the stepfather
Paternal grandmother known to us as carer
The child has no record here. His mother was under the community mental health team
Mother was discharged from our ward in February
The older sister was open to us until June
Father is currently on licence
Probation supervised the father for the whole period
Mum came to our drop-in and was given a key worker
Dad is on our caseload
One sibling on our books
Record found for mother's partner
Mother is on the housing register and was visited by an officer in May
Parents known, child not known
Both adults engaged with our service
Joint tenancy held by mother and her partner
The family lives in one of our homes
Known to us through the father only
Mother (adult patient) attended A&E on two occasions
We are treating the father for alcohol dependence
The school has two brothers on roll
Father was convicted in July and is managed by this team
The household has rent arrears with us
GP practice: mother and baby brother registered here
Mother seen by drug and alcohol worker, child not seen
Mother's case was closed in April after six sessions
Nothing under the child. Something under dad: two call-outs in the period
Her partner is one of our offenders
We have contact with mum but do not work with children
Child is not known. Sister is known
The mother has lived in one of our flats since 2018
Stepdad has been supervised on a suspended sentence order
Brother attends our college; the child does not
Mum's GP record shows domestic abuse, she was seen in March
We only knew the parents
Mother was referred to us by the GP and seen for an assessment
Adult services: father open to mental health team
Our floating support worker visited the mother every week
The child's sister was on our school roll
Father had three custody episodes in the period
Child not on system. Aunt is the tenant and known to us
The mother's former husband was a client of the men's programme
Mother in treatment with us for opiates
The couple were known to our neighbourhood wardens
Police attended the address and spoke to the mother
Mother received a needle exchange service from us
We have an adult record for her only
The partner was in hospital under our care for a week
No child record held but mother's tenancy file is held by us
Dad missed his last two probation appointments
Mum presented as homeless in May
The grandparents are foster carers approved by us and are known
Mother has a support worker here
Her older half-brother is managed by the youth justice service
Mum is receiving carer's allowance advice from our team
The household was rehoused by us in August
Family known through an antisocial behaviour case
Mother was assessed by the perinatal team
The boyfriend is on bail and was interviewed by our officers
We supported her until the spring
""".splitlines()
"""What people write when they did know somebody."""
DO_NOT = """\
Tenancy and waiting list systems, three spellings tried
Tenancy and waiting list systems, for the child and both parents, three spellings tried
Searched under the mother's name and the father's name; no trace
No record of the mother
No record of the mother, father or siblings
Mother not known to us
Neither parent is known to this agency
Mother, father and child searched: none known
Files and register, three spellings
Both systems
All systems
Patient index searched for child, mother, father and brother. Nothing found
RiO and SystmOne, client records for the parents and the child: nil return
Checked whether the mother was known: she was not
We have never worked with this family
The family has never been known to us
Nobody in the household has been a tenant
PNC and local crime system checked for all adults, no trace
No tenancy held by either parent
Searched by name and date of birth for mother, father, child; no match
Did not attend our service, no referral received for the family
Children's and adults' caseloads searched for all four names
The mother was not seen by us
No open case for mother or sibling
Unable to find any record of the household
Case management system, archive and paper files
Probation system searched: no order or licence for either adult
The surgery has no patient of this name
Not known. Not known to health visiting or school nursing either
We do not hold records of the parents
Client database, supervised contact log and referral inbox searched
Housing register and homelessness applications, mother's maiden name tried too
Father: not known; mother: not known
Mother's partner could not be traced
Without a surname for the father we searched the address; no tenant of that name
None of the adults are open to our team
No appointments, contacts or referrals for any of the family
Searched for child and siblings, adult services also checked
No file seen for mother
Adult social care confirmed that the parents have no record with them
All electronic and paper records, five spellings
Name search in three systems, with the parents' names and two former addresses; nothing came up
Mother and both children do not appear on any of our systems
Nothing recorded for anyone at this address
No trace of mother, her partner or the children
The service was not involved with this family at any point
Records officer searched patient administration system for mother, baby and father
Searched tenancy agreements by address, mother's surname, father's surname
Never a tenant, never an applicant: mother, father, child
No match for the child. No match for the mother. No match for the father
None of the household known
Not open to us in the period and no earlier episode
We searched for the sister as well. She is not known either
The family moved into the area after the period
Mother may be known to another borough's service; no record here
Child and adults unknown to this service
Household not known to fire and rescue
Nil return: child and parents not registered with this practice
Spine search shows the child registered with another practice
School roll and leavers' list 2023 to 2025 checked for the child and siblings
Police national database and local intelligence, parents and child, nil
Case records since 2015 searched by the safeguarding lead
Youth offending records: no entries for the child or the older brother
Neither the child nor any adult has had contact with us
Client lists for the refuge and outreach service
Checked under mother's previous name, still nothing
We asked reception, the ward and community teams: nobody knew the family
Databases for housing options, tenancies, right to buy; two name variants
There is no record that we ever supervised the father
Search of the caseload by date of birth gave no result for child or parents
No safeguarding referrals about any member of the household
Attendance system, CPOMS and paper files
Substance misuse team records for both parents were searched and are empty
EMIS search on surname, forename and date of birth
No person with these details is or was registered with the practice
Neither the child nor the mother has ever held a tenancy
None of these people has been supervised by probation
We checked both parents and all three children and found nothing
Mother and child unknown to the trust
Two systems, four spellings, parents included
Child, mother, father, two brothers: not known
This family has not been open to us at any time
No intelligence or crime reports about any adult in the household
Searched by mother, by father, by address
Both parents' names tried; not registered as patients
The service closed its paper archive in 2020, which was searched as well
Housing management, lettings and arrears systems
Nobody at this address has been a customer
School and early years rolls, no sibling on either
Liaised with the adult team who hold nothing on either parent
Mother not seen, father not seen, child not seen
Mother's and father's names and dates of birth were used
Caseload lists of all six teams read by hand
No referral was ever received for the child or her mother
Not a patient here; nor is any member of the family
The search covered the child and every adult named in the letter
I could find no contact with the household
Drug and alcohol database and prescribing record, no result for mother
The parents do not attend this surgery
Family group searched on the shared record, blank
None of the family worked with in the period or before
Unable to match the father without a date of birth
Adults and children: zero results
""".splitlines()
"""What people write when they searched and found nobody."""
MISSED = {
    "Nothing under the child. Something under dad: two call-outs in the period",
    "No child record held but mother's tenancy file is held by us",
}
"""Said so briefly or so crookedly that the rule does not see it."""


def test_the_lists_are_long_enough_to_measure_by() -> None:
    """At least thirty sentences each way, none of them twice."""
    assert min(len(set(SAY_SO)), len(set(DO_NOT))) >= 30
    assert len({*SAY_SO, *DO_NOT}) == len(SAY_SO) + len(DO_NOT)


def test_nearly_every_sentence_that_says_so_is_noticed() -> None:
    """Whoever knew a parent, a partner or a sister says so in many ways."""
    assert {words for words in SAY_SO if not says_somebody_known(words)} == MISSED
    assert len(MISSED) <= 0.05 * len(SAY_SO)


@pytest.mark.parametrize("words", DO_NOT)
def test_a_search_that_found_nobody_is_not_asked_about(words: str) -> None:
    """Naming whom one searched for, a system, or a tenancy that nobody has is no sign."""
    assert not says_somebody_known(words)


def test_one_sentence_among_others_is_noticed() -> None:
    """Whatever stands before and after it, on the same line or another."""
    among = (
        "All systems, five spellings.\nNo trace of the child.\nMother is a tenant. No more known."
    )
    assert says_somebody_known(among)
    assert not says_somebody_known(among.replace("Mother is a tenant. ", ""))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Mother was known to us until 2021, then closed", False),
        ("Child seen by us twice in 2019", False),
        ("Mother is a tenant of ours", True),
        ("Father is still on our caseload", True),
        ("Nobody of the family is open to us", False),
    ],
)
def test_a_household_known_at_another_time_is_asked_about_only_if_it_still_is(
    words: str, asked: bool
) -> None:
    """A form that says known but not involved may say of earlier years that somebody was known."""
    assert says_somebody_known(words, still=True) is asked
