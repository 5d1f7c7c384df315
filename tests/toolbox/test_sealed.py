import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.people.models import Person
from alongside.toolbox import keys
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def raw(column: str, person: Person) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_person WHERE code = %s", [person.code])  # noqa: S608 -- our own column
        return bytes(cursor.fetchone()[0])


def put(column: str, person: Person, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE people_person SET {column} = %s WHERE code = %s",  # noqa: S608 -- our own column
            [value, person.code],
        )


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_what_was_sealed_is_read_again_and_is_not_in_the_store(text: str) -> None:
    person = PersonFactory.create(phone=text)

    assert Person.objects.get(pk=person.pk).phone == text
    if len(text.encode()) > 3:
        assert text.encode() not in raw("phone", person)


def test_the_same_words_are_sealed_differently_each_time() -> None:
    one, two = PersonFactory.create_batch(2, phone="01632 960 118")

    assert raw("phone", one) != raw("phone", two)


def test_a_value_moved_to_another_row_or_column_is_refused() -> None:
    one, two = PersonFactory.create(phone="01632 960 118"), PersonFactory.create(phone="0")
    put("phone", two, raw("phone", one))
    put("address", one, raw("phone", one))

    with pytest.raises(InvalidTag):
        _ = Person.objects.get(pk=two.pk).phone
    with pytest.raises(InvalidTag):
        _ = Person.objects.get(pk=one.pk).address


def test_without_its_key_nothing_can_be_read_again() -> None:
    person = PersonFactory.create(phone="01632 960 118")

    keys.destroy(person.pk)

    with pytest.raises(keys.KeyGoneError):
        _ = Person.objects.get(pk=person.pk).phone


def test_saving_something_else_leaves_the_sealed_value_as_it_was() -> None:
    person = PersonFactory.create(phone="01632 960 118")
    before = raw("phone", person)

    again = Person.objects.get(pk=person.pk)
    again.first_name = "Jean"
    again.save()

    assert raw("phone", person) == before


def test_a_sealed_value_cannot_be_written_past_the_seal() -> None:
    with pytest.raises(TypeError, match="sealed"):
        Person.objects.update(phone="01632 960 118")
