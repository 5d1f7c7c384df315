"""Starting a project, planning it in the open, taking part in it, and closing it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.programmes.models import Organisation, Programme
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.tasks.rules import may_set_aside
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.registry import Question
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import NotAllowed, Verdict, insist

from . import checks, rules
from .models import Freedom, PhaseAnswer, PhasePlan, Project, ProjectMember, Restriction
from .phases import Phase
from .states import MOVES, HowOpen, Kind, Level, Stage

STARTED = sentence("projects.started", _("%(who)s started the project “%(what)s”."))
CHANGED = sentence("projects.changed", _("%(who)s changed the plan of “%(what)s”."))
LEVEL_SET = sentence("projects.level_set", _("%(who)s said how shared “%(what)s” is: %(level)s."))
FREED = sentence("projects.freed", _("%(who)s said what can change: “%(what)s”."))
RESTRICTED = sentence(
    "projects.restricted", _("%(who)s listed something not everyone may read: “%(what)s”.")
)
ANSWERED = sentence("projects.answered", _("%(who)s wrote what the group says about “%(what)s”."))
JOINED = sentence("projects.joined", _("%(who)s brought %(what)s into the project."))
LEFT = sentence("projects.left", _("%(what)s left the project."))
ROLE = sentence("projects.role", _("%(who)s wrote a role card for %(what)s."))
AGREED = sentence("projects.agreed", _("%(who)s agreed to their role: %(role)s."))
RUNS = sentence("projects.runs", _("%(who)s changed who runs the project: %(what)s."))
OPENED = sentence("projects.opened", _("%(who)s opened the project “%(what)s”."))
SET_ASIDE = sentence("projects.set_aside", _("%(who)s set advice aside for “%(what)s”."))
CLOSED = sentence("projects.closed", _("%(who)s closed the project “%(what)s”."))
BROUGHT_IN = sentence(
    "projects.brought_in",
    _("You are in the project “%(project)s” now."),
    _("You can read everything in it. If you did not want this, tell us."),
)
ROLE_OFFERED = sentence(
    "projects.role_offered",
    _("There is a role for you in “%(project)s”: %(role)s."),
    _("Look at the card. Say yes to it, or say what should change."),
)
somebody_joined: Question[[ProjectMember, datetime], None] = Question("somebody joined: what now?")
CARD: Final = ("role", "what", "time", "support", "ask")


@transaction.atomic
def start(
    *,
    by: Hand,
    programme: Programme,
    title: str,
    question: str,
    owner: Organisation,
    now: datetime,
    kind: Kind = Kind.RESEARCH,
    summary: str = "",
    money_with: Organisation | None = None,
    data_with: Organisation | None = None,
    common_aim: str = "",
) -> Project:
    """Begin a project, before anyone asks for money. Its owner is named, never assumed."""
    insist(rules.may_start(by.person, programme, owner))
    project = Project.objects.create(
        programme=programme,
        title=title,
        question=question,
        summary=summary,
        kind=kind,
        owner=owner,
        money_with=money_with or owner,
        data_with=data_with or owner,
        common_aim=common_aim,
        started_at=now,
    )
    PhasePlan.objects.bulk_create(
        PhasePlan(programme=programme, project=project, phase=phase) for phase in Phase
    )
    _bring(project, by.person, now, runs_it=True)
    _record(STARTED, by, project, now)
    return project


@transaction.atomic
def change(*, by: Hand, project: Project, now: datetime, **fields: Any) -> None:  # noqa: ANN401 -- a form's own fields
    """Change what the project says of itself; the form says which fields there are."""
    held = _hold(project)
    insist(rules.may_run(by.person, held))
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=list(fields))
    _record(CHANGED, by, held, now)


@transaction.atomic
def bid_sent(*, by: Hand, project: Project, on: date, now: datetime) -> None:
    """The bid went off on this day; what people did before it stays marked as before it."""
    held = _hold(project)
    insist(rules.may_run(by.person, held))
    held.bid_sent_on = on
    held.save(update_fields=["bid_sent_on"])
    if held.stage == Stage.BEFORE_THE_BID:
        _move(held, to=Stage.PLANNING)
    _record(CHANGED, by, held, now)


@transaction.atomic
def set_level(
    *,
    by: Hand,
    project: Project,
    phase: Phase,
    level: Level,
    why: str,
    now: datetime,
    meetings_planned: int = 0,
) -> PhasePlan:
    """Say how shared a phase is, and why that and no other."""
    plan = _hold_phase(project, phase)
    insist(rules.may_set_level(by.person, plan, level, meetings=meetings_planned))
    plan.level, plan.why, plan.meetings_planned = level, why, meetings_planned
    plan.save(update_fields=["level", "why", "meetings_planned"])
    _record_plan(LEVEL_SET, by, plan, now, {"level": str(level.label)})
    return plan


@transaction.atomic
def plan_phase(
    *,
    by: Hand,
    project: Project,
    phase: Phase,
    now: datetime,
    earliest_on: date | None = None,
    latest_on: date | None = None,
    lead: Person | None = None,
    note: str = "",
    done_on: date | None = None,
) -> PhasePlan:
    """When a phase is, as an honest range, who leads it, and whether it is done."""
    plan = _hold_phase(project, phase)
    insist(rules.may_run(by.person, plan.project))
    plan.earliest_on, plan.latest_on, plan.lead = earliest_on, latest_on, lead
    plan.note, plan.done_on = note, done_on
    plan.save(update_fields=["earliest_on", "latest_on", "lead", "note", "done_on"])
    _record_plan(CHANGED, by, plan, now)
    return plan


@transaction.atomic
def answer_prompt(
    *, by: Hand, project: Project, phase: Phase, prompt: str, answer: str, now: datetime
) -> PhaseAnswer:
    """Keep what the group says to one prompt; the last words stand, the trail keeps who."""
    plan = _hold_phase(project, phase)
    insist(rules.may_answer(by.person, plan.project))
    found, _made = PhaseAnswer.objects.within(plan.programme_id).update_or_create(
        {"answer": answer, "by": by.person, "at": now},
        programme_id=plan.programme_id,
        plan=plan,
        prompt=prompt,
    )
    _record_plan(ANSWERED, by, plan, now)
    return found


@transaction.atomic
def say_what_can_change(
    *,
    by: Hand,
    project: Project,
    what: str,
    how_open: HowOpen,
    now: datetime,
    fixed_by: str = "",
    why: str = "",
    instead_of: Freedom | None = None,
) -> Freedom:
    """List something the group can change, partly or not at all, and who fixed it and why."""
    insist(rules.may_run(by.person, project))
    if how_open != HowOpen.OPEN and not (fixed_by and why):
        raise NotAllowed(_("Say who fixed it, and why."))
    row = instead_of or Freedom(programme_id=project.programme_id, project=project)
    row.what, row.how_open, row.fixed_by, row.why, row.at = what, how_open, fixed_by, why, now
    row.save()
    record(FREED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


@transaction.atomic
def restrict(*, by: Hand, project: Project, what: str, why: str, now: datetime) -> Restriction:
    """List, for everyone, what not everyone may read, with the reason."""
    insist(rules.may_run(by.person, project))
    row = Restriction.objects.create(
        programme_id=project.programme_id, project=project, what=what, why=why, at=now
    )
    record(RESTRICTED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


@transaction.atomic
def add_member(
    *,
    by: Hand | House,
    project: Project,
    person: Person,
    now: datetime,
    lives_here: bool | None = None,
    runs_it: bool = False,
    **card: str,
) -> ProjectMember:
    """Bring somebody in. `card`: role, what, time, support, ask; they agree to it themselves."""
    held = _hold(project)
    insist(rules.may_join(person, held))
    if isinstance(by, Hand) and by.person.pk != person.pk:
        insist(rules.may_run(by.person, held))
    member, is_new = _bring(held, person, now, lives_here=lives_here, runs_it=runs_it, **card)
    if is_new:
        _record_member(JOINED, by, member, now)
        words = {"project": held.title}
        tell(person, BROUGHT_IN, programme=held.programme, now=now, about=held.ref(), words=words)
        somebody_joined.ask(member, now)
    return member


@transaction.atomic
def leave(*, by: Hand, member: ProjectMember, now: datetime) -> None:
    """Somebody leaves a project. What they did stays, and they can come back."""
    held = _hold_member(member)
    if held.person_id != by.person.pk:
        insist(rules.may_run(by.person, held.project))
    held.left_on, held.runs_it = localdate(now), False
    held.save(update_fields=["left_on", "runs_it"])
    _record_member(LEFT, by, held, now)


@transaction.atomic
def write_role(*, by: Hand, member: ProjectMember, now: datetime, **card: str) -> None:
    """Write somebody's role card; it counts once they agree to it. New words, a new yes."""
    held = _hold_member(member)
    insist(_may_write(by.person, held))
    for name in CARD:
        setattr(held, name, card.get(name, ""))
    held.agreed_at = None
    held.save(update_fields=[*CARD, "agreed_at"])
    _record_member(ROLE, by, held, now)
    if held.person_id != by.person.pk:
        words = {"project": held.project.title, "role": held.role}
        tell(
            held.person,
            ROLE_OFFERED,
            programme=held.project.programme,
            now=now,
            about=held.project.ref(),
            words=words,
        )


