"""Migration operations: tables the database itself keeps append-only."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

SQLITE = """
CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}"
FOR EACH ROW EXECUTE FUNCTION append_only()
"""


class AppendOnly(Operation):
    """The database refuses to update or delete rows of this table."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.table], {}

    def state_forwards(self, app_label: str, state: Any) -> None:  # noqa: ANN401 -- Django's own signature
        """Nothing Django knows about changes."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002 -- Django's own signature
        schema_editor: BaseDatabaseSchemaEditor,
        _from: Any,  # noqa: ANN401 -- Django's own signature
        _to: Any,  # noqa: ANN401 -- Django's own signature
    ) -> None:
        postgresql = schema_editor.connection.vendor == "postgresql"
        if postgresql:
            schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
        template = POSTGRESQL if postgresql else SQLITE
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(template.format(table=self.table, verb=verb), params=None)

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002 -- Django's own signature
        schema_editor: BaseDatabaseSchemaEditor,
        _from: Any,  # noqa: ANN401 -- Django's own signature
        _to: Any,  # noqa: ANN401 -- Django's own signature
    ) -> None:
        on = f' ON "{self.table}"' if schema_editor.connection.vendor == "postgresql" else ""
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f'DROP TRIGGER "{self.table}_no_{verb}"{on}', params=None)

    def describe(self) -> str:
        return f"Keep {self.table} append only"
