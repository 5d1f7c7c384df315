"""Nothing longer than its column is written: PostgreSQL refuses it, and SQLite would keep it."""

from typing import Any

import pytest
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class TooLongForItsColumn(AssertionError):  # noqa: N818 -- says what happened
    pass


def refuse_what_is_too_long(patch: pytest.MonkeyPatch) -> None:
    """Watch every text on its way into a column, whichever database stands behind it."""
    as_it_was = models.CharField.get_db_prep_save

    def fits(
        field: "models.CharField[Any, Any]",  # Any: whatever the field holds
        value: Any,
        connection: BaseDatabaseWrapper,
    ) -> Any:
        if field.max_length and isinstance(value, str) and len(value) > field.max_length:
            raise TooLongForItsColumn(f"{field} keeps {field.max_length} letters, not {len(value)}")
        return as_it_was(field, value, connection)

    patch.setattr(models.CharField, "get_db_prep_save", fits)