def _may_write(person: Person, member: ProjectMember) -> Verdict:
    """The person themself may put their card in their own words."""
    if member.person_id == person.pk:
        return Verdict()
    return rules.may_run(person, member.project)


@transaction.atomic
def agree_role(*, by: Hand, member: ProjectMember, now: datetime) -> None:
    """Say yes to my role. Saying it twice changes nothing."""
    held = _hold_member(member)
    insist(rules.may_agree(by.person, held))
    if held.agreed_at is None:
        held.agreed_at = now
        held.save(update_fields=["agreed_at"])
        _record_member(AGREED, by, held, now, {"role": held.role})


@transaction.atomic
def set_runs(*, by: Hand, member: ProjectMember, runs_it: bool, now: datetime) -> None:
    """Give somebody the planning of the project, or take it back."""
    held = _hold_member(member)
    insist(rules.may_run(by.person, held.project))
    held.runs_it = runs_it
    held.save(update_fields=["runs_it"])
    _record_member(RUNS, by, held, now)


@transaction.atomic
def open_up(*, by: Hand, project: Project, now: datetime) -> None:
    """Open to people who may want to take part, once they can judge whether they can."""
    held = _hold(project)
    insist(rules.may_open(by.person, held, today=localdate(now)))
    if held.stage != Stage.OPEN:
        _move(held, to=Stage.OPEN)
        _record(OPENED, by, held, now)


