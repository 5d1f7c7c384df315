from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import typst
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import PhasePlan, Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.rules import may_it_close
from alongside.foundation.projects.states import Level
from alongside.phases.dissemination import actions, checks, queries, rules
from alongside.phases.dissemination.models import Copy, Credit, Output
from alongside.phases.dissemination.states import Kind, Licence, Naming, Standing
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.queries import part_of
from alongside.throughout.feedback.states import Kind as Said
from alongside.throughout.feedback.states import Outcome
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    member,
)

pytestmark = pytest.mark.django_db
A_WEEK = NOON + timedelta(days=7)


@dataclass
class Town:
    programme: Programme
    project: Project
    farah: Person
    jean: Person
    amina: Person


@pytest.fixture
def town() -> Town:
    """A project with Farah, who runs it, and Jean and Amina, who live there."""
    programme = ProgrammeFactory.create()
    project = ProjectFactory.create(programme=programme)
    PhasePlan.objects.bulk_create(
        PhasePlan(programme=programme, project=project, phase=phase) for phase in Phase
    )
    people = [
        member(programme, Role.FACILITATOR, person__first_name="Farah"),
        member(programme, person__first_name="Jean"),
        member(programme, person__first_name="Amina"),
    ]
    for person in people:
        ProjectMemberFactory.create(
            programme=programme, project=project, person=person, lives_here=person != people[0]
        )
    return Town(programme, project, *people)


def begin(town: Town, kind: Kind = Kind.FILM, **more: Any) -> Output:
    written = {"title": "Home by ten", "summary": "Buses stop too soon.", "body": "All of it."}
    by = Hand.own(town.farah)
    return actions.begin(by=by, project=town.project, kind=kind, now=NOON, **(written | more))


def agree(town: Town, output: Output) -> None:
    actions.agree_ownership(
        by=Hand.own(town.farah),
        output=output,
        what="The film",
        created_by="Jean and Amina",
        owners="Marram Bay Bus Users",
        licence=Licence.BY,
        agreed_by="The whole group",
        agreed_on=TODAY,
        now=NOON,
    )


def share(town: Town, output: Output) -> None:
    actions.share(by=Hand.own(town.farah), output=output, now=NOON)


def publish(town: Town, output: Output, *, days: int = 7) -> None:
    when = NOON + timedelta(days=days)
    actions.publish(by=Hand.own(town.farah), output=output, now=when)


def ready(town: Town, **more: Any) -> Output:
    output = begin(town, **more)
    agree(town, output)
    share(town, output)
    return output


def standing(output: Output) -> str:
    return queries.outputs(output.programme_id).get(pk=output.pk).standing


def stops(output: Output) -> set[str]:
    fresh = queries.outputs(output.programme_id).get(pk=output.pk)
    found = checks.release.stops(rules.release_of(fresh, now=A_WEEK))
    return {advice.key for advice in found}


def test_what_is_ready_goes_out_and_everyone_who_had_a_part_hears_of_it(town: Town) -> None:
    output = ready(town)

    publish(town, output)

    told = Notice.objects.within(town.programme).filter(key=actions.IT_IS_OUT)
    assert standing(output) == Standing.PUBLISHED
    assert {notice.person for notice in told} == {town.farah, town.jean, town.amina}


@pytest.mark.requirement("R285")
def test_nothing_goes_out_before_it_is_agreed_who_owns_it(town: Town) -> None:
    output = begin(town)
    share(town, output)

    with pytest.raises(NotAllowed, match="Agree what was made here, who owns it"):
        publish(town, output)

    agree(town, output)
    publish(town, output)
    [agreed] = queries.ownership(output)
    assert (agreed.owners, agreed.agreed_by, agreed.agreed_on) == (
        "Marram Bay Bus Users",
        "The whole group",
        TODAY,
    )


