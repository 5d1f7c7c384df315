"""What speaks JSON keeps to its description, whatever is asked of it."""

import ast
import json
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import OperationalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alongside.toolbox import jobs

from .test_sources import READ, imported

pytestmark = pytest.mark.django_db
ROOT: Final = Path(__file__).parent.parent.parent
SAID: Final = json.loads((ROOT / "docs/security/openapi.json").read_text(encoding="utf-8"))
PATHS: Final = sorted(SAID["paths"])
KNOWN: Final = {"type", "required", "properties", "additionalProperties", "$ref"}
WORDS: Final = st.text(st.characters(codec="utf-8"), max_size=30)
HEAD: Final = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=60)
NAMES: Final = st.sampled_from(
    ["Accept", "Accept-Language", "Content-Type", "Cookie", "If-None-Match", "Range", "X-Odd"]
)


def fits(schema: dict[str, Any], thing: Any) -> bool:
    """Whether a thing is as described; of the words of JSON Schema, those we use."""
    if set(schema) - KNOWN:
        raise ValueError(f"words this test does not know: {set(schema) - KNOWN}")
    if "$ref" in schema:
        return fits(SAID["components"]["schemas"][schema["$ref"].rpartition("/")[2]], thing)
    if schema["type"] == "boolean":
        return isinstance(thing, bool)
    named = schema["properties"]
    return (
        isinstance(thing, dict)
        and set(schema["required"]) <= set(thing)
        and (schema["additionalProperties"] or set(thing) <= set(named))
        and all(fits(named[name], each) for name, each in thing.items())
    )


def as_described(path: str, answer: Any) -> bool:
    said = SAID["paths"][path]["get"]["responses"].get(str(answer.status_code))
    kind = answer["Content-Type"].partition(";")[0]
    if said is None or kind not in said["content"]:
        return False
    if kind != "application/json":
        return True
    return fits(said["content"][kind]["schema"], json.loads(answer.content))


@pytest.mark.parametrize("path", PATHS)
@given(
    asked=st.dictionaries(WORDS, WORDS, max_size=4),
    head=st.dictionaries(NAMES, HEAD, max_size=3),
    method=st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ODD"]),
    body=st.binary(max_size=100),
)
def test_every_answer_is_as_described(
    path: str, asked: dict[str, str], head: dict[str, str], method: str, body: bytes
) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    answer = client.generic(method, path, body, query_params=asked, headers=head)

    assert as_described(path, answer), (answer.status_code, answer.content[:200])
    crooked = any("\x00" in word for pair in asked.items() for word in pair)
    assert (answer.status_code == 400) == crooked
    assert (answer.status_code == 405) == (method != "GET" and not crooked)
    assert not answer.cookies


def test_what_is_not_as_described_is_told_apart() -> None:
    described = SAID["paths"]["/readyz"]["get"]["responses"]["200"]["content"]["application/json"]
    right = {"write": True, "work": True, "disk": True, "backup": False}

    assert fits(described["schema"], right)
    assert not fits(described["schema"], right | {"version": True})
    assert not fits(described["schema"], right | {"disk": "yes"})
    assert not fits(described["schema"], {"write": True})


def test_trouble_is_as_described_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("no route to 10.0.0.1")

    monkeypatch.setattr(jobs, "newest", refuse)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert as_described("/readyz", answer)
    assert b"10.0.0.1" not in answer.content


def test_nothing_else_speaks_json() -> None:
    speaking = {
        file
        for file, tree in READ.items()
        if "django.http.JsonResponse" in {*imported(tree)} or _says_json(tree)
    }

    assert speaking == {"config/health.py"}
    assert {each.strip("/") for each in PATHS} == {"healthz", "readyz"}


def _says_json(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Constant) and node.value == "application/json"
        for node in ast.walk(tree)
    )
