"""What is written nowhere in the product, so that no care is needed where it would be."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

import alongside

SOURCES: Final = Path(alongside.__file__).parent
READ: Final = {
    path.relative_to(SOURCES).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCES.rglob("*.py"))
    if "migrations" not in path.parts
}
NEVER_IMPORTED: Final = {
    "pickle", "shelve", "marshal", "dill", "yaml", "subprocess", "ctypes", "xml", "lxml", "random",
    "requests", "httpx", "aiohttp", "urllib.request", "http.client", "ftplib", "telnetlib",
    "xmlrpc", "ldap", "tempfile.mktemp", "django.utils.safestring.mark_safe",
}  # fmt: skip
NEVER_CALLED: Final = {"eval", "exec", "compile", "__import__", "system", "popen"}
# Where something of the kind is right, and why.
ALTHOUGH: Final = {
    ("toolbox/look.py", "django.utils.safestring.mark_safe"): "our own stylesheet",
    ("toolbox/templatetags/parts.py", "django.utils.safestring.mark_safe"): "our own drawings",
    ("toolbox/paper.py", "compile"): "typst, which reads what people wrote as data",
}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func
            if isinstance(name, ast.Name):
                yield name.id
            elif isinstance(name, ast.Attribute) and _owner(name) not in {"re", "brotli"}:
                yield name.attr


def _owner(name: ast.Attribute) -> str:
    return name.value.id if isinstance(name.value, ast.Name) else ""


def _is_of(name: str, never: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in never)


@pytest.mark.parametrize(
    ("found_in", "never"), [(imported, NEVER_IMPORTED), (called, NEVER_CALLED)]
)
def test_nothing_dangerous_is_used_but_where_it_says_why(
    found_in: Callable[[ast.AST], Iterator[str]], never: set[str]
) -> None:
    found = {
        (file, name)
        for file, tree in READ.items()
        for name in found_in(tree)
        if _is_of(name, never)
    }

    assert found - set(ALTHOUGH) == set()


def test_every_exception_is_still_needed() -> None:
    used = {
        (file, name) for file, tree in READ.items() for name in [*imported(tree), *called(tree)]
    }

    assert set(ALTHOUGH) - used == set()


def test_tables_for_spreadsheets_are_written_in_one_place() -> None:
    writers = {file for file, tree in READ.items() if {"writer", "DictWriter"} & {*called(tree)}}
    senders = {
        file
        for file, tree in READ.items()
        if file.endswith(("views.py", "reading.py")) and "text/csv" in ast.unparse(tree)
    }

    assert writers == {"toolbox/tables.py"}
    assert senders == {"phases/evaluation/views.py"}
    assert all("csv_of" in {*called(READ[file])} for file in senders)


def test_rooms_and_pages_write_no_sql_of_their_own() -> None:
    raw = {
        (file, name)
        for file, tree in READ.items()
        for name in called(tree)
        if name in {"RawSQL", "raw", "extra", "execute", "executemany", "executescript"}
        and not file.startswith(("toolbox/", "config/"))
    }

    assert raw == set()


def test_no_form_takes_every_field_of_a_model() -> None:
    found = {
        file
        for file, tree in READ.items()
        for name in imported(tree)
        if name.endswith(("ModelForm", "modelform_factory", "model_to_dict"))
    }

    assert found == set()


def test_no_template_lets_anything_through_unescaped() -> None:
    loose = [
        f"{path.relative_to(SOURCES)}: {word}"
        for path in sorted(SOURCES.rglob("*.html"))
        for word in ("|safe", "autoescape off", "|safeseq", "javascript:", " onclick=", "<script>")
        if word in path.read_text(encoding="utf-8")
    ]

    assert loose == []
