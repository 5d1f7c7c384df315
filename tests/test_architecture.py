"""What import-linter cannot see: keys, templates, walls, states, and the words about people."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from importlinter.cli import lint_imports

from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.phases import Phase
from alongside.toolbox import personal
from alongside.toolbox.personal import Purpose
from alongside.toolbox.sealed import SealedText
from tests.states import tables

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
MODELS = [m for m in apps.get_models() if m.__module__.startswith("alongside.")]
ROWS = [m for m in MODELS if issubclass(m, ProgrammeRow)]

# What belongs to no programme, and why.
OUTSIDE_PROGRAMMES = {
    "people.Person": "one account, whatever programmes the person is part of",
    "people.Forgetting": "somebody asked to be forgotten, everywhere",
    "programmes.Programme": "the programme itself",
    "programmes.Organisation": "an organisation may take part in several",
    "trail.Entry": "names its programme by id: it lies beneath programmes, and outlives them",
    "trail.Concern": "as the entry it belongs to",
    "trail.Seal": "as the entry it seals",
    "toolbox.Job": "the house's own work",
    "toolbox.Sent": "a form's key, of nobody",
    "toolbox.Kept": "a person's own words, across programmes",
}


def floors() -> dict[str, int]:
    found: dict[str, int] = {}
    for contract in CONTRACTS["contracts"]:
        containers = contract.get("containers", [])
        if contract["type"] != "layers" or len(containers) != 1 or "*" in containers[0]:
            continue
        for depth, layer in enumerate(reversed(contract["layers"])):
            for name in layer.split(" | "):
                found[f"{containers[0]}.{name.strip('()')}"] = depth
    return found


FLOORS = floors()


def height(module: str) -> list[int]:
    """Where a module stands, floor by floor, lowest first."""
    parts = module.split(".")
    prefixes = [".".join(parts[: n + 1]) for n in range(len(parts))]
    return [FLOORS[prefix] for prefix in prefixes if prefix in FLOORS]


def own_fields(model: type[models.Model]) -> list[Any]:
    return [f for f in model._meta.get_fields() if not f.auto_created or f.concrete]


def python() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((SOURCE / "alongside").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def templates() -> Iterator[Path]:
    yield from sorted((SOURCE / "alongside").rglob("templates/**/*.html"))


def test_every_import_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert broken == 0, capsys.readouterr().out


def test_no_foreign_key_points_upstairs() -> None:
    upstairs = [
        f"{model.__module__}.{field.name} -> {target.__module__}"
        for model in MODELS
        for field in own_fields(model)
        if isinstance(target := field.related_model, type)
        and target.__module__.startswith("alongside.")
        and height(target.__module__) > height(model.__module__)
    ]
    assert upstairs == []


def test_templates_use_only_their_own_room_and_what_stands_below() -> None:
    """A page may show any room's component; a room shows its own and the toolbox's."""
    owners: dict[str, set[str]] = {}
    for path in templates():
        inside = path.parts[path.parts.index("templates") + 1 :]
        room = ".".join(path.relative_to(SOURCE).parts).split(".templates.")[0]
        owners.setdefault(inside[0], set()).add(room)
    strays = [
        f"{path.relative_to(ROOT)} uses {used}"
        for path in templates()
        for used in re.findall(r'{% (?:extends|include) "([^"]+)"', path.read_text())
        if not _may_use(".".join(path.relative_to(SOURCE).parts), owners.get(used.split("/")[0]))
    ]
    assert strays == []


def _may_use(user: str, owners: set[str] | None) -> bool:
    owners = owners or set()
    own = any(user.startswith(f"{owner}.templates.") for owner in owners)
    composed = user.startswith("alongside.pages.") and any(
        height(owner) < height(user) for owner in owners
    )
    return own or composed or "alongside.toolbox" in owners


def test_a_room_gives_its_components_only_what_they_ask_for() -> None:
    strays = [
        f"{path.relative_to(ROOT)}: {used}"
        for path in templates()
        if "toolbox" not in path.parts
        for used in re.findall(r"{% include [^%]+%}", path.read_text())
        if not re.search(r"\bonly\s*%}", used) and '"forms/' not in used  # they draw the form
    ]
    assert strays == []


def test_templates_decide_nothing_by_role() -> None:
    asks = re.compile(r"{% (?:el)?if [^%]*\b(?:roles?|perms|is_staff|is_operator)\b")
    found = [str(p.relative_to(ROOT)) for p in templates() if asks.search(p.read_text())]

    assert found == []


def test_the_six_phases_are_named_in_one_order_everywhere() -> None:
    [contract] = [c for c in CONTRACTS["contracts"] if c["id"] == "phases"]
    phases = SOURCE / "alongside/phases"
    folders = {path.parent.name for path in phases.glob("*/__init__.py")}
    installed = [app.split(".")[2] for app in settings.INSTALLED_APPS if ".phases." in app]

    assert contract["layers"] == list(reversed(Phase.values))
    assert folders == set(Phase.values)
    assert list(dict.fromkeys(installed)) == Phase.values


def test_every_model_is_of_a_programme_or_says_why_not() -> None:
    outside = {m._meta.label for m in MODELS if not issubclass(m, ProgrammeRow)}

    assert outside == set(OUTSIDE_PROGRAMMES)


UNWALLED_ALTHOUGH = {"reverses": "the ledger lies below programmes; only its own action follows it"}


def test_a_row_reaches_another_row_of_its_programme_by_a_walled_key() -> None:
    """A plain foreign key would join across the wall."""
    plain = [
        f"{model._meta.label}.{field.name}"
        for model in ROWS
        for field in own_fields(model)
        if isinstance(field, models.ForeignKey)
        and not isinstance(field, WalledKey)
        and field.name not in UNWALLED_ALTHOUGH
        and issubclass(field.related_model, ProgrammeRow)
    ]
    assert plain == []


def test_what_is_unique_is_unique_in_its_programme() -> None:
    loose = [
        f"{model._meta.label}: {constraint.name}"
        for model in ROWS
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and "programme" not in constraint.fields
    ]
    loose += [
        f"{model._meta.label}.{field.name}"
        for model in ROWS
        for field in own_fields(model)
        if getattr(field, "unique", False) and not field.primary_key
    ]
    assert loose == []


def test_no_two_rows_of_a_programme_are_one_to_one_and_ids_are_ours() -> None:
    from alongside.toolbox.ids import uuid7

    odd = [
        f"{model._meta.label}.{field.name}"
        for model in ROWS
        for field in own_fields(model)
        if isinstance(field, models.OneToOneField | models.ManyToManyField)
    ]
    assert odd == []
    assert [m._meta.label for m in ROWS if m._meta.pk.default is not uuid7] == []


SOUNDS_PERSONAL = re.compile(
    r"^(?:(?:home|mobile|work|their|contact)_)?(?:phone|email|address|contact)$"
    r"|^born|birth|^access_needs|^bank|sort_code|^(?:full|first|last)_name$"
)
PUBLIC_ALTHOUGH = {
    "programmes.Programme.help_phone": "whom to ask is said on every page",
    "programmes.Programme.help_email": "whom to ask is said on every page",
    "library.Resource.address": "where a page or a paper is, not where a person lives",
}


def test_what_is_personal_is_listed_with_its_purpose() -> None:
    """Sealed fields, and whatever sounds like a person's own."""
    unlisted = [
        name
        for model in MODELS
        for field in own_fields(model)
        if (name := f"{model._meta.label}.{field.name}") not in PUBLIC_ALTHOUGH
        and (
            isinstance(field, SealedText | models.EmailField) or SOUNDS_PERSONAL.search(field.name)
        )
        and not isinstance(field, models.ForeignObjectRel)
        and field.name not in vars(getattr(model, "Personal", object))
    ]
    assert unlisted == []


