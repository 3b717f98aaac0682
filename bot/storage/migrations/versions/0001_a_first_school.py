"""A first school: people, outbox, plans, notices, after-school service and surveys."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_people()
    _make_delivery()
    _make_plans()
    _make_notices()
    _make_timetable()
    _make_surveys()


def downgrade() -> None:
    for table in (
        "notice_children",
        "joins",
        "invitation_classes",
        "confirmations",
        "survey_sealed",
        "survey_marks",
        "survey_comments",
        "survey_answers",
        "staff_classes",
        "slots",
        "notices",
        "invitations",
        "children",
        "timetable_pushes",
        "terms",
        "survey_waves",
        "staff",
        "special_days",
        "outgoing",
        "occurrences",
        "classes",
        "schools",
        "plans",
        "outgoing_bodies",
        "keepsakes",
        "counters",
        "chats",
    ):
        op.drop_table(table)


def _make_people() -> None:
    op.create_table(
        "chats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.BigInteger(), nullable=False, comment="Telegram chat id"),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "gone_at",
            Instant(),
            nullable=True,
            comment="since when the person has blocked the bot",
        ),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
        sa.UniqueConstraint("address", name=op.f("uq_chats_address")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "keepsakes",
        sa.Column("name", sa.String(length=40), nullable=False, comment="what is remembered"),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_keepsakes")),
        comment="small facts the service remembers about itself, such as the bot's user name",
    )
    op.create_table(
        "schools",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False, comment="as parents know it"),
        sa.Column("region", sa.String(length=40), nullable=False, comment="code of its district"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "classes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column(
            "grade", sa.SmallInteger(), nullable=False, comment="1 to 9; 7 is 初一; 0 has left"
        ),
        sa.Column(
            "name", sa.String(length=60), nullable=False, comment="unique within the school"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_classes_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classes")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_classes_school_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.String(length=20),
            nullable=False,
            comment="teacher, school, district or editor",
        ),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_staff_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_staff_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint(
            "chat_id", "school_id", "role", name=op.f("uq_staff_chat_id_school_id_role")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "children",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column(
            "seat",
            sa.SmallInteger(),
            nullable=True,
            comment="seat number in the class; empty: not given",
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classes.id"],
            name=op.f("fk_children_class_id_classes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_children")),
        sa.UniqueConstraint("class_id", "seat", name=op.f("uq_children_class_id_seat")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_children_class_id"), "children", ["class_id"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False, comment="class, seat or a role"),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("seat", sa.SmallInteger(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column(
            "used_at", Instant(), nullable=True, comment="set once for codes that admit one chat"
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classes.id"],
            name=op.f("fk_invitations_class_id_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_invitations_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitations_code_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invitations_class_id"), "invitations", ["class_id"], unique=False)
    op.create_table(
        "staff_classes",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classes.id"],
            name=op.f("fk_staff_classes_class_id_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
            name=op.f("fk_staff_classes_staff_id_staff"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("staff_id", "class_id", name=op.f("pk_staff_classes")),
    )
    op.create_index(op.f("ix_staff_classes_class_id"), "staff_classes", ["class_id"], unique=False)
    op.create_table(
        "invitation_classes",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classes.id"],
            name=op.f("fk_invitation_classes_class_id_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name=op.f("fk_invitation_classes_invitation_id_invitations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("invitation_id", "class_id", name=op.f("pk_invitation_classes")),
    )
    op.create_table(
        "joins",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_joins_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["child_id"],
            ["children.id"],
            name=op.f("fk_joins_child_id_children"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "child_id", name=op.f("pk_joins")),
    )
    op.create_index(op.f("ix_joins_child_id"), "joins", ["child_id"], unique=False)


def _make_delivery() -> None:
    op.create_table(
        "outgoing_bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "batch", sa.String(length=60), nullable=False, comment="what it belongs to: notice:12"
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("keyboard", sa.JSON(), nullable=False, comment="rows of [label, data]"),
        sa.Column(
            "force_reply",
            sa.String(length=64),
            nullable=True,
            comment="hint in the reply field; empty: none",
        ),
        sa.Column(
            "when_unsure",
            sa.String(length=16),
            nullable=False,
            comment="resend or leave a message that may have arrived",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_bodies")),
    )
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "batch", sa.String(length=60), nullable=False, comment="the body's, repeated to count"
        ),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column(
            "address",
            sa.BigInteger(),
            nullable=True,
            comment="the chat; emptied when its data is erased",
        ),
        sa.Column(
            "state",
            sa.String(length=16),
            nullable=False,
            comment="pending, sending, delivered, failed, ambiguous or cancelled",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="counted when claimed"),
        sa.Column(
            "doubts", sa.SmallInteger(), nullable=False, comment="attempts that may have arrived"
        ),
        sa.Column(
            "unwanted",
            sa.Boolean(),
            nullable=False,
            comment="cancelled while on its way: never to be tried again",
        ),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.Column(
            "message_id",
            sa.BigInteger(),
            nullable=True,
            comment="Telegram's number, for later edits",
        ),
        sa.Column(
            "reason", sa.String(length=32), nullable=True, comment="why it failed, as a code"
        ),
        sa.Column(
            "detail",
            sa.String(length=200),
            nullable=True,
            comment="Telegram's own words on a refusal",
        ),
        sa.Column("settled_at", Instant(), nullable=True, comment="since when its state is final"),
        sa.ForeignKeyConstraint(
            ["body_id"], ["outgoing_bodies.id"], name=op.f("fk_outgoing_body_id_outgoing_bodies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
    )
    op.create_index(op.f("ix_outgoing_address"), "outgoing", ["address"], unique=False)
    op.create_index(op.f("ix_outgoing_batch_state"), "outgoing", ["batch", "state"], unique=False)
    op.create_index(
        op.f("ix_outgoing_state_not_before_id"),
        "outgoing",
        ["state", "not_before", "id"],
        unique=False,
    )


def _make_plans() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
        comment="numbers that rise whenever the thing they are named for changes",
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.String(length=40), nullable=False, comment="which room's handler makes it"
        ),
        sa.Column("subject", sa.Integer(), nullable=False, comment="id of what it is about"),
        sa.Column(
            "once_at", Instant(), nullable=True, comment="set for a plan that falls due once"
        ),
        sa.Column(
            "daily_at",
            sa.String(length=5),
            nullable=True,
            comment="HH:MM at school, for a plan of every day",
        ),
        sa.Column(
            "catch_up_for",
            sa.Integer(),
            nullable=True,
            comment="seconds it may be late; empty: any length",
        ),
        sa.Column("since", Instant(), nullable=False, comment="since when this rule has stood"),
        sa.Column(
            "finished_at",
            Instant(),
            nullable=True,
            comment="when a plan that falls due once was settled",
        ),
        sa.CheckConstraint(
            "(once_at IS NULL) <> (daily_at IS NULL)", name=op.f("ck_plans_one_rule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_plans_kind_subject")),
    )
    op.create_table(
        "occurrences",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False, comment="made or dropped"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("late_for", sa.Integer(), nullable=False, comment="seconds after it was due"),
        sa.Column(
            "note", sa.String(length=200), nullable=False, comment="why it was dropped, else empty"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plans.id"],
            name=op.f("fk_occurrences_plan_id_plans"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", "due_at", name=op.f("pk_occurrences")),
    )


def _make_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column(
            "author_id",
            sa.Integer(),
            nullable=True,
            comment="empty: the operator of the command line, or somebody who has left",
        ),
        sa.Column("audience", sa.Text(), nullable=False, comment="such as class:3 grade:1/2"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asks_confirmation", sa.Boolean(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it is urgent"),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column(
            "send_at", Instant(), nullable=True, comment="when it goes out, once that is settled"
        ),
        sa.Column(
            "sent_at", Instant(), nullable=True, comment="when the last message was settled"
        ),
        sa.Column(
            "author_address", sa.BigInteger(), nullable=True, comment="the chat it is written in"
        ),
        sa.Column(
            "prompt_message_id",
            sa.Integer(),
            nullable=True,
            comment="the question the text answers",
        ),
        sa.Column(
            "progress_message_id",
            sa.Integer(),
            nullable=True,
            comment="the message that shows how far it is",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["staff.id"],
            name=op.f("fk_notices_author_id_staff"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_notices_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_school_id"), "notices", ["school_id"], unique=False)
    op.create_index(op.f("ix_notices_state"), "notices", ["state"], unique=False)
    op.create_table(
        "confirmations",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name=op.f("fk_confirmations_chat_id_chats"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_confirmations_notice_id_notices"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("notice_id", "chat_id", name=op.f("pk_confirmations")),
    )
    op.create_table(
        "notice_children",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column(
            "address",
            sa.BigInteger(),
            nullable=True,
            comment="a chat that reads along; empty: none does",
        ),
        sa.ForeignKeyConstraint(
            ["child_id"],
            ["children.id"],
            name=op.f("fk_notice_children_child_id_children"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_notice_children_notice_id_notices"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_children")),
        comment="whom a notice concerned when it left, so that unreached children can be named",
    )
    op.create_index(
        op.f("ix_notice_children_notice_id"), "notice_children", ["notice_id"], unique=False
    )


def _make_timetable() -> None:
    op.create_table(
        "special_days",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "is_open", sa.Boolean(), nullable=False, comment="an extra working day, or a day off"
        ),
        sa.Column(
            "follows",
            sa.SmallInteger(),
            nullable=True,
            comment="whose weekday's plan applies, 1 to 7",
        ),
        sa.Column(
            "name", sa.String(length=60), nullable=False, comment="as parents are told, or empty"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_special_days_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("school_id", "day", name=op.f("pk_special_days")),
        comment="where the school's own calendar differs from the public one",
    )
    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False, comment="may be empty"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_terms_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    op.create_index(op.f("ix_terms_school_id"), "terms", ["school_id"], unique=False)
    op.create_table(
        "timetable_pushes",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="the day at school it tells of"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("message_count", sa.Integer(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("is_uncertain", sa.Boolean(), nullable=False, comment="public holidays unknown"),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_timetable_pushes_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("school_id", "day", name=op.f("pk_timetable_pushes")),
        comment="each morning's message; the key keeps it to one a day",
    )
    op.create_table(
        "slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False, comment="1 to 7; Monday is 1"),
        sa.Column("starts_at", sa.Time(), nullable=False, comment="at school"),
        sa.Column("ends_at", sa.Time(), nullable=False, comment="at school"),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False, comment="may be empty"),
        sa.Column(
            "teacher",
            sa.String(length=60),
            nullable=False,
            comment="as parents know them, or empty",
        ),
        sa.Column("valid_from", sa.Date(), nullable=True, comment="first day; empty: always was"),
        sa.Column(
            "valid_until", sa.Date(), nullable=True, comment="last day; empty: always will be"
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classes.id"],
            name=op.f("fk_slots_class_id_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_slots_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        comment="after-school service of a class, week by week",
    )
    op.create_index(op.f("ix_slots_class_id"), "slots", ["class_id"], unique=False)
    op.create_index(op.f("ix_slots_school_id"), "slots", ["school_id"], unique=False)


def _make_surveys() -> None:
    op.create_table(
        "survey_waves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column(
            "survey", sa.String(length=60), nullable=False, comment="id of the ready survey"
        ),
        sa.Column(
            "definition",
            sa.Text(),
            nullable=False,
            comment="the survey as JSON, frozen at opening",
        ),
        sa.Column(
            "public_key", sa.LargeBinary(length=32), nullable=False, comment="seals answers"
        ),
        sa.Column(
            "state", sa.String(length=10), nullable=False, comment="open, closing, closed or lost"
        ),
        sa.Column("invited", sa.Integer(), nullable=False, comment="families asked"),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column(
            "closes_at",
            Instant(),
            nullable=True,
            comment="from when on no answer is taken; empty: by hand",
        ),
        sa.Column(
            "closed_at", Instant(), nullable=True, comment="when it was closed or found lost"
        ),
        sa.Column(
            "erased_at",
            Instant(),
            nullable=True,
            comment="when keys and freed pages were destroyed",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_survey_waves_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_waves")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_survey_waves_school_id"), "survey_waves", ["school_id"], unique=False)
    op.create_table(
        "survey_answers",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False, comment="random"),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False, comment="of the child it is about"),
        sa.Column(
            "choices", sa.String(length=60), nullable=False, comment="one character a question"
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"],
            ["survey_waves.id"],
            name=op.f("fk_survey_answers_wave_id_survey_waves"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answers")),
        comment="written once, at closing, in random order",
    )
    op.create_index(op.f("ix_survey_answers_wave_id"), "survey_answers", ["wave_id"], unique=False)
    op.create_table(
        "survey_comments",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False, comment="random"),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"],
            ["survey_waves.id"],
            name=op.f("fk_survey_comments_wave_id_survey_waves"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_comments")),
        comment="written once, at closing, in random order; tied to no answer",
    )
    op.create_index(
        op.f("ix_survey_comments_wave_id"), "survey_comments", ["wave_id"], unique=False
    )
    op.create_table(
        "survey_marks",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of a family"
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"],
            ["survey_waves.id"],
            name=op.f("fk_survey_marks_wave_id_survey_waves"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("wave_id", "mark", name=op.f("pk_survey_marks")),
    )
    op.create_table(
        "survey_sealed",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False, comment="random"),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False, comment="answer or comment"),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False, comment="one length a kind"),
        sa.ForeignKeyConstraint(
            ["wave_id"],
            ["survey_waves.id"],
            name=op.f("fk_survey_sealed_wave_id_survey_waves"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_sealed")),
    )
    op.create_index(op.f("ix_survey_sealed_wave_id"), "survey_sealed", ["wave_id"], unique=False)
