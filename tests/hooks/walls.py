"""The walls between programmes: no query of the product reads a programme's table unwalled.

Every table with a `programme_id` must be held to a programme in each statement that reads or
changes it: by a value, or by the same column of a table that is. Changing one row by its
primary key is allowed: whoever holds the row came through a wall to get it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from django.apps import apps

from .askers import askers
from .sql import Column, Held, Select, Table, exists, held, statements

PROGRAMMES: Final = "programmes_programme"
NAMES_A_PROGRAMME: Final = {"id", "slug"}

# Pages that span a person's own programmes. What they ask may be held to that one person instead.
OF_ONE_PERSON: Final = {
    "alongside/foundation/people/": "what is kept about me, in every programme",
    "alongside/foundation/trail/queries/__init__.py": "what concerns me, in every programme",
    "alongside/foundation/memberships/middleware.py": "where I belong",
    "alongside/pages/week/": "my week spans my programmes",
    "alongside_demo/": "the demo's list of people",
}
# What holds the whole house together reads every programme, and no words of any.
OVER_ALL: Final = {
    "alongside/foundation/trail/queries/seals.py": "one chain over every programme",
    "alongside/toolbox/forgetting.py": "somebody is forgotten in every programme",
}
PERSON: Final = {"person_id", "supporter_id", "supports_id", "writer_id"}


class LookedOverTheWall(AssertionError):  # noqa: N818 -- says what happened
    pass


def walls_hold(
    execute: Callable[..., Any],  # Any: whatever Django's cursor answers
    sql: str,
    params: Sequence[object] | Mapping[str, object] | None,
    many: bool,  # noqa: FBT001 -- the shape Django asks of a wrapper
    context: dict[str, Any],
) -> Any:
    if _names_a_walled_table(sql):
        refuse_unless_walled(sql, askers())
    return execute(sql, params, many, context)


@lru_cache(maxsize=10_000)
def _names_a_walled_table(sql: str) -> bool:
    return any(table in sql for table in walled())


def refuse_unless_walled(sql: str, asked_by: Sequence[str]) -> None:
    if not asked_by or "/migrations/" in asked_by[0]:
        return
    if any(file in OVER_ALL for file in asked_by):
        return
    of_one_person = any(file.startswith(tuple(OF_ONE_PERSON)) for file in asked_by)
    if open_tables := unwalled(sql, of_one_person=of_one_person):
        raise LookedOverTheWall(
            f"{asked_by[0]} asks {', '.join(open_tables)} without naming a programme.\n{sql}"
        )


@cache
def walled() -> dict[str, str]:
    """Tables that carry a programme, and the name of their primary key."""
    return {
        model._meta.db_table: str(model._meta.pk.column)
        for model in apps.get_models(include_auto_created=True)
        if any(field.column == "programme_id" for field in model._meta.concrete_fields)
    }


@cache
def unwalled(sql: str, *, of_one_person: bool = False) -> tuple[str, ...]:
    """The tables this statement reads or changes without a wall."""
    return tuple(Walls(of_one_person=of_one_person).open_tables(statements(sql)))


class Walls:
    def __init__(self, *, of_one_person: bool) -> None:
        self.of_one_person = of_one_person

    def open_tables(
        self, selects: Sequence[Select], around: frozenset[str] = frozenset()
    ) -> Iterator[str]:
        for select in selects:
            inside = self._inside(select, around)
            for table in select.tables:
                open_here = table.name in walled() and table.alias not in inside
                if open_here and not _changes_one_row(select, table):
                    yield table.name
            yield from self.open_tables(select.inside, inside)

    def _inside(self, select: Select, around: frozenset[str]) -> frozenset[str]:
        """Aliases held to a programme, by a value or through one another."""
        tables = list(select.tables)
        facts: list[tuple[Table | None, Held]] = [(None, fact) for fact in held(select.where)]
        for one in exists(select.where):
            tables += one.tables
            facts += [(None, fact) for fact in held(one.where)]
        facts += [(table, fact) for table in tables for fact in held(table.on)]
        here = {table.alias: table for table in tables}
        mine = {_alias(fact, here) for _, fact in facts if _is_one_person(fact)}
        inside = set(around) - set(here)
        while True:
            found = {
                alias
                for joined, fact in facts
                if (alias := _alias(fact, here)) in here
                and (joined is None or not joined.outer or alias == joined.alias)
                and (
                    _holds(fact, here, inside)
                    or (self.of_one_person and alias in mine)
                    or (alias in mine and fact.to == Column(PROGRAMMES, "id"))
                )
            }
            if found <= inside:
                return frozenset(inside)
            inside |= found


def _holds(fact: Held, here: Mapping[str, Table], inside: set[str]) -> bool:
    table, name = here[_alias(fact, here)], fact.column.name
    if fact.values:
        if table.name == PROGRAMMES:
            return name in NAMES_A_PROGRAMME
        return name == "programme_id"
    key = "id" if table.name == PROGRAMMES else "programme_id"
    to = fact.to
    return (
        to is not None
        and name == key
        and to.name in {"id", "programme_id"}
        and (to.table in inside)
    )


def _is_one_person(fact: Held) -> bool:
    return fact.values == 1 and fact.column.name in PERSON


def _alias(fact: Held, here: Mapping[str, Table]) -> str:
    """A column that does not name its table belongs to the only one there is."""
    if fact.column.table or len(here) != 1:
        return fact.column.table
    return next(iter(here))


def _changes_one_row(select: Select, table: Table) -> bool:
    if select.verb not in {"UPDATE", "DELETE"}:
        return False
    here = {one.alias: one for one in select.tables}
    return any(
        fact.values == 1
        and fact.column.name == walled()[table.name]
        and _alias(fact, here) == table.alias
        for fact in held(select.where)
    )
