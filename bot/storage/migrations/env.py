"""Run Alembic on the connection it is handed; there is no other way in."""

from alembic import context

from bot.storage.tables.base import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