@transaction.atomic
def close(*, by: Hand, project: Project, now: datetime, despite: str = "") -> None:
    """Close it when every room says it may; or by a named person, with a reason all can read."""
    held = _hold(project)
    insist(rules.may_end(by.person, held))
    if not despite.strip():
        insist(rules.may_close(by.person, held))
    held.closed_at, held.closed_by, held.closed_despite = now, by.person, despite.strip()
    held.save(update_fields=["closed_at", "closed_by", "closed_despite"])
    _move(held, to=Stage.CLOSED)
    _record(CLOSED, by, held, now)


@transaction.atomic
def set_aside(*, by: Hand, project: Project, check_key: str, reason: str, now: datetime) -> None:
    """Keep why a piece of advice does not fit here. A stop cannot be set aside."""
    held = _hold(project)
    advice = checks.PLAN.of(rules.plan_of(held, today=localdate(now)))
    insist(rules.may_run(by.person, held), may_set_aside(check_key, advice))
    tasks.set_aside(
        by=by,
        programme=held.programme,
        about=held.ref(),
        check_key=check_key,
        reason=reason,
        now=now,
    )
    _record(SET_ASIDE, by, held, now)


def _bring(
    project: Project,
    person: Person,
    now: datetime,
    *,
    lives_here: bool | None = None,
    runs_it: bool = False,
    **card: str,
) -> tuple[ProjectMember, bool]:
    if lives_here is None:
        part = memberships.membership(person, project.programme)
        lives_here = part is None or not part.paid_professional
    member, is_new = ProjectMember.objects.within(project.programme_id).get_or_create(
        programme_id=project.programme_id,
        project=project,
        person=person,
        defaults={
            "lives_here": lives_here,
            "runs_it": runs_it,
            "joined_on": localdate(now),
            **_only_card(card),
        },
    )
    if member.left_on is not None:
        member.left_on = None
        member.save(update_fields=["left_on"])
        is_new = True
    return member, is_new


def _only_card(card: Mapping[str, str]) -> dict[str, str]:
    unknown = set(card) - set(CARD)
    if unknown:
        raise TypeError(f"a role card has no {sorted(unknown)}")
    return dict(card)


def _hold(project: Project) -> Project:
    rows = Project.objects.within(project.programme_id).select_for_update(of=("self",))
    return rows.select_related("programme", "owner").get(pk=project.pk)


def _hold_phase(project: Project, phase: Phase) -> PhasePlan:
    held = _hold(project)
    plan = PhasePlan.objects.within(held.programme_id).get(project=held, phase=phase)
    plan.project = held
    return plan


def _hold_member(member: ProjectMember) -> ProjectMember:
    rows = ProjectMember.objects.within(member.programme_id).select_for_update(of=("self",))
    return rows.select_related("person", "project__programme", "project__owner").get(pk=member.pk)


def _move(held: Project, *, to: Stage) -> None:
    check_move(MOVES, Stage(held.stage), to)
    held.stage = to
    held.save(update_fields=["stage"])


def _record(key: str, by: Hand, project: Project, now: datetime) -> None:
    record(key, by=by, about=project.ref(), programme_id=project.programme_id, now=now)


def _record_plan(
    key: str, by: Hand, plan: PhasePlan, now: datetime, words: Mapping[str, str] | None = None
) -> None:
    record(key, by=by, about=plan.ref(), programme_id=plan.programme_id, now=now, words=words)


def _record_member(
    key: str,
    by: Hand | House,
    member: ProjectMember,
    now: datetime,
    words: Mapping[str, str] | None = None,
) -> None:
    record(
        key,
        by=by,
        about=member.ref(),
        programme_id=member.programme_id,
        now=now,
        concerns=[member.person_id],
        words=words,
    )
