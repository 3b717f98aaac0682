"""Courses with enrolment, changes on single days, and what calendar files must take back."""

import secrets

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_courses()
    _widen_slots()
    _make_changes()
    _make_former()
    _make_calendar_versions()


def downgrade() -> None:
    for name in (
        "calendar_warnings",
        "calendar_versions",
        "former_days",
        "former_slots",
        "slot_changes",
        "enrolments",
    ):
        op.drop_table(name)
    op.execute(sa.text("DELETE FROM slots WHERE class_id IS NULL"))
    with op.batch_alter_table("slots") as batch:
        batch.drop_constraint(op.f("fk_slots_course_id_courses"), type_="foreignkey")
        batch.drop_constraint(op.f("uq_slots_uid"), type_="unique")
        batch.drop_index(op.f("ix_slots_course_id"))
        for name in ("fee", "capacity", "kind", "weeks", "later_ends", "version", "uid"):
            batch.drop_column(name)
        batch.drop_column("course_id")
        batch.alter_column("class_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("courses")


def _school() -> sa.Column[int]:
    school = sa.ForeignKey("schools.id", ondelete="CASCADE")
    return sa.Column("school_id", sa.Integer(), school, primary_key=True)


def _make_courses() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "school_id",
            sa.Integer(),
            sa.ForeignKey("schools.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("name", sa.String(60), nullable=False, comment="unique within the school"),
        sa.Column("capacity", sa.SmallInteger(), comment="places; empty: no limit"),
        sa.Column("fee", sa.String(60), nullable=False, comment="as parents are told, or empty"),
        sa.Column("first_grade", sa.SmallInteger(), nullable=False, comment="1 to 9"),
        sa.Column("last_grade", sa.SmallInteger(), nullable=False, comment="1 to 9"),
        sa.UniqueConstraint("school_id", "name"),
        comment="what children of several classes enrol in, such as 书法",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), primary_key=True, comment="the order of asking"),
        sa.Column(
            "course_id",
            sa.Integer(),
            sa.ForeignKey("courses.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "child_id",
            sa.Integer(),
            sa.ForeignKey("children.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("placed_at", Instant(), comment="since when it has a place; empty: it waits"),
        sa.Column(
            "by_school",
            sa.Boolean(),
            nullable=False,
            comment="put down by the school; else it goes with the last chat of the child",
        ),
        sa.UniqueConstraint("course_id", "child_id"),
        sqlite_autoincrement=True,
    )


def _widen_slots() -> None:
    columns = (
        ("later_ends", 60, "", "other times at which a child may be fetched: 18:30 19:00"),
        ("weeks", 10, "every", "every, odd, even"),
        ("kind", 20, "service", "service, or evening: self-study of junior school"),
        ("fee", 60, "", "what parents are told about its price, or empty"),
    )
    with op.batch_alter_table("slots", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column(
            "class_id",
            existing_type=sa.Integer(),
            nullable=True,
            comment="either a class or a course",
        )
        batch.add_column(sa.Column("course_id", sa.Integer()))
        batch.add_column(sa.Column("uid", sa.String(32), comment="in calendar files"))
        batch.add_column(
            sa.Column(
                "version",
                sa.Integer(),
                nullable=False,
                server_default="0",
                comment="rises with every change, for calendar files",
            )
        )
        for name, length, default, comment in columns:
            kind = sa.String(length)
            batch.add_column(
                sa.Column(name, kind, nullable=False, server_default=default, comment=comment)
            )
        batch.add_column(
            sa.Column("capacity", sa.SmallInteger(), comment="seats; empty: no limit")
        )
    _give_names()
    with op.batch_alter_table("slots", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("uid", existing_type=sa.String(32), nullable=False)
        batch.create_unique_constraint(op.f("uq_slots_uid"), ["uid"])
        batch.create_index(op.f("ix_slots_course_id"), ["course_id"])
        batch.create_foreign_key(
            op.f("fk_slots_course_id_courses"),
            "courses",
            ["course_id"],
            ["id"],
            ondelete="CASCADE",
        )


def _give_names() -> None:
    connection = op.get_bind()
    slots = sa.table("slots", sa.column("id"), sa.column("uid"))
    for number in connection.execute(sa.select(slots.c.id)).scalars().all():
        mine = sa.update(slots).where(slots.c.id == number)
        connection.execute(mine.values(uid=secrets.token_hex(12)))


def _make_changes() -> None:
    op.create_table(
        "slot_changes",
        sa.Column(
            "slot_id",
            sa.Integer(),
            sa.ForeignKey("slots.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("day", sa.Date(), primary_key=True, comment="the day it was planned for"),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="from 1, rises with every change"
        ),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Date(), index=True, comment="another day; empty: the same"),
        sa.Column("starts_at", sa.Time(), comment="empty: as planned, and so below"),
        sa.Column("ends_at", sa.Time()),
        sa.Column("place", sa.String(60)),
        sa.Column("teacher", sa.String(60)),
        sa.Column(
            "reason", sa.String(60), nullable=False, comment="as parents are told, or empty"
        ),
        comment="what is different on one day; a row that changes nothing was taken back",
    )


def _make_former() -> None:
    op.create_table(
        "former_slots",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "school_id",
            sa.Integer(),
            sa.ForeignKey("schools.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column(
            "class_id", sa.Integer(), sa.ForeignKey("classes.id", ondelete="CASCADE"), index=True
        ),
        sa.Column(
            "course_id", sa.Integer(), sa.ForeignKey("courses.id", ondelete="CASCADE"), index=True
        ),
        sa.Column("uid", sa.String(32), nullable=False, comment="that of the slot"),
        sa.Column("version", sa.Integer(), nullable=False, comment="higher than it ever had"),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("weeks", sa.String(10), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_until", sa.Date()),
        sa.Column("removed_on", sa.Date(), nullable=False, comment="from this day it is no more"),
        comment="what slots were, so that calendar files can cancel it",
    )
    op.create_table(
        "former_days",
        _school(),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("weekday", sa.SmallInteger(), primary_key=True, comment="whose plan applied"),
        comment="school days that a newer calendar has taken back or given another plan",
    )


def _make_calendar_versions() -> None:
    op.create_table(
        "calendar_versions",
        _school(),
        sa.Column("version", sa.Integer(), nullable=False, comment="rises with every import"),
    )
    op.create_table(
        "calendar_warnings",
        _school(),
        sa.Column(
            "year", sa.SmallInteger(), primary_key=True, comment="whose holidays are not known"
        ),
        sa.Column("days_ahead", sa.SmallInteger(), primary_key=True, comment="60, 30 or 7"),
        sa.Column("told_at", Instant(), nullable=False),
        comment="staff are warned once for each",
    )