@pytest.mark.requirement("R281")
def test_everything_has_a_plain_summary(town: Town) -> None:
    output = begin(town, summary="  ")

    with pytest.raises(NotAllowed, match="Write a summary first"):
        share(town, output)
    assert "summary" in stops(output)


@pytest.mark.requirement("R281")
def test_a_report_goes_out_with_another_form_beside_it(town: Town) -> None:
    report = ready(town, kind=Kind.REPORT)
    alone = stops(report)

    film = begin(town, kind=Kind.FILM, form_of=report)

    assert alone == {"other-form"}
    assert stops(report) == set()
    assert list(queries.other_forms(report)) == [film]
    assert list(queries.other_forms(film)) == [report]


@pytest.mark.requirement("R281")
def test_the_one_page_picture_is_another_form(town: Town) -> None:
    report = ready(town, kind=Kind.REPORT)

    actions.draw_picture(by=Hand.own(town.jean), output=report, found=["Too early."], now=NOON)

    assert stops(report) == set()


@pytest.mark.requirement("R288")
@pytest.mark.parametrize(
    "copy",
    [{"body": "All of it."}, {"free_copy": "https://example.org/film"}, {"other_copy": "Ring us."}],
)
def test_there_is_always_a_free_copy(town: Town, copy: dict[str, Any]) -> None:
    without, with_ = begin(town, body=""), begin(town, **{"body": "", **copy})

    assert "free-copy" in stops(without)
    assert "free-copy" not in stops(with_)


@pytest.mark.requirement("R252")
def test_nothing_goes_out_while_a_comment_on_it_waits(town: Town) -> None:
    output = ready(town)
    said = feedback.contribute(
        by=Hand.own(town.jean),
        programme=town.programme,
        kind=Said.COMMENT,
        text="It was half past nine.",
        now=NOON,
        about=output.ref(),
        project=town.project,
    )

    with pytest.raises(NotAllowed, match="1 comment still waits for an answer"):
        publish(town, output)

    feedback.answer(
        by=Hand.own(town.farah),
        contribution=said,
        outcome=Outcome.DONE,
        why="You are right.",
        what_changed="It says half past nine.",
        now=NOON,
    )
    publish(town, output)
    assert standing(output) == Standing.PUBLISHED


@pytest.mark.requirement("R002")
def test_co_produced_is_not_said_of_what_was_only_asked(town: Town) -> None:
    output = ready(town, title="A co-produced film")
    before = stops(output)

    PhasePlan.objects.within(town.programme).filter(phase=Phase.DISSEMINATION).update(
        level=Level.COPRODUCING, why="We made it together."
    )

    assert before == {"words"}
    assert stops(output) == set()


@pytest.mark.requirement("R295", "R288")
def test_those_who_had_a_part_get_it_first_and_have_their_days(town: Town) -> None:
    said_once = member(town.programme, person__first_name="Harold")
    feedback.contribute(
        by=Hand.own(said_once),
        programme=town.programme,
        kind=Said.IDEA,
        text="Ask the drivers.",
        now=NOON,
        project=town.project,
    )
    output = begin(town)
    agree(town, output)

    with pytest.raises(NotAllowed, match="Share it with the people who made it first"):
        publish(town, output)
    share(town, output)
    told = Notice.objects.within(town.programme).filter(key=actions.YOU_FIRST)
    assert {notice.person for notice in told} == {town.farah, town.jean, town.amina, said_once}
    with pytest.raises(NotAllowed, match="can look until Monday 10 June 2030"):
        publish(town, output, days=6)
    publish(town, output, days=7)


@pytest.mark.requirement("R295")
def test_it_may_go_out_sooner_when_all_have_seen_it(town: Town) -> None:
    output = ready(town)
    for person in (town.farah, town.jean, town.amina):
        actions.say_seen(by=Hand.own(person), output=output, now=NOON)

    publish(town, output, days=0)

    assert standing(output) == Standing.PUBLISHED


