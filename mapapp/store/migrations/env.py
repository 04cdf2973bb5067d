"""What Alembic runs: the steps on the connection it was given, in that connection's own transaction."""

from __future__ import annotations

from alembic import context

from mapapp.store.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
