"""Many rows of one kind at once: a million people cannot be made one by one.

The model says the columns, the defaults and how each value is kept; the database looks at every
row as it always does. Actions are left out, so this is for invented people only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, models, transaction

ROWS: Final = 20_000  # in one transaction
if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field  # Django's own class takes no types when it runs
Keep = Callable[[Any], Any]  # Any: whatever a field holds, and what the driver takes for it


def pour(
    model: type[models.Model], varying: Sequence[str], rows: Iterable[Sequence[Any]], **same: object
) -> int:
    """Write rows: `varying` names the fields that differ, `same` those that do not."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    sample = model(**same)
    differ = [fields.pop(name) for name in varying]
    keeps = [_keep(field) for field in differ]
    rest = [_kept(field, sample) for field in fields.values()]
    sql = _insert(model, [*differ, *fields.values()])
    ready = ([*(keep(one) for keep, one in zip(keeps, row, strict=True)), *rest] for row in rows)
    return sum(_write(sql, some) for some in _in_parts(ready))


def _insert(model: type[models.Model], fields: Sequence[Field]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or field.attname) for field in fields)
    gaps = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({gaps})"  # noqa: S608 -- names of our own models


def _kept(field: Field, row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _keep(field: Field) -> Keep:
    """How a value of this field is kept; the same value is asked about once."""
    kept = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kept, models.UUIDField):
        return _as_it_is
    return cache(lambda value: kept.get_db_prep_save(value, connection))


def _as_it_is(value: str | None) -> str | None:
    """Ids come as 32 letters, which both databases take."""
    return value


def _in_parts(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    left = iter(rows)
    while some := list(islice(left, ROWS)):
        yield some


def _write(sql: str, rows: list[list[Any]]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, rows)
    return len(rows)