@pytest.mark.requirement("R295")
def test_whoever_joins_late_is_not_left_out(town: Town) -> None:
    output = ready(town)
    late = member(town.programme, person__first_name="Sam")
    ProjectMemberFactory.create(programme=town.programme, project=town.project, person=late)

    with pytest.raises(NotAllowed, match="Share it first with those who had a part: Sam"):
        publish(town, output)

    actions.share(by=Hand.own(town.farah), output=output, now=A_WEEK)
    assert Copy.objects.within(town.programme).filter(output=output).count() == 4


def test_nobody_says_they_saw_what_was_not_sent_to_them(town: Town) -> None:
    output = begin(town)

    with pytest.raises(NotAllowed, match="This was not sent to you"):
        actions.say_seen(by=Hand.own(town.jean), output=output, now=NOON)


@pytest.mark.requirement("R294")
@pytest.mark.parametrize(
    ("naming", "name", "shown"),
    [
        (Naming.FIRST, "", "Jean"),
        (Naming.FULL, "", "Jean Marram"),
        (Naming.OTHER, "A bus user 🚌", "A bus user 🚌"),
        (Naming.GROUP, "", ""),
        (Naming.NONE, "", ""),
    ],
)
def test_each_person_is_named_on_each_thing_as_they_wish(
    town: Town, naming: Naming, name: str, shown: str
) -> None:
    town.jean.full_name = "Jean Marram"
    output, other = begin(town), begin(town, title="Another")
    for one in (output, other):
        actions.thank(by=Hand.own(town.farah), output=one, person=town.jean, now=NOON)
    [credit] = queries.credits_of(output)
    before = credit.shown_name

    actions.choose_name(by=Hand.own(town.jean), credit=credit, naming=naming, name=name, now=NOON)

    assert before == ""
    assert queries.credits_of(output)[0].shown_name == shown
    assert queries.credits_of(other)[0].naming == ""
    asked = Notice.objects.within(town.programme).filter(key=actions.HOW_NAMED)
    assert {notice.person for notice in asked} == {town.jean}


@pytest.mark.requirement("R294")
def test_a_name_can_change_until_it_is_out_and_only_by_its_person(town: Town) -> None:
    output = ready(town)
    credit = actions.thank(by=Hand.own(town.farah), output=output, person=town.jean, now=NOON)
    mine = Hand.own(town.jean)
    actions.choose_name(by=mine, credit=credit, naming=Naming.FIRST, now=NOON)
    actions.choose_name(by=mine, credit=credit, naming=Naming.NONE, now=NOON)

    with pytest.raises(NotAllowed, match="Only they can say"):
        actions.choose_name(by=Hand.own(town.farah), credit=credit, naming=Naming.FULL, now=NOON)
    with pytest.raises(NotAllowed, match="Write the name you want"):
        actions.choose_name(by=mine, credit=credit, naming=Naming.OTHER, name=" ", now=NOON)
    publish(town, output)
    with pytest.raises(NotAllowed, match="This is out, so the name can no longer change"):
        actions.choose_name(by=mine, credit=credit, naming=Naming.FIRST, now=NOON)


def test_our_own_roles_stay_apart_from_those_of_the_standard(town: Town) -> None:
    output = begin(town)
    keys = ["investigation", "lived-experience", "no-such-role"]
    hand = Hand.own(town.farah)
    actions.thank(by=hand, output=output, name="Harold", roles=keys, now=NOON)

    [(name, standard, local)] = queries.thanks(queries.credits_of(output)).named

    assert name == "Harold"
    assert [role.address for role in standard] == [
        "https://credit.niso.org/contributor-roles/investigation/"
    ]
    assert [(role.key, role.address) for role in local] == [("lived-experience", "")]


