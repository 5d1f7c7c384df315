"""Run by `test_https.py` in a process of its own, with the product's own settings under HTTPS.

Prints what every kind of answer says in its head, as JSON.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings

django.setup()

from django.test import Client  # noqa: E402 -- the settings come first
from django.urls import reverse  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from alongside.config.prepare import prepare  # noqa: E402
from alongside.foundation.files.actions import receive  # noqa: E402
from alongside.foundation.memberships.models import Membership  # noqa: E402
from alongside.foundation.people.actions import write_down  # noqa: E402
from alongside.foundation.people.models import Hand  # noqa: E402
from alongside.foundation.programmes.models import Programme  # noqa: E402
from alongside.toolbox.sheet import STYLE  # noqa: E402

HOST = "house.example"


def said(answer: Any) -> dict[str, Any]:
    return {
        "status": answer.status_code,
        "head": dict(answer.headers),
        "body": b"".join(answer).decode("utf-8", "replace")[:20_000],
        "cookies": {
            name: {**{k: v for k, v in morsel.items() if v}, "value": bool(morsel.value)}
            for name, morsel in answer.cookies.items()
        },
    }


def code_in_the_outbox() -> str:
    newest = max(Path(settings.EMAIL_FILE_PATH).glob("*"), key=lambda file: file.stat().st_mtime)
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]*)\s*$", newest.read_text(), re.MULTILINE)
    return found[1] if found else ""


def visit() -> dict[str, Any]:
    prepare(lambda _line: None)
    bay = Programme.objects.create(
        slug="bay", name="Marram Bay", place="Marram Bay", started_on=now().date()
    )
    amina = write_down(first_name="Amina", email="amina@example.org", phone="01632 1", now=now())
    Membership.objects.create(programme=bay, person=amina, joined_on=now().date())
    paper = receive(
        by=Hand.own(amina), programme=bay, name="a.txt", content=b"<script>1</script>", now=now()
    )
    client = Client(raise_request_exception=False, headers={"host": HOST})
    static = next(path.name for path in sorted(settings.STATIC_ROOT.rglob("*.css")))

    def get(path: str, **more: Any) -> dict[str, Any]:
        return said(client.get(path, secure=True, **more))

    seen = {
        "page": get("/bay/"),
        "first page of a visit": get("/bay/", headers={"Sec-Fetch-Site": "none"}),
        "nothing there": get("/nothing/there/"),
        "wrong way": said(client.post("/healthz", secure=True)),
        "strange host": get("/bay/", headers={"host": "evil.example"}),
        "too many boxes": said(
            client.post("/bay/ideas/new/", {str(n): "" for n in range(2_000)}, secure=True)
        ),
        "sheet": get(STYLE.address),
        "static": get(f"/static/alongside/{static}"),
        "machine": get("/healthz"),
        "security.txt": get("/.well-known/security.txt"),
        "door": get("/week/"),
        "plain page": said(client.get("/bay/")),
        "plain machine": said(client.get("/healthz")),
        "chosen look": said(client.post("/look/", {"theme": "dark"}, secure=True)),
        "chosen language": said(client.post("/look/", {"language": "cy"}, secure=True)),
        "ask": get("/in/"),
        "offer": said(client.post("/bay/ideas/new/", {"text": "A bench"}, secure=True)),
    }
    seen["asked"] = said(client.post("/in/", {"email": "amina@example.org"}, secure=True))
    seen["signed in"] = said(client.post("/in/code/", {"code": code_in_the_outbox()}, secure=True))
    seen["about me"] = get("/me/")
    seen["file"] = get(reverse("files:file", args=[bay.slug, paper.pk]))
    key = re.search(r'name="once" value="([^"]+)"', client.get("/me/needs/", secure=True).text)
    seen["signed out"] = said(client.post("/out/", secure=True))
    seen["kept"] = said(
        client.post("/me/needs/", {"once": key[1] if key else "", "reads": "audio"}, secure=True)
    )
    return seen


if __name__ == "__main__":
    json.dump(visit(), sys.stdout)
