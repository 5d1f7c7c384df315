from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Hand
from alongside.foundation.projects.models import Project
from alongside.foundation.trail.actions import record
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import rules
from .models import Impact, Note, Review
from .states import Found, Framework, Good, Reach

REVIEWED = sentence("evaluation.reviewed", _("%(who)s said whether we found out: “%(what)s”"))
NOTICED = sentence("evaluation.noticed", _("%(who)s wrote down that something changed."))
NOTED = sentence("evaluation.noted", _("%(who)s added to a report of the project “%(what)s”."))


@transaction.atomic
def review(
    *, by: Hand, project: Project, question: str, found: Found, why: str, now: datetime
) -> Review:
    """Say of one question whether we found out. The last words stand; the trail keeps who."""
    insist(rules.may_look_back(by.person, project), rules.is_a_review(question, why, project))
    row, _made = Review.objects.within(project.programme_id).update_or_create(
        {"found": found, "why": why, "by": by.person, "at": now},
        programme_id=project.programme_id,
        project=project,
        question=question,
    )
    record(REVIEWED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


@transaction.atomic
def notice(
    *,
    by: Hand,
    project: Project,
    what: str,
    for_whom: str,
    reach: Reach,
    good: Good,
    expected: bool,
    evidence: str,
    happened_on: date,
    now: datetime,
    because: Reference | None = None,
) -> Impact:
    """Write down something that changed, good or bad, expected or not, and how we know."""
    insist(rules.may_look_back(by.person, project), rules.is_an_impact(what, evidence))
    row = Impact.objects.create(
        programme_id=project.programme_id,
        project=project,
        what=what,
        for_whom=for_whom,
        reach=reach,
        good=good,
        expected=expected,
        evidence=evidence,
        happened_on=happened_on,
        by=by.person,
        at=now,
        **about_fields(because),
    )
    record(NOTICED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


@transaction.atomic
def note(
    *, by: Hand, project: Project, framework: Framework, item: str, text: str, now: datetime
) -> Note:
    """Add to one item of a report what the records do not know."""
    insist(rules.may_look_back(by.person, project))
    row, _made = Note.objects.within(project.programme_id).update_or_create(
        {"text": text, "by": by.person, "at": now},
        programme_id=project.programme_id,
        project=project,
        framework=framework,
        item=item,
    )
    record(NOTED, by=by, about=project.ref(), programme_id=project.programme_id, now=now)
    return row