@pytest.mark.requirement("R280")
def test_whom_to_share_with_is_decided_together_and_says_by_whom(town: Town) -> None:
    plan: dict[str, Any] = {
        "by": Hand.own(town.jean),
        "project": town.project,
        "who": "People at the bus stops",
        "why": "They wait there.",
        "way": "Posters at eye height.",
        "decided_on": TODAY,
        "now": NOON,
    }

    with pytest.raises(NotAllowed, match="Say who decided this, or which decision it was"):
        actions.plan_audience(**plan, decided_by=" ")
    actions.plan_audience(**plan, decided_by="The whole group, in May")
    actions.plan_audience(**plan, decision=town.project.ref())

    assert [row.who for row in queries.audiences(town.project)] == ["People at the bus stops"] * 2
    assert "audience" in {
        advice.key for advice in checks.release.of(rules.release_of(begin(town), now=NOON))
    }


@pytest.mark.requirement("R294")
@pytest.mark.parametrize(
    ("full_name", "stands", "says"),
    [
        ("Jean Tidewell", "Jean Tidewell", "You are named as you wish."),
        ("", "Jean", "We do not know your full name, so your first name stands there."),
    ],
)
def test_my_full_name_is_all_of_it_or_the_page_says_that_we_do_not_know_it(
    client: Client, town: Town, full_name: str, stands: str, says: str
) -> None:
    output = begin(town)
    actions.thank(by=Hand.own(town.farah), output=output, person=town.jean, now=NOON)
    town.jean.full_name = full_name
    town.jean.save()
    client.force_login(town.jean)

    asked = client.get(page("name", town, output.pk)).text
    said = client.post(page("name", town, output.pk), {"naming": "full", "name": ""}, follow=True)

    credit = queries.credit_of(output, town.jean)
    assert credit
    assert credit.shown_name == stands
    assert says in said.text
    assert ("Tell us your full name" in asked) == (not full_name)


def test_advice_about_an_output_is_set_aside_with_a_reason_and_a_stop_is_not(
    client: Client, town: Town
) -> None:
    output = begin(town)
    client.force_login(town.farah)

    asked = client.get(page("set_aside", town, output.pk, "audience")).text
    empty = client.post(page("set_aside", town, output.pk, "audience"), {"reason": " "})
    said = {"reason": "It is for the whole town."}
    done = client.post(page("set_aside", town, output.pk, "audience"), said, follow=True).text

    assert "Why does this not fit here?" in asked
    assert empty.status_code == 200
    assert "You set this aside: It is for the whole town." in done
    assert client.get(page("set_aside", town, output.pk, "ownership")).status_code == 403
    with pytest.raises(NotAllowed, match="put right first"):
        actions.set_aside(
            by=Hand.own(town.farah), output=output, check_key="ownership", reason="No", now=NOON
        )
    client.force_login(member(town.programme))
    assert client.post(page("set_aside", town, output.pk, "audience"), said).status_code == 403


@pytest.mark.requirement("R282")
def test_a_talk_asks_for_speakers_who_live_here_and_for_who_pays(town: Town) -> None:
    alone = begin(town, kind=Kind.TALK)
    together = begin(town, kind=Kind.TALK, costs="The university pays for trains and time.")
    hand = Hand.own(town.farah)
    actions.thank(by=hand, output=alone, person=town.farah, presents=True, now=NOON)
    actions.thank(by=hand, output=together, person=town.jean, presents=True, now=NOON)

    def advice(output: Output) -> set[str]:
        found = checks.release.of(rules.release_of(output, now=NOON))
        return {one.key for one in found} & {"presenters", "costs"}

    assert advice(alone) == {"presenters", "costs"}
    assert advice(together) == set()
    assert queries.talks(town.project) == queries.Talks(given=2, together=1)


