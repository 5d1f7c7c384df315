"""What belongs to somebody is sealed under their own key inside a backup as well.

Once their key is destroyed, no backup gives it back: bringing one back puts in its place what a
forgotten person leaves. Rows a library keeps of them are then left out.
"""

import base64
import json
import os
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import models

from alongside.toolbox import keys, personal
from alongside.toolbox.sealed import SealedText

OF: Final = "⁂ of"  # no value of ours has such a name in it
Held = dict[str, Any]  # one row, by the name of its columns, in words
LEFT_OUT: Final = "without its owner this row is left out"


class Sealer:
    """Seals, row by row, what belongs to somebody in one table."""

    def __init__(self, model: type[models.Model]) -> None:
        own, whole = _declared(model)
        found = own or whole
        self.table = model._meta.label_lower
        self.way = found.owner if found else ""
        self.said = {field.attname for field in own.said} if own else set()
        self.instead: dict[str, Any] = {}
        if own:
            self.instead |= {field.attname: personal.emptied(field) for field in own.who}
            self.instead |= dict.fromkeys(self.said, personal.GONE)
        if whole:
            self.instead |= {field.attname: LEFT_OUT for field in whole.who}
        fields = [f for f in model._meta.concrete_fields if isinstance(f, SealedText)]
        self.sealed = {field.attname: field.owner for field in fields}

    def seal(self, held: Held, *, whose: UUID | None, key: Any) -> None:  # noqa: ANN401 -- any primary key
        """Put sealed values in the place of plain ones."""
        for column, owner in self.sealed.items():
            if held[column]:
                held[column][OF] = held.get(owner) or UUID(str(key)).hex
        for column, instead in self.instead.items():
            if whose is None or column in self.sealed or not held.get(column):
                continue
            owner_key = personal.key_of_said(whose) if column in self.said else whose
            if keys.gone(owner_key):
                continue
            held[column] = self._sealed(held[column], owner_key, f"{self.table}.{column}.{key}")
            held[column]["else"] = instead

    @staticmethod
    def _sealed(value: object, owner: UUID, place: str) -> Held:
        nonce = os.urandom(keys.NONCE)
        key = keys.key_for(owner, create=True)
        body = AESGCM(key).encrypt(nonce, json.dumps(value).encode(), place.encode())
        return {"own": _in_letters(nonce + body), OF: owner.hex, "place": place}


def _declared(model: type[models.Model]) -> tuple[personal.Own | None, personal.Own | None]:
    """What the model of today says is somebody's own: a table may still be as it was before."""
    try:
        today: type[models.Model] = apps.get_model(model._meta.label)
    except LookupError:
        return None, None
    return personal.own_of(today), personal.goes_whole(today)


def opened(held: Held) -> Held | None:
    """The row with its values plain; of somebody forgotten, what stays, or nothing."""
    for column, value in held.items():
        if not isinstance(value, dict) or OF not in value:
            continue
        owner = UUID(value[OF])
        if "bytes" in value:
            held[column] = value if keys.has(owner) else {"bytes": ""}
        elif keys.has(owner):
            held[column] = _plain(value, owner)
        elif value["else"] == LEFT_OUT:
            return None
        else:
            held[column] = value["else"]
    return held


def _plain(value: Held, owner: UUID) -> object:
    body = base64.b64decode(value["own"])
    key = keys.key_for(owner, create=False)
    cipher, nonce = AESGCM(key), body[: keys.NONCE]
    return json.loads(cipher.decrypt(nonce, body[keys.NONCE :], value["place"].encode()))


def _in_letters(body: bytes) -> str:
    return base64.b64encode(body).decode()
