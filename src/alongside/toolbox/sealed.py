"""Encrypted fields: AES-256-GCM under the owner's key, bound to table, column and row.

A sealed value moved to another row, column or table is refused, not read.
"""

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from . import keys

if TYPE_CHECKING:
    TextField = models.Field[str, str]
else:
    TextField = models.Field  # Django's own class takes no types when it runs

VERSION = b"\x01"
opened: ContextVar[bool] = ContextVar("opened", default=False)  # whether this request read one


class Sealed(bytes):
    """A value as the database keeps it."""

    __slots__ = ()


class SealedAttribute(DeferredAttribute):
    """Opens a sealed value when somebody looks at it, and not before."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:  # noqa: ANN401 -- a descriptor
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed) and instance is not None:
            return cast("SealedText", self.field).open(instance, value)
        return value

    def __set__(self, instance: Any, value: Any) -> None:  # noqa: ANN401 -- a descriptor
        instance.__dict__[self.field.attname] = value


class SealedText(TextField):
    """Text nobody reads in the database. `owner` names the attribute with its owner's id."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = True

    def __init__(self, *, owner: str = "id") -> None:
        self.owner = owner
        super().__init__(blank=True, default="", editable=False)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, _kwargs = super().deconstruct()
        return name, path, [], {"owner": self.owner}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: bytes | None, *_: object) -> Sealed | str:
        return Sealed(value) if value else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401, FBT001, ARG002 -- Django's own signature
        value = model_instance.__dict__[self.attname]
        return value if isinstance(value, Sealed) else self.seal(model_instance, str(value or ""))

    def get_prep_value(self, value: Any) -> bytes:  # noqa: ANN401 -- Django's own signature
        if not isinstance(value, bytes):
            raise TypeError(f"{self.name} is sealed: save the row, do not update() or filter() it")
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 -- Django's own signature
        plain = value if prepared else self.get_prep_value(value)
        return connection.Database.Binary(bytes(plain))

    def seal(self, row: models.Model, text: str) -> Sealed:
        if not text:
            return Sealed()
        nonce = os.urandom(keys.NONCE)
        key = keys.key_for(self._owner_of(row), create=True)
        return Sealed(VERSION + nonce + AESGCM(key).encrypt(nonce, text.encode(), self._place(row)))

    def open(self, row: models.Model, sealed: Sealed) -> str:
        """The text. Raises KeyGoneError once the owner was erased, InvalidTag if it was moved."""
        opened.set(True)
        key = keys.key_for(self._owner_of(row), create=False)
        nonce, body = sealed[1 : 1 + keys.NONCE], sealed[1 + keys.NONCE :]
        return AESGCM(key).decrypt(nonce, body, self._place(row)).decode()

    def _owner_of(self, row: models.Model) -> UUID:
        return cast("UUID", getattr(row, self.owner) or row.pk)

    def _place(self, row: models.Model) -> bytes:
        """Table, column, row: what the value is bound to."""
        return f"{self.model._meta.db_table}.{self.column}.{row.pk}".encode()