def test_what_is_out_cannot_be_changed_but_taken_back_with_a_reason(town: Town) -> None:
    output = ready(town)
    publish(town, output)
    hand = Hand.own(town.farah)

    with pytest.raises(NotAllowed, match="Take it back first"):
        actions.change(by=hand, output=output, title="Other", now=NOON)
    with pytest.raises(NotAllowed, match="Say why"):
        actions.take_back(by=hand, output=output, why=" ", now=NOON)
    actions.take_back(by=hand, output=output, why="A name was wrong.", now=NOON)
    actions.begin_again(by=hand, output=output, now=NOON)

    assert standing(output) == Standing.DRAFT


def test_only_people_of_the_project_make_and_only_who_runs_it_publishes(town: Town) -> None:
    output = ready(town)
    other = member(town.programme)

    with pytest.raises(NotAllowed):
        actions.change(by=Hand.own(other), output=output, title="Mine", now=NOON)
    with pytest.raises(NotAllowed, match="A facilitator can do this"):
        actions.publish(by=Hand.own(town.jean), output=output, now=A_WEEK)


def test_the_database_refuses_what_was_not_shared_first(town: Town) -> None:
    output = begin(town)
    output.standing = Standing.PUBLISHED

    with pytest.raises(IntegrityError):
        output.save()


def test_a_project_does_not_close_with_something_half_way_out(town: Town) -> None:
    output = ready(town)
    before = [no.reason for no in may_it_close.ask(town.project) if not no]

    publish(town, output)

    half = "1 thing is with the people who made it, and not out yet."
    assert half in before
    assert half not in [no.reason for no in may_it_close.ask(town.project) if not no]


@pytest.mark.requirement("R313")
def test_my_impact_shows_what_is_out_with_my_part_in_it(town: Town) -> None:
    output = ready(town)
    actions.thank(by=Hand.own(town.farah), output=output, person=town.jean, now=NOON)
    publish(town, output)

    [effect] = part_of(town.jean, town.programme).also

    assert effect.says == "You had a part in “Home by ten”."


def page(name: str, town: Town, *more: Any) -> str:
    return reverse(f"dissemination:{name}", args=[town.programme.slug, *more])


@pytest.mark.requirement("R288", "R294")
def test_what_is_out_is_read_by_anyone_with_names_as_wished_and_drafts_by_nobody_else(
    client: Client, town: Town
) -> None:
    output = ready(town)
    actions.draw_picture(by=Hand.own(town.farah), output=output, found=["Too early."], now=NOON)
    for person, naming in ((town.jean, Naming.FIRST), (town.amina, Naming.NONE)):
        credit = actions.thank(
            by=Hand.own(town.farah), output=output, person=person, roles=["chairing"], now=NOON
        )
        actions.choose_name(by=Hand.own(person), credit=credit, naming=naming, now=NOON)
    pages = ("one", "poster", "poster_pdf")
    before = [client.get(page(name, town, output.pk)).status_code for name in pages]

    publish(town, output)
    shown = client.get(page("one", town, output.pk)).text
    drawn = client.get(page("poster", town, output.pk)).text
    paper = client.get(page("poster_pdf", town, output.pk))

    assert before == [404, 404, 404]
    assert "Jean" in shown
    assert "Amina" not in shown + drawn
    assert "Led the meetings" in shown
    assert '<desc id="poster-words">' in drawn
    assert "We found: Too early." in drawn
    assert paper.content.startswith(b"%PDF")
    assert "Home by ten" in client.get(page("listing", town)).text


