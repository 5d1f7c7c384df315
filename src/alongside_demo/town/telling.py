"""What Marram Bay told others, what changed because of it, and its library."""

from alongside.foundation.people.models import Hand
from alongside.foundation.projects.models import Project
from alongside.phases.dissemination import actions as outputs
from alongside.phases.dissemination.models import Output
from alongside.phases.dissemination.queries import contributors
from alongside.phases.dissemination.states import Kind, Licence, Naming
from alongside.phases.evaluation import actions as evaluation
from alongside.phases.evaluation.states import Found, Good, Reach
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.states import Kind as Said
from alongside.throughout.feedback.states import Outcome
from alongside.throughout.library import actions as library

from .days import Days
from .people import Town

FOUND = (
    "The last bus goes at ten past nine. The film ends at half past.",
    "People who see little cannot read the times at night.",
    "Six of ten young people do not go out after school, to be sure of a way home.",
)
THANKED = (
    ("Amina", Naming.FIRST, ["investigation", "lived-experience"], ""),
    ("Jean", Naming.OTHER, ["chairing", "lived-experience"], "Jean of Terrace Row"),
    ("Sam", Naming.FIRST, ["visualization", "lived-experience"], ""),
    ("Lin", Naming.GROUP, ["investigation"], ""),
    ("Tom", Naming.FULL, ["methodology", "writing-original-draft"], ""),
)


def tell_others(town: Town, project: Project, days: Days) -> None:
    library.seed(town.programme, days.ago(50))
    _suggest(town, days)
    _plan(town, project, days)
    picture = _draw(town, project, days)
    _write_report(town, project, picture, days)
    _look_back(town, project, days)


def _suggest(town: Town, days: Days) -> None:
    library.suggest(
        by=town.hand("Precious"),
        programme=town.programme,
        title="Read it to me: a phone line that reads letters",
        summary="You ring, they read your letter to you in your own language. It helped my mum.",
        now=days.ago(4),
    )


def _plan(town: Town, project: Project, days: Days) -> None:
    outputs.plan_audience(
        by=town.hand("Amina"),
        project=project,
        who="People who wait at the bus stops",
        why="It is about their evenings.",
        way="A picture in every shelter, at eye height and in large print.",
        decided_by="All of us, at the meeting in Pier Street Library",
        decided_on=days.day(-14),
        now=days.ago(14),
    )


def _draw(town: Town, project: Project, days: Days) -> Output:
    farah = town.hand("Farah")
    picture = outputs.begin(
        by=farah,
        project=project,
        kind=Kind.PICTURE,
        title="Home by ten?",
        summary="The last bus goes before the evening does. This is what people told us so far.",
        other_copy="On paper, in large print or read out loud. Ring Farah.",
        found="\n".join(FOUND),
        changes="The survey is on paper, in large print as well.\nIt asks about evenings.",
        now=days.ago(12),
    )
    for name, naming, roles, wished in THANKED:
        credit = outputs.thank(
            by=farah, output=picture, person=town.people[name], roles=roles, now=days.ago(12)
        )
        outputs.choose_name(
            by=town.hand(name), credit=credit, naming=naming, name=wished, now=days.ago(11)
        )
    outputs.agree_ownership(
        by=farah,
        output=picture,
        what="The picture and its words",
        created_by="Amina, Sam, Jean, Lin and Tom",
        owners="Marram Bay Bus Users",
        licence=Licence.BY,
        agreed_by="All of us, with thumbs",
        agreed_on=days.day(-11),
        now=days.ago(11),
    )
    _comment(town, project, picture, days)
    outputs.share(by=farah, output=picture, now=days.ago(10))
    for person in contributors(picture)[:6]:
        outputs.say_seen(by=Hand.own(person), output=picture, now=days.ago(8))
    outputs.publish(by=farah, output=picture, now=days.ago(2))
    return picture


def _comment(town: Town, project: Project, picture: Output, days: Days) -> None:
    said = feedback.contribute(
        by=town.hand("Amina"),
        programme=town.programme,
        project=project,
        kind=Said.CORRECTION,
        text="The film ends at half past, not at nine.",
        about=picture.ref(),
        owed_by=town.people["Farah"],
        now=days.ago(10),
    )
    feedback.answer(
        by=town.hand("Farah"),
        contribution=said,
        outcome=Outcome.DONE,
        why="You were there, and the cinema says so too.",
        what_changed="The picture says half past nine now.",
        now=days.ago(9),
    )


def _write_report(town: Town, project: Project, picture: Output, days: Days) -> None:
    report = outputs.begin(
        by=town.hand("Tom"),
        project=project,
        kind=Kind.REPORT,
        title="Evenings by bus in Marram Bay",
        summary="What 14 people told us about getting home, and what the council could do.",
        form_of=picture,
        now=days.ago(6),
    )
    feedback.contribute(
        by=town.hand("Jean"),
        programme=town.programme,
        project=project,
        kind=Said.COMMENT,
        text="Page 3 is hard to follow. Say it with the story of the film.",
        about=report.ref(),
        owed_by=town.people["Tom"],
        now=days.ago(3),
    )


def _look_back(town: Town, project: Project, days: Days) -> None:
    evaluation.notice(
        by=town.hand("Jean"),
        project=project,
        what="The cinema starts its late film half an hour sooner on Fridays.",
        for_whom="People who come by bus",
        reach=Reach.SOCIETY,
        good=Good.GOOD,
        expected=False,
        evidence="Its programme for this month. Jean was there.",
        happened_on=days.day(-3),
        now=days.ago(2),
    )
    evaluation.notice(
        by=town.hand("Lin"),
        project=project,
        what="Three people could not come, because we met in the mornings.",
        for_whom="People who work early",
        reach=Reach.GROUP,
        good=Good.BAD,
        expected=False,
        evidence="They told us on the phone.",
        happened_on=days.day(-16),
        now=days.ago(6),
    )
    evaluation.review(
        by=town.hand("Amina"),
        project=project,
        question=project.question,
        found=Found.PARTLY,
        why="We know about evenings in town. We do not know about the villages yet.",
        now=days.ago(1),
    )