WORDS = (models.CharField, models.TextField, models.JSONField, SealedText)
NOT_FORGOTTEN_WITH_SOMEBODY = {
    "programmes.Partnership.contact_name": "whom to ask at a group: the group's to change",
    "programmes.Partnership.contact_email": "as the name",
    "files.Version.checked_by": "printed with the paper, as they wished",
    "people.Person.language": "a choice from a list, and nobody's alone",
    "people.Person.password": "never set",
    "tasks.Task.outcome": "what came of it, by whoever did it: a named person looks through it",
    "tasks.Task.words": "names in it are own words, sealed one by one",
    "notices.Notice.words": "names in it are own words, sealed one by one",
    "questions.Question.credit": "is own words",
    "opportunities.OthersTime.who": "typed for everybody to see; a named person takes it out",
    "gatherings.AgendaItem.notes": "minutes of a group; a named person takes names out",
    "collection.SourceText.text": "belongs to the research; taking it out is an act of its own",
    "analysis.Coding.chosen": "repeats a source's words, not those of who marked them",
    "analysis.Finding.minority_view": "a group's words",
}


def test_personal_words_are_forgotten_with_somebody_or_say_why_not() -> None:
    unmarked = [
        f"{model._meta.label}.{name}"
        for model in MODELS
        for name, purpose in vars(getattr(model, "Personal", object)).items()
        if name in {field.name for field in own_fields(model)}
        and isinstance(field := model._meta.get_field(name), WORDS)
        and not field.choices
        and not isinstance(purpose, Purpose)
        and model._meta.label != "toolbox.Kept"  # its rows go whole
    ]
    assert sorted(unmarked) == sorted(NOT_FORGOTTEN_WITH_SOMEBODY)