def test_the_whole_way_out_on_pages(client: Client, town: Town) -> None:
    client.force_login(town.farah)
    client.post(
        page("audience", town, town.project.pk),
        {"who": "Riders", "why": "It is theirs.", "way": "Posters", "decided_by": "All of us"}
        | {"decided_on": "2030-06-03"},
    )
    client.post(
        page("begin", town, town.project.pk),
        {"kind": "picture", "title": "Home by ten", "summary": "Too early.", "other_copy": "Ring."},
    )
    output = Output.objects.within(town.programme).get()
    client.post(page("picture", town, output.pk), {"found": "Too early.\nToo dark."})
    client.post(
        page("own", town, output.pk),
        {"what": "It", "created_by": "Us", "owners": "Us", "licence": "by", "agreed_by": "Us"}
        | {"agreed_on": "2030-06-03"},
    )
    client.post(page("thank", town, output.pk), {"person": town.jean.pk, "roles": ["chairing"]})
    nobody = client.post(page("thank", town, output.pk), {})
    client.post(page("share", town, output.pk))
    refused = client.post(page("publish", town, output.pk))
    for person in (town.farah, town.amina, town.jean):
        client.force_login(person)
        seen = client.post(page("seen", town, output.pk), follow=True)
    unnamed = client.post(page("name", town, output.pk), {"naming": "other", "name": ""})
    client.post(page("name", town, output.pk), {"naming": "first"})
    client.force_login(town.farah)
    whole = client.get(page("project", town, town.project.pk)).text
    out = client.post(page("publish", town, output.pk), follow=True)

    assert "Choose somebody, or write a name." in nobody.text
    assert refused.status_code == 403
    assert "We know that you have seen it." in seen.text
    assert "Write the name you want." in unnamed.text
    assert "Riders" in whole
    assert "It is out. Everyone who had a part is told." in out.text
    assert "Jean" in out.text


@pytest.mark.parametrize(
    "name", ["work", "release", "change", "own", "thank", "take_back", "picture", "name"]
)
def test_pages_of_another_programme_or_project_are_not_there(
    client: Client, town: Town, name: str
) -> None:
    output = begin(town)
    client.force_login(member(ProgrammeFactory.create(), Role.FACILITATOR))
    elsewhere = client.get(page(name, town, output.pk)).status_code
    client.force_login(member(town.programme))

    assert elsewhere == 404
    refused = client.get(page(name, town, output.pk))
    assert refused.status_code == 403
    assert "This is for the people of the project." in refused.text


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "🚌", "مرحبا", "x" * 400])
def test_odd_words_are_drawn_safely(client: Client, town: Town, words: str) -> None:
    output = begin(town, kind=Kind.PICTURE, found=words, title=words[:160])
    client.force_login(town.jean)

    drawn = client.get(page("poster", town, output.pk))
    paper = client.get(page("poster_pdf", town, output.pk))

    assert "<script>alert" not in drawn.text
    assert paper.content.startswith(b"%PDF")


def test_pages_cost_the_same_however_long(client: Client, town: Town) -> None:
    client.force_login(town.farah)
    output = begin(town)
    costs: dict[str, list[int]] = {"project": [], "work": [], "release": [], "listing": []}
    for count in (3, 27):
        for number in range(count):
            made = begin(town, title=f"Thing {number}", form_of=output)
            Credit.objects.create(
                programme=town.programme, output=output, name_as_wished=f"P{number}", at=NOON
            )
            Output.objects.within(town.programme).filter(pk=made.pk).update(
                standing=Standing.PUBLISHED, published_at=NOON, published_by=town.farah,
                shared_at=NOON,
            )  # fmt: skip
        for name, found in costs.items():
            args = {"project": [town.project.pk], "listing": []}.get(name, [output.pk])
            with CaptureQueriesContext(connection) as asked:
                client.get(page(name, town, *args))
            found.append(len(asked))

    assert all(few == many for few, many in costs.values())
    assert all(many <= 16 for _few, many in costs.values())


def test_a_picture_asked_for_a_hundred_times_is_drawn_once(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = ready(town)
    actions.draw_picture(by=Hand.own(town.farah), output=output, found=["Drawn."], now=NOON)
    publish(town, output)
    drawn, real = list[int](), typst.compile

    def counted(*given: Any, **more: Any) -> Any:
        drawn.append(1)
        return real(*given, **more)

    monkeypatch.setattr(typst, "compile", counted)

    papers = {client.get(page("poster_pdf", town, output.pk)).content for _ in range(100)}

    assert len(papers) == 1
    assert len(drawn) == 1
