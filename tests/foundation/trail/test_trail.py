import pytest
from django.db import DatabaseError, transaction

from alongside.foundation.people.models import Hand
from alongside.foundation.people.queries import lines
from alongside.foundation.trail.models import Concern, Entry
from alongside.foundation.trail.queries import what_concerns
from alongside.throughout.feedback.actions import contribute
from alongside.throughout.feedback.states import Kind
from tests.factories import NOON, ProgrammeFactory, facilitator, member

pytestmark = pytest.mark.django_db


def test_the_database_itself_refuses_to_change_or_delete_the_trail() -> None:
    programme = ProgrammeFactory.create()
    farah = facilitator(programme)
    contribute(by=Hand.own(farah), programme=programme, kind=Kind.IDEA, text="Benches", now=NOON)

    for sin in (
        lambda: Entry.objects.update(key="feedback.answered"),
        lambda: Concern.objects.all().delete(),
        lambda: Entry.objects.all()._raw_delete("default"),  # noqa: SLF001 -- past Django's own care
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            sin()


def test_a_refused_act_leaves_no_entry() -> None:
    programme = ProgrammeFactory.create()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        contribute(by=None, programme=programme, kind=Kind.IDEA, text="Benches", now=NOON)
        raise ZeroDivisionError

    assert not Entry.objects.exists()


def test_an_entry_is_read_in_a_plain_sentence_by_those_it_concerns_and_no_others() -> None:
    programme = ProgrammeFactory.create()
    facilitator(programme)
    amina = member(programme, person__first_name="Amina")
    other = member(programme)
    contribute(
        by=Hand.own(amina), programme=programme, kind=Kind.IDEA, text="More benches", now=NOON
    )

    [line] = lines(what_concerns(amina.pk, [programme.pk]))

    assert line.says == "Amina said something: “More benches”"
    assert not what_concerns(other.pk, [programme.pk]).exists()