def test_what_is_somebodys_own_leads_to_its_owner() -> None:
    """Each such table can be emptied: its way to a person is there, and its columns may be."""
    owned = list(personal.all_own())
    assert {"people.Person", "feedback.Contribution"} <= {own.model._meta.label for own in owned}
    for own in owned:
        assert own.owner, own.model


def test_every_purpose_belongs_to_a_field_and_says_who_sees_it() -> None:
    slips = []
    for model in MODELS:
        listed = getattr(model, "Personal", None)
        names = {field.name for field in own_fields(model)}
        for name, purpose in vars(listed).items() if listed else ():
            if not name.startswith("__") and (name not in names or len(str(purpose)) < 15):
                slips.append(f"{model._meta.label}.{name}")
    assert slips == []


def test_nothing_of_ours_happens_by_signal_or_by_saving() -> None:
    hidden = []
    for path, tree in python():
        where = path.relative_to(ROOT)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                hidden.append(f"{where} imports {node.module}")
            if isinstance(node, ast.ClassDef) and path.name == "models.py":
                ours = [n.name for n in node.body if isinstance(n, ast.FunctionDef)]
                hidden += [f"{where}: {node.name}.{n}" for n in ours if n in {"save", "delete"}]
    assert hidden == []


def test_only_actions_write() -> None:
    """A first look at the words; while the tests run, a hook looks at the SQL itself."""
    write = re.compile(
        r"\.objects\b[^\n]*\.(delete|update|(bulk_|(get|update)_or_)?create|bulk_update)\("
        r"|\.save\((update_fields=|\))"
    )
    rooms = ("foundation", "throughout", "phases", "pages")
    writers = {
        str(path.relative_to(ROOT))
        for path, _tree in python()
        if path.relative_to(SOURCE).parts[1] in rooms
        and path.stem != "actions"
        and path.parent.stem != "actions"
        and write.search(path.read_text())
    }
    assert writers == set()


def test_views_use_forms_of_their_own_room() -> None:
    strays = []
    for path, tree in python():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".forms"):
                room = ".".join(path.relative_to(SOURCE).parts[:-1]).removesuffix(".views")
                fine = str(node.module).startswith(("alongside.toolbox.", room))
                ours = str(node.module).startswith("alongside.")
                if node.level == 0 and ours and not fine:
                    strays.append(f"{path.relative_to(ROOT)} imports {node.module}")
    assert strays == []


@pytest.mark.parametrize(("name", "moves"), list(tables()))
def test_a_table_of_moves_names_every_state_and_only_those(
    name: str, moves: Mapping[Any, Any]
) -> None:
    kind: Any = type(next(iter(moves)))
    ends = [end for following in moves.values() for end in following]

    assert set(moves) == set(kind), f"{name} leaves out a state"
    assert set(ends) <= set(kind), f"{name} leads to what is no state"
    assert all(state not in moves[state] for state in moves), f"{name} moves from a state to itself"


def test_long_files_and_functions_are_worth_a_second_look(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Printed, never refused: a limit to think at."""
    long: list[str] = []
    for path, tree in python():
        lines = len(path.read_text().splitlines())
        if lines > 400:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                span = node.end_lineno - node.lineno
                if span > 60:
                    long.append(f"{path.relative_to(ROOT)}: {node.name}, {span} lines")
    with capsys.disabled():
        if long:
            print("\nworth a second look:", *long, sep="\n  ")  # noqa: T201 -- meant to be read
