"""The one metadata, and the naming convention by which migrations find constraints.

Tables whose numbers stand in buttons or in sealed surveys say `sqlite_autoincrement`: SQLite
otherwise gives the number of an erased last row to the next one, and an old button would
then speak of somebody else. PostgreSQL never does.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
