from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries

from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand
from alongside.foundation.projects import rules as projects
from alongside.foundation.tasks import queries as tasks
from alongside.phases.analysis import actions, queries, rules
from alongside.phases.analysis.models import Coding, Finding, Quote, ThemePart
from alongside.phases.analysis.states import Consent, FindingStanding, Reply, Stance
from alongside.throughout.feedback import queries as loop
from alongside.throughout.feedback.models import Contribution
from alongside.toolbox.personal import plain
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, ProgrammeFactory, facilitator, member

from .stage import Stage, settled_stage

pytestmark = pytest.mark.django_db


def quoted(
    stage: Stage, passage: Coding, consent: Consent = Consent.NO_NAME
) -> tuple[Finding, Quote]:
    finding = stage.finding()
    quote = actions.quote(
        by=Hand.own(stage.people[0]),
        finding=finding,
        coding=passage,
        consent=consent,
        said_by=stage.people[2],
        now=NOON,
    )
    return finding, quote


@pytest.mark.requirement("R275")
def test_a_theme_says_who_proposed_it_and_keeps_its_merges() -> None:
    stage, passage = settled_stage()
    amina, bea, _cal = stage.people
    one = actions.propose_theme(
        by=Hand.own(amina), project=stage.project, name="Who decides", codings=[passage], now=NOON
    )
    two = actions.propose_theme(
        by=Hand.own(bea), project=stage.project, name="Being asked", codes=[stage.code("Power")],
        now=NOON,
    )  # fmt: skip

    with pytest.raises(NotAllowed, match="Say why"):
        actions.merge(by=Hand.own(bea), theme=one, into=two, why=" ", now=NOON)
    with pytest.raises(NotAllowed, match="another theme"):
        actions.merge(by=Hand.own(bea), theme=one, into=one, why="Same", now=NOON)
    actions.merge(by=Hand.own(bea), theme=one, into=two, why="They say the same.", now=NOON)

    assert list(queries.themes_of(stage.project)) == [two]
    assert {part.coding for part in queries.parts_in(two)} == {None, passage}
    [merge] = queries.merges(two)
    assert (merge.theme, merge.by, merge.why) == (one, bea, "They say the same.")
    actions.unmerge(by=Hand.own(amina), theme=one, now=NOON)
    assert queries.themes_of(stage.project).count() == 2
    assert queries.merges(one).count() == 1


def test_what_is_taken_out_of_a_theme_stays_in_its_history() -> None:
    stage, passage = settled_stage()
    theme = stage.theme()
    by = Hand.own(stage.people[1])

    actions.gather(by=by, theme=theme, codes=[], codings=[passage], now=NOON)
    actions.gather(by=by, theme=theme, codes=[stage.code("Power")], codings=[], now=NOON)

    assert [part.code for part in queries.parts_in(theme)] == [stage.code("Power")]
    assert ThemePart.objects.within(stage.project.programme).count() == 2


@pytest.mark.requirement("R277")
def test_a_finding_is_final_only_after_asking_back_or_with_a_named_reason() -> None:
    stage, passage = settled_stage()
    amina, _bea, cal = stage.people
    finding, _quote = quoted(stage, passage)
    by = Hand.own(amina)

    with pytest.raises(NotAllowed, match=f"Not heard: {cal.first_name}"):
        actions.call_final(by=by, finding=finding, now=NOON)
    [asked] = actions.ask_back(by=by, finding=finding, now=NOON)
    assert actions.ask_back(by=by, finding=finding, now=NOON) == []
    assert (
        Notice.objects.within(stage.project.programme)
        .filter(person=cal, key="analysis.your_words")
        .count()
        == 1
    )
    assert not rules.may_close(stage.project)
    with pytest.raises(NotAllowed, match="Only the person who said it"):
        actions.reply(by=by, asked=asked, answer=Reply.FINE, now=NOON)
    actions.reply(by=Hand.own(cal), asked=asked, answer=Reply.FINE, now=NOON)
    actions.call_final(by=by, finding=finding, now=NOON)

    assert queries.findings(stage.project, final=True).get() == finding
    assert rules.may_close(stage.project)


@pytest.mark.requirement("R277")
def test_a_reason_for_not_asking_has_a_name_beside_it() -> None:
    stage, passage = settled_stage()
    finding, _quote = quoted(stage, passage)

    actions.call_final(
        by=Hand.own(stage.people[1]), finding=finding, unchecked_why="They moved away.", now=NOON
    )

    final = queries.findings(stage.project, final=True).get()
    assert (final.final_by, final.unchecked_why) == (stage.people[1], "They moved away.")


