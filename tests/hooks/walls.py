"""The walls between programmes: no query of the product reads a programme's table unwalled.

Every table with a `programme_id` must be held to a programme in each statement that reads or
changes it: by a value, or by the same column of a table that is. Changing one row by its
primary key is allowed: whoever holds the row came through a wall to get it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from django.apps import apps

from .askers import askers
from .sql import Column, Held, Select, Table, held, statements

PROGRAMMES: Final = "programmes_programme"

Wrapper = Callable[..., Any]  # Any: whatever Django's cursor answers


class LookedOverTheWall(AssertionError):
    pass


def walls_hold(
    execute: Wrapper,
    sql: str,
    params: Sequence[object] | Mapping[str, object] | None,
    many: bool,  # noqa: FBT001 -- the shape Django asks of a wrapper
    context: dict[str, Any],
) -> Any:
    if "programme_id" in sql or any(table in sql for table in walled()):
        refuse_unless_walled(sql, askers())
    return execute(sql, params, many, context)


def refuse_unless_walled(sql: str, asked_by: Sequence[str]) -> None:
    if not asked_by or "/migrations/" in asked_by[0]:
        return
    if open_tables := unwalled(sql):
        raise LookedOverTheWall(
            f"{asked_by[0]} asks {', '.join(open_tables)} without naming a programme.\n{sql}"
        )


@cache
def walled() -> dict[str, str]:
    """Tables that carry a programme, and the name of their primary key."""
    return {
        model._meta.db_table: model._meta.pk.column
        for model in apps.get_models(include_auto_created=True)
        if any(field.column == "programme_id" for field in model._meta.concrete_fields)
    }


@cache
def unwalled(sql: str) -> tuple[str, ...]:
    return tuple(_unwalled(statements(sql), frozenset()))


def _unwalled(selects: Sequence[Select], around: frozenset[str]) -> Iterator[str]:
    for select in selects:
        inside_walls = _inside_walls(select, around)
        for table in select.tables:
            open_here = table.name in walled() and table.alias not in inside_walls
            if open_here and not _changes_one_row(select, table):
                yield table.name
        yield from _unwalled(select.inside, inside_walls)


def _inside_walls(select: Select, around: frozenset[str]) -> frozenset[str]:
    """Aliases held to a programme, by a value or through one another."""
    here = {table.alias: table for table in select.tables}
    facts = [(None, fact) for fact in held(select.where)]
    facts += [(table, fact) for table in select.tables for fact in held(table.on)]
    inside = set(around) - set(here)
    while True:
        found = {
            alias
            for optional_to, fact in facts
            if (alias := _alias(fact.column, here)) in here
            and (optional_to is None or not optional_to.outer or alias == optional_to.alias)
            and _holds(fact, here, inside)
        }
        if found <= inside:
            return frozenset(inside)
        inside |= found


def _holds(fact: Held, here: Mapping[str, Table], inside: set[str]) -> bool:
    table = here[_alias(fact.column, here)]
    if fact.values:
        return fact.column.name == "programme_id" or table.name == PROGRAMMES
    assert fact.to
    is_a_programme = {"programme_id", "id"} if table.name == PROGRAMMES else {"programme_id"}
    return fact.column.name in is_a_programme and _alias(fact.to, here) in inside


def _alias(column: Column, here: Mapping[str, Table]) -> str:
    """A column that does not name its table belongs to the only one there is."""
    if column.table or len(here) != 1:
        return column.table
    return next(iter(here))


def _changes_one_row(select: Select, table: Table) -> bool:
    if select.verb not in {"UPDATE", "DELETE"}:
        return False
    here = {one.alias: one for one in select.tables}
    return any(
        fact.values == 1
        and fact.column.name == walled()[table.name]
        and _alias(fact.column, here) == table.alias
        for fact in held(select.where)
    )
