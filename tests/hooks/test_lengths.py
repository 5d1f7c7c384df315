"""The hook that refuses what is too long for its column."""

import pytest

from alongside.foundation.programmes.models import Programme
from tests.factories import ProgrammeFactory

from .lengths import TooLongForItsColumn

pytestmark = pytest.mark.django_db


def test_what_is_too_long_for_its_column_is_refused_on_every_database() -> None:
    programme: Programme = ProgrammeFactory.create()
    too_long = "x" * (Programme._meta.get_field("place").max_length or 0) + "x"

    with pytest.raises(TooLongForItsColumn):
        Programme.objects.filter(pk=programme.pk).update(place=too_long)
    with pytest.raises(TooLongForItsColumn):
        ProgrammeFactory.create(place=too_long)