@pytest.mark.requirement("R277")
def test_taking_words_out_is_done_at_once_and_opens_a_final_finding() -> None:
    stage, passage = settled_stage()
    cal = stage.people[2]
    finding, quote = quoted(stage, passage)
    [asked] = actions.ask_back(by=Hand.own(stage.people[0]), finding=finding, now=NOON)
    actions.reply(by=Hand.own(cal), asked=asked, answer=Reply.FINE, now=NOON)
    actions.call_final(by=Hand.own(stage.people[0]), finding=finding, now=NOON)

    actions.reply(by=Hand.own(cal), asked=asked, answer=Reply.TAKE_OUT, now=NOON)

    assert not queries.quotes(finding).exists()
    quote.refresh_from_db()
    assert not quote.may_be_shown
    assert not queries.findings(stage.project, final=True).exists()
    assert loop.unanswered_about(stage.project.programme, finding.pk).count() == 1
    with pytest.raises(NotAllowed, match="Put a passage"):
        actions.call_final(by=Hand.own(cal), finding=finding, unchecked_why="So", now=NOON)


@pytest.mark.requirement("R277")
def test_somebody_without_an_account_is_asked_by_a_person_who_writes_it_down() -> None:
    stage, passage = settled_stage()
    amina = stage.people[0]
    finding = stage.finding()
    actions.quote(
        by=Hand.own(amina), finding=finding, coding=passage, consent=Consent.NOT_ASKED,
        said_by_words="Olive at the stop", contact="01632 960 122", now=NOON,
    )  # fmt: skip

    [asked] = actions.ask_back(by=Hand.own(amina), finding=finding, now=NOON)
    task = tasks.to_do(amina, stage.project.programme).get(key="analysis.ask_them")
    assert plain(task.words["name"]) == "Olive at the stop"
    with pytest.raises(NotAllowed, match="Say what should be different"):
        actions.reply(by=Hand.own(amina), asked=asked, answer=Reply.CHANGE, now=NOON)
    actions.reply(
        by=Hand.own(amina), asked=asked, answer=Reply.CHANGE, words="I said lit stop.",
        consent=Consent.WITH_NAME, name_as_wished="Olive", now=NOON,
    )  # fmt: skip

    said = Contribution.objects.within(stage.project.programme).get()
    assert (said.person, said.name_as_wished, said.contact) == (None, "Olive", "01632 960 122")
    assert not tasks.to_do(amina, stage.project.programme).filter(key="analysis.ask_them").exists()
    [quote] = queries.quotes(finding)
    assert (quote.attribution, quote.may_be_shown) == ("Olive", True)


@pytest.mark.parametrize(
    ("consent", "name", "shown", "attribution"),
    [
        (Consent.NOT_ASKED, "", False, ""),
        (Consent.NO_NAME, "", True, ""),
        (Consent.WITH_NAME, "Cal", True, "Cal"),
        (Consent.PUBLISHED, "", True, "Waiting"),
    ],
)
def test_words_are_shown_only_with_a_yes_and_the_name_they_wish(
    consent: Consent,
    name: str,
    shown: bool,  # noqa: FBT001 -- a table
    attribution: str,
) -> None:
    stage, passage = settled_stage()
    _finding, quote = quoted(stage, passage)

    actions.set_consent(
        by=Hand.own(stage.people[0]), quote=quote, consent=consent, name_as_wished=name, now=NOON
    )

    [now] = queries.quotes(quote.finding)
    assert (now.may_be_shown, now.attribution) == (shown, attribution)


@pytest.mark.requirement("R278")
def test_differing_ways_of_seeing_stand_side_by_side() -> None:
    stage, _passage = settled_stage()
    finding = stage.finding()
    amina, bea, cal = stage.people

    actions.take_stance(by=Hand.own(amina), finding=finding, stance=Stance.AGREES, now=NOON)
    with pytest.raises(NotAllowed, match="Say how you see it"):
        actions.take_stance(by=Hand.own(bea), finding=finding, stance=Stance.OTHERWISE, now=NOON)
    actions.take_stance(
        by=Hand.own(bea), finding=finding, stance=Stance.OTHERWISE, words="It was the rain.",
        name_as_wished="", now=NOON,
    )  # fmt: skip

    views = queries.views_of(finding)
    assert [point.person for point in views.agree] == [amina]
    assert [(point.words, point.name_as_wished) for point in views.otherwise] == [
        ("It was the rain.", "")
    ]
    assert cal not in {point.person for point in views.agree}


@pytest.mark.requirement("R276")
def test_a_recommendation_says_for_whom_and_from_what() -> None:
    stage, _passage = settled_stage()
    finding, by = stage.finding(), Hand.own(stage.people[0])
    given: dict[str, Any] = {
        "by": by,
        "project": stage.project,
        "text": "Light the stop.",
        "now": NOON,
    }

    with pytest.raises(NotAllowed, match="who it is for"):
        actions.recommend(for_whom=" ", findings=[finding], **given)
    with pytest.raises(NotAllowed, match="finding first"):
        actions.recommend(for_whom="The bus company", findings=[], **given)
    actions.recommend(for_whom="The bus company", findings=[finding], **given)

    [made] = queries.recommendations(stage.project)
    assert made.for_whom == "The bus company"
    assert [row.finding for row in made.all_findings] == [finding]  # type: ignore[attr-defined]  # -- an annotation


