"""Every table, row by row, in words that any database understands."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connections, models

from alongside.toolbox.sealed import Sealed

from .own import Held, Sealer, opened

AT_ONCE: Final = 500
LEFT_OUT: Final = {
    "sessions.session": "after a restore everybody signs in again",
    "usersessions.usersession": "as the sessions it lists",
}


def kept(apps: Apps) -> list[type[models.Model]]:
    """The tables a backup holds, in a fixed order."""
    found = apps.get_models(include_auto_created=True)
    return sorted(
        (m for m in found if m._meta.managed and m._meta.label_lower not in LEFT_OUT),
        key=lambda model: model._meta.label_lower,
    )


def rows_of(model: type[models.Model], database: str = "default") -> "models.QuerySet[Any]":
    """All its rows, whatever its managers leave out."""
    return model._base_manager.using(database)  # noqa: SLF001 -- Django documents it


def lines(model: type[models.Model], database: str, *, own: bool = True) -> Iterator[bytes]:
    """Each row as one line, in the order of its key; `own` seals what belongs to somebody."""
    names = [field.attname for field in model._meta.concrete_fields]
    owned = Sealer(model) if own else None
    more = [owned.way] if owned and owned.way else []
    rows = rows_of(model, database).order_by("pk").values_list(*names, *more)
    for row in rows.iterator(chunk_size=2000):
        held = dict(zip(names, map(_in_words, row), strict=False))
        if owned:
            owned.seal(held, whose=row[-1], key=row[names.index(model._meta.pk.attname)])
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        yield text.encode() + b"\n"


def put_back(model: type[models.Model], rows: Iterable[bytes]) -> int:
    """Write rows as they were, or what stays of them; says how many there were."""
    fields = {field.attname: field for field in model._meta.concrete_fields}

    def made(held: Held) -> models.Model:
        return model(**{name: _as_it_was(fields[name], held[name]) for name in held})

    count, rest = 0, iter(rows)
    while batch := [opened(json.loads(row)) for row in islice(rest, AT_ONCE)]:
        rows_of(model).bulk_create(made(held) for held in batch if held is not None)
        count += len(batch)
    return count


def clear(apps: Apps) -> None:
    """Take away what making the tables put into them."""
    for model in kept(apps):
        rows_of(model)._raw_delete("default")  # noqa: SLF001 -- a whole table, nothing to follow


def go_on_counting(apps: Apps) -> None:
    """Where the database counts rows itself, it goes on after the last one."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        for command in connection.ops.sequence_reset_sql(no_style(), kept(apps)):
            cursor.execute(command)


def is_empty(apps: Apps) -> bool:
    """Whether nobody has begun to use this place."""
    return not rows_of(apps.get_model("people", "Person")).exists()


def _in_words(value: Any) -> Any:  # noqa: ANN401 -- whatever a column holds
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _as_it_was(field: "models.Field[Any, Any]", value: Any) -> Any:  # noqa: ANN401 -- as above
    if isinstance(field, models.JSONField):
        return value
    if isinstance(value, dict):
        held = base64.b64decode(value["bytes"])
        return held if isinstance(field, models.BinaryField) else Sealed(held)
    if field.get_internal_type() == "BinaryField":
        return Sealed()
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)
