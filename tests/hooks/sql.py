"""Reads enough SQL to say which tables a statement touches and what holds each to a programme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise
from typing import Final, TypeAlias

Tree: TypeAlias = "list[str | Tree]"

TOKENS: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|%s|%\(\w+\)s|[\w]+|<=|>=|<>|!=|\S""")
SELECTS: Final = {"SELECT", "WITH"}
SETS: Final = {"UNION", "INTERSECT", "EXCEPT"}
AFTER_FROM: Final = {"WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "RETURNING"}
AFTER_WHERE: Final = AFTER_FROM - {"WHERE"}
JOINS: Final = {"JOIN", "INNER", "LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "NATURAL"}
NO_ALIAS: Final = AFTER_FROM | JOINS | SETS | {"ON", "USING", "SET", "VALUES", "DEFAULT"}
NO_NAMES: Final = {"null", "true", "false"}


@dataclass(frozen=True)
class Column:
    table: str  # its alias; empty where the statement does not say
    name: str


@dataclass(frozen=True)
class Held:
    """A column is held to values (how many), or to another column."""

    column: Column
    to: Column | None = None
    values: int = 0


@dataclass
class Table:
    name: str
    alias: str
    outer: bool = False  # the optional side of a LEFT JOIN
    on: "Tree" = field(default_factory=list)


@dataclass
class Select:
    """One SELECT, UPDATE or DELETE, with the statements inside it."""

    verb: str
    tables: list[Table]
    where: "Tree"
    inside: "list[Select]"


def statements(sql: str) -> list[Select]:
    """All statements that can stand alone in this SQL; those within them are `inside`."""
    tree, _end = _tree(TOKENS.findall(sql), 0)
    return list(_statements(tree))


def _tree(tokens: list[str], at: int) -> "tuple[Tree, int]":
    """Fold what stands in brackets into lists."""
    tree: Tree = []
    while at < len(tokens):
        if tokens[at] == "(":
            inner, at = _tree(tokens, at + 1)
            tree.append(inner)
        elif tokens[at] == ")":
            return tree, at
        else:
            tree.append(tokens[at])
        at += 1
    return tree, at


def _statements(tree: "Tree") -> Iterator[Select]:
    """The statements joined by UNION and the like at this level."""
    part: Tree = []
    for item in [*tree, "UNION"]:
        if _word(item) in SETS:
            yield from _statement(part)
            part = []
        elif _word(item) != "ALL":
            part.append(item)


def _statement(part: "Tree") -> Iterator[Select]:
    words = [_word(item) for item in part]
    verb = next((word for word in words if word in {"SELECT", "UPDATE", "DELETE"}), None)
    if verb is None or "INSERT" in words:
        for item in part:
            if isinstance(item, list):
                yield from _statements(item)
        if verb is None:
            return
    start = words.index(verb)
    before, clause = part[:start], part[start:]
    tables, where = _clauses(verb, clause)
    inside = [one for item in before + clause for one in _nested(item)]
    yield Select(verb, tables, where, inside)


def _nested(item: "str | Tree") -> Iterator[Select]:
    """The statements in brackets, at any depth, outermost only."""
    if not isinstance(item, list):
        return
    if any(_word(one) == "SELECT" for one in item):
        yield from _statements(item)
    else:
        for one in item:
            yield from _nested(one)


def _clauses(verb: str, clause: "Tree") -> "tuple[list[Table], Tree]":
    words = [_word(item) for item in clause]
    if verb == "UPDATE":
        tables = list(_tables(clause[1:2] + _after(clause, words, "FROM", AFTER_FROM)))
    else:
        tables = list(_tables(_after(clause, words, "FROM", AFTER_FROM)))
    return tables, _after(clause, words, "WHERE", AFTER_WHERE)


def _after(clause: "Tree", words: list[str], opens: str, closes: set[str]) -> "Tree":
    if opens not in words:
        return []
    start = words.index(opens) + 1
    end = next((at for at in range(start, len(words)) if words[at] in closes), len(words))
    return clause[start:end]


def _tables(items: "Tree") -> Iterator[Table]:
    """Each table of a FROM, with its alias and what it is joined on."""
    at, outer = 0, False
    while at < len(items):
        item, word = items[at], _word(items[at])
        at += 1
        if word in JOINS | {","}:
            outer = (outer or word == "LEFT") and word != ","
            continue
        name = item.strip('"') if isinstance(item, str) else ""
        if at < len(items) and _word(items[at]) == "AS":
            at += 1
        alias = name
        if at < len(items) and isinstance(items[at], str) and _is_alias(items[at]):
            alias, at = str(items[at]).strip('"'), at + 1
        on: Tree = []
        if at < len(items) and _word(items[at]) == "ON":
            end = next(
                (n for n in range(at, len(items)) if _word(items[n]) in JOINS | {","}), len(items)
            )
            on, at = items[at + 1 : end], end
        yield Table(name, alias, outer, on)
        outer = False


def _is_alias(item: "str | Tree") -> bool:
    word = _word(item)
    return word not in NO_ALIAS and bool(re.match(r'[\w"]', word))


def exists(condition: "Tree") -> Iterator[Select]:
    """Statements of which the condition surely says EXISTS; their aliases are made unlike ours."""
    words = [_word(item) for item in condition]
    if "OR" in words:
        return
    if "AND" in words:
        for side in _split(condition, "AND"):
            yield from exists(side)
    elif len(condition) == 1 and isinstance(condition[0], list):
        yield from exists(condition[0])
    elif words[:1] == ["EXISTS"]:
        for found in _nested(condition[1]):
            yield _renamed(found, f"{id(condition[1]):x}.")


def _renamed(select: Select, prefix: str) -> Select:
    ours = {f'"{table.alias}"' for table in select.tables} | {t.alias for t in select.tables}

    def rename(tree: "Tree") -> "Tree":
        return [
            rename(item)
            if isinstance(item, list)
            else prefix + item.strip('"')
            if item in ours and tree[at + 1 : at + 2] == ["."]
            else item
            for at, item in enumerate(tree)
        ]

    tables = [replace(t, alias=prefix + t.alias, on=rename(t.on)) for t in select.tables]
    return replace(select, tables=tables, where=rename(select.where))


def held(condition: "Tree") -> frozenset[Held]:
    """What a condition surely holds: each side of an AND, what all sides of an OR share."""
    words = [_word(item) for item in condition]
    if "OR" in words:
        sides = [held(side) for side in _split(condition, "OR")]
        return reduce(frozenset.intersection, sides)
    if "AND" in words:
        return frozenset().union(*(held(side) for side in _split(condition, "AND")))
    if len(condition) == 1 and isinstance(condition[0], list):
        return held(condition[0])
    return frozenset(_equals(condition))


def _split(condition: "Tree", word: str) -> "Iterator[Tree]":
    cuts = [-1, *(n for n, item in enumerate(condition) if _word(item) == word), len(condition)]
    for start, end in pairwise(cuts):
        yield condition[start + 1 : end]


def _equals(condition: "Tree") -> Iterator[Held]:
    """`column = value`, `value = column`, `column = column`, `column IN (values)`."""
    words = [_word(item) for item in condition]
    if "=" in words:
        at = words.index("=")
        left, right = _column(condition[:at]), _column(condition[at + 1 :])
        if left and right:
            yield Held(left, to=right)
            yield Held(right, to=left)
        elif left and _is_value(condition[at + 1 :]):
            yield Held(left, values=1)
        elif right and _is_value(condition[:at]):
            yield Held(right, values=1)
    elif "IN" in words and "NOT" not in words:
        at = words.index("IN")
        left, values = _column(condition[:at]), condition[at + 1 :]
        if left and len(values) == 1 and isinstance(values[0], list):
            yield Held(left, values=1 + sum(_word(one) == "," for one in values[0]))


def _column(items: "Tree") -> Column | None:
    while len(items) == 1 and isinstance(items[0], list):
        items = items[0]
    match items:
        case [str(table), ".", str(name)]:
            return Column(table.strip('"'), name.strip('"'))
        case [str(name)] if re.fullmatch(r'"\w+"|[a-z_]\w*', name) and name not in NO_NAMES:
            return Column("", name.strip('"'))
    return None


def _is_value(items: "Tree") -> bool:
    """A value, a cast of one, or the answer of a statement that is judged on its own."""
    return bool(items) and _word(items[0]) != "NOT" and items != ["NULL"]


def _word(item: "str | Tree") -> str:
    return item.upper() if isinstance(item, str) else ""