happenings = st.lists(
    st.sampled_from(["ask", "fine", "change", "take out", "final", "reason", "reopen"]), max_size=9
)


@pytest.mark.requirement("R277")
@given(happenings)
def test_no_finding_is_final_unasked_and_unreasoned_whatever_happens(happens: list[str]) -> None:
    stage, passage = settled_stage()
    amina, _bea, cal = stage.people
    finding, _quote = quoted(stage, passage)
    replies = {"fine": Reply.FINE, "change": Reply.CHANGE, "take out": Reply.TAKE_OUT}
    for what in happens:
        asked = queries.asked_about(finding).first()
        with suppress(NotAllowed):
            if what == "ask":
                actions.ask_back(by=Hand.own(amina), finding=finding, now=NOON)
            elif what in replies and asked:
                actions.reply(
                    by=Hand.own(cal), asked=asked, answer=replies[what], words="Hm.", now=NOON
                )
            elif what in {"final", "reason"}:
                why = "Away." if what == "reason" else ""
                actions.call_final(by=Hand.own(amina), finding=finding, unchecked_why=why, now=NOON)
            elif what == "reopen":
                actions.reopen(by=Hand.own(amina), finding=finding, now=NOON)

        row = queries.findings(stage.project).get()
        if row.standing == FindingStanding.FINAL:
            heard = queries.asked_about(row).exclude(reply="").exists()
            assert heard or (row.unchecked_why and row.final_by == amina)
            assert queries.quotes(row).exists()
            assert all(quote.may_be_shown for quote in queries.quotes(row))


def test_the_whole_way_on_the_pages(client: Client) -> None:
    stage, passage = settled_stage()
    amina, _bea, cal = stage.people
    client.force_login(amina)

    def post(page_: str, pk: object, **given: object) -> str:
        answer = client.post(reverse(f"analysis:{page_}", args=[stage.slug, pk]), given)
        assert answer.status_code == 302, answer.text[-1500:]
        return str(answer["Location"]).rstrip("/").rsplit("/", 1)[-1]

    theme = post("new_theme", stage.project.pk, name="Who decides", codes=[stage.code("Power").pk])
    post("gather", theme, codings=[passage.pk])
    finding = post("new_finding", stage.project.pk, statement="<script>x</script>", themes=[theme])
    post("quote", finding, coding=passage.pk, said_by=cal.pk, consent="no_name")
    post("stance", finding, stance="otherwise", words="مرحبا 🙂", name_as_wished="A")
    post("ask_back", finding)
    asked = queries.checks_back(stage.project.programme).get()
    client.force_login(cal)
    page = client.get(reverse("analysis:asked", args=[stage.slug, asked.pk])).text
    post("asked", asked.pk, answer="fine", consent="with_name", name_as_wished="Captain Cal")
    post("final", finding)
    post("recommend", stage.project.pk, text="Do it", for_whom="Them", findings=[finding])

    shown = client.get(reverse("analysis:finding", args=[stage.slug, finding])).text
    assert passage.chosen.split(".")[0] in page
    assert "<script>x" not in shown
    assert "Captain Cal" in shown
    whole = client.get(reverse("analysis:project", args=[stage.slug, stage.project.pk])).text
    assert "For Them" in whole


def test_nobody_from_outside_sees_what_was_found(client: Client) -> None:
    stage, passage = settled_stage()
    finding, _quote = quoted(stage, passage)
    page = reverse("analysis:finding", args=[stage.slug, finding.pk])

    client.force_login(member(stage.project.programme))
    assert client.get(page).status_code == 403
    client.force_login(member(ProgrammeFactory.create()))
    assert client.get(page).status_code == 404
    client.force_login(facilitator(stage.project.programme))
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("count", [3, 300])
def test_the_page_of_a_project_costs_the_same_however_much_was_found(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    stage, _passage = settled_stage()
    Finding.objects.bulk_create(
        Finding(
            programme=stage.project.programme, project=stage.project, number=number,
            statement=f"Found {number}", proposed_by=stage.people[0], proposed_at=NOON,
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    client.force_login(stage.people[0])

    with django_assert_max_num_queries(12):
        page = client.get(reverse("analysis:project", args=[stage.slug, stage.project.pk]))

    assert page.text.count("Found ") == count


def test_residents_marks_are_counted_in_the_claim() -> None:
    stage, _passage = settled_stage()

    rows = projects.counted(stage.project.programme, [stage.project.pk])[stage.project.pk]

    [marks] = [row for row in rows if row.key == "analysis.marks"]
    assert (marks.by_residents, marks.all) == (4, 4)
