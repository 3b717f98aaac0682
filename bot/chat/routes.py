"""One table: command or button, its handler, and who may use it.

The question "may this person do this?" is asked here, once, before a handler runs.
Danger comes before everything else: words of self-harm or violence are answered with the
help lines at once, from code, whatever else the message may be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from telegram import Message, Update

from bot.chat import afternoons, memory
from bot.chat.after_taps import (
    CorrectNotice,
    DetachFiles,
    ListUnreached,
    NoReminder,
    RemindOf,
    WithdrawNotice,
)
from bot.chat.editing_taps import (
    GiveList,
    ListDay,
    MakeAll,
    MakeChange,
    MoreDays,
    PickAll,
    PickDay,
    PickInstead,
    PickSession,
    ShowList,
    TypeInstead,
)
from bot.chat.handlers import (
    approvals,
    ask,
    classes,
    feedback,
    forget,
    inbox,
    long_texts,
    mydata,
    notice_after,
    notice_files,
    notice_reach,
    notice_repeat,
    notice_sending,
    notice_time,
    notice_whom,
    notices,
    other,
    reminding,
    results,
    settings,
    surveys,
    timetable,
    timetable_doors,
    timetable_editing,
    timetable_whole_day,
    welcome,
)
from bot.chat.keyboards import button, column
from bot.chat.result_taps import GiveDistrict, GiveResults, ShowDistrict, ShowResults
from bot.chat.routing import Button, Command
from bot.chat.service_taps import AskRules
from bot.chat.talk import Talk
from bot.chat.taps import (
    AnswerBad,
    AnswerGood,
    AskSchool,
    AssignGroup,
    ChangeDraft,
    ChooseLanguage,
    ChooseQuiet,
    ChooseReminder,
    ComposeFor,
    DismissGroup,
    DropSeat,
    ForgetMe,
    GiveSeat,
    InviteClass,
    JoinAnother,
    KeepEntry,
    KeepMe,
    KeepPrivate,
    LeaveChild,
    LeavePosts,
    MoveSeat,
    NoneOfThese,
    NoQuiet,
    NotMeant,
    OfferSeats,
    PickSeat,
    PickWhom,
    RemoveReader,
    Repeat,
    RevokeCodes,
    RevokeSure,
    SendAnswer,
    SendAt,
    SendBefore,
    SendToSchool,
    ShowClass,
    ShowLanguages,
    ShowSeat,
    ShowSeats,
    ShowSettings,
    StopNotice,
    StopSeries,
    TellMe,
    TextIsFor,
    WriteEntry,
)
from bot.errors import NotAllowed
from bot.faq.crisis import danger
from bot.faq.taps import AskAnyway, ShowEntry
from bot.inbox.taps import AnswerRequest
from bot.notices.taps import (
    AgreeNotice,
    ApproveCorrection,
    ApproveNotice,
    ReadNotice,
    ReturnCorrection,
    ReturnNotice,
    WriteAgain,
)
from bot.people.permissions import AGREE, TELL, Action, may
from bot.surveys.taps import (
    SurveyHandIn,
    SurveyLeave,
    SurveyNoWords,
    SurveyStart,
    SurveyTap,
    SurveyWords,
)
from bot.taps import UnreadableTap, prefix_of

_SEES_CLASSES = frozenset({Action.SEE_CLASS, Action.SEE_TOTALS})
_HELPS = frozenset({Action.ANSWER_PARENTS, Action.EDIT_ANSWERS})
_ANSWERS = frozenset({Action.ANSWER_PARENTS})
_EDITS = frozenset({Action.EDIT_ANSWERS})
_SEES = frozenset({Action.SEE_CLASS})
_SEES_TOTALS = frozenset({Action.SEE_TOTALS})
_INVITES = frozenset({Action.INVITE})
_CHANGES = frozenset({Action.CHANGE_CLASS})
_SERVES = frozenset({Action.CHANGE_SERVICE})


COMMANDS: Mapping[str, Command] = {
    command.name: command
    for command in (
        Command("start", welcome.start),
        Command("help", welcome.help_),
        Command("privacy", welcome.privacy),
        Command("language", welcome.language),
        Command("mydata", mydata.show),
        Command("settings", settings.show),
        Command("forget", forget.ask),
        Command("leave", welcome.leave),
        *afternoons.COMMANDS,
        Command("notice", notice_whom.compose, TELL),
        Command("class", classes.choose, _SEES_CLASSES),
        Command("inbox", inbox.show, _HELPS),
        Command("results", results.choose, _SEES_TOTALS),
        Command("change", timetable_editing.begin, _SERVES),
        Command("door", timetable_doors.begin, _SERVES),
        Command("template", timetable.templates, _SEES),
    )
}


async def _text_is_for(talk: Talk, tap: TextIsFor) -> None:
    question = await notices.text_is_for(talk, tap)
    if question is not None:
        await ask.ask(talk, question)


async def _no_survey_words(talk: Talk, tap: SurveyNoWords) -> None:
    question = await surveys.no_words(talk, tap)
    if question is not None:
        await _question(talk, question, in_danger=danger.is_danger(question))


BUTTONS: Mapping[str, Button] = {
    button.kind.prefix: button
    for button in (
        Button(ShowSeats, welcome.show_seats),
        Button(PickSeat, welcome.pick_seat),
        Button(GiveSeat, welcome.give_seat),
        Button(JoinAnother, welcome.another),
        Button(ChooseLanguage, welcome.choose_language),
        Button(ForgetMe, forget.forget),
        Button(KeepMe, forget.keep),
        Button(ShowSettings, settings.show_again),
        Button(ShowLanguages, settings.languages),
        Button(ChooseQuiet, settings.choose_quiet),
        Button(NoQuiet, settings.no_quiet),
        Button(ChooseReminder, reminding.choose),
        Button(LeaveChild, welcome.leave_child),
        Button(LeavePosts, welcome.leave_posts),
        Button(ShowEntry, ask.show, needs_database=False),
        Button(AskAnyway, ask.ask_anyway, needs_database=False),
        Button(NoneOfThese, feedback.none_of_these, needs_database=False),
        Button(AnswerGood, feedback.good),
        Button(AnswerBad, feedback.bad, needs_database=False),
        Button(NotMeant, feedback.not_meant, needs_database=False),
        Button(AskSchool, feedback.ask_school),
        Button(SendToSchool, feedback.send_to_school),
        Button(KeepPrivate, feedback.keep_private),
        Button(TellMe, feedback.tell_me),
        Button(AnswerRequest, inbox.answer, _ANSWERS),
        Button(SendAnswer, inbox.send_answer, _ANSWERS),
        Button(AssignGroup, inbox.assign, _EDITS),
        Button(WriteEntry, inbox.write_entry, _EDITS),
        Button(KeepEntry, inbox.keep_entry, _EDITS),
        Button(DismissGroup, inbox.dismiss, _EDITS),
        *afternoons.BUTTONS,
        Button(AskRules, ask.ask_rules),
        Button(ReadNotice, notices.read),
        Button(AgreeNotice, notices.agree),
        Button(SurveyStart, surveys.begin),
        Button(SurveyTap, surveys.answer),
        Button(SurveyHandIn, surveys.hand_in),
        Button(SurveyLeave, surveys.leave),
        Button(SurveyWords, surveys.words_given),
        Button(SurveyNoWords, _no_survey_words),
        Button(ComposeFor, notice_whom.begin, TELL),
        Button(PickWhom, notice_whom.pick, TELL),
        Button(ChangeDraft, notices.change, TELL),
        Button(SendAt, notice_time.send_at, TELL),
        Button(SendBefore, notice_time.send_before, TELL),
        Button(Repeat, notice_repeat.repeat, TELL),
        Button(TextIsFor, _text_is_for, TELL),
        Button(StopNotice, notice_sending.stop, TELL),
        Button(StopSeries, notice_sending.stop_series, TELL),
        Button(WriteAgain, notice_sending.write_again, TELL),
        Button(CorrectNotice, notice_after.correct, TELL),
        Button(WithdrawNotice, notice_after.withdraw, TELL),
        Button(DetachFiles, notice_files.detach, TELL),
        Button(ApproveNotice, approvals.approve, AGREE),
        Button(ReturnNotice, approvals.send_back, AGREE),
        Button(ApproveCorrection, approvals.approve_correction, AGREE),
        Button(ReturnCorrection, approvals.send_correction_back, AGREE),
        Button(ListUnreached, notice_reach.list_unreached, TELL),
        Button(RemindOf, notice_reach.remind, TELL),
        Button(NoReminder, notice_reach.no_reminder, TELL),
        Button(ShowResults, results.show, _SEES_TOTALS),
        Button(GiveResults, results.give, _SEES_TOTALS),
        Button(ShowDistrict, results.show_district, _SEES_TOTALS),
        Button(GiveDistrict, results.give_district, _SEES_TOTALS),
        Button(ShowClass, classes.show, _SEES),
        Button(InviteClass, classes.invite, _INVITES),
        Button(RevokeCodes, classes.ask_revoke, _INVITES),
        Button(RevokeSure, classes.revoke, _INVITES),
        Button(ShowSeat, classes.show_seat, _SEES),
        Button(RemoveReader, classes.remove, _CHANGES),
        Button(OfferSeats, classes.offer_seats, _CHANGES),
        Button(MoveSeat, classes.move_seat, _CHANGES),
        Button(DropSeat, classes.drop_seat, _CHANGES),
        Button(PickDay, timetable_editing.pick_day, _SERVES),
        Button(MoreDays, timetable_editing.more_days, _SERVES),
        Button(PickSession, timetable_editing.pick_session, _SERVES),
        Button(PickInstead, timetable_editing.pick_instead, _SERVES),
        Button(TypeInstead, timetable_editing.type_instead, _SERVES),
        Button(MakeChange, timetable_editing.make, _SERVES),
        Button(PickAll, timetable_whole_day.pick, _SERVES),
        Button(MakeAll, timetable_whole_day.make, _SERVES),
        Button(ListDay, timetable_doors.pick_day, _SERVES),
        Button(ShowList, timetable_doors.show, _SERVES),
        Button(GiveList, timetable_doors.give, _SERVES),
    )
}


async def answer(talk: Talk, update: Update) -> None:
    """Answer one update of a private chat."""
    if update.callback_query is not None:
        await _tap(talk, update.callback_query.data or "")
    elif update.my_chat_member is not None:
        await _membership(talk, update.my_chat_member.new_chat_member.status)
    elif update.message is not None:
        await _message(talk, update.message)


async def _tap(talk: Talk, data: str) -> None:
    route = BUTTONS.get(prefix_of(data))
    if route is None:
        raise UnreadableTap
    tap = route.kind.unpack(data)
    if route.needs_database:
        _check(talk, route.actions)
    await route.handler(talk, tap)


async def _message(talk: Talk, message: Message) -> None:
    in_danger = danger.is_danger(message.text or message.caption or "")
    if in_danger:
        await _help(talk, message)
    if not message.text:
        if not await notice_files.file_given(talk, message) and not in_danger:
            await _not_a_text(talk, message)
    elif message.text.startswith("/") and not in_danger:
        await _command(talk, message.text)
    elif not await long_texts.is_rest(talk) and not await _reply_to_us(talk):
        await _free_text(talk, message.text, in_danger=in_danger)


async def _help(talk: Talk, message: Message) -> None:
    """Show whom to call; the net is wide, so one tap leads on to the answer of a question."""
    is_reply = talk.quoted is not None
    lines = danger.help_lines(talk.language, may_be_kept=is_reply)
    is_command = (message.text or "").startswith("/")
    onward = () if is_reply or is_command else [button(talk.words("faq-ask-anyway"), AskAnyway())]
    await talk.say(lines, column(onward), replying=bool(onward))
    await memory.forget(talk)


async def _not_a_text(talk: Talk, message: Message) -> None:
    if message.caption and await surveys.caption_given(talk, message.caption):
        return
    if message.caption:
        await other.captioned(talk)
        await ask.ask(talk, message.caption)
    else:
        await other.other(talk, message)


async def _command(talk: Talk, text: str) -> None:
    name = text[1:].split(maxsplit=1)[0].partition("@")[0].lower() if text[1:].strip() else ""
    command = COMMANDS.get(name)
    if command is None:
        await other.unknown_command(talk)
        return
    _check(talk, command.actions)
    await command.handler(talk)


async def _reply_to_us(talk: Talk) -> bool:
    """Take a reply to one of our questions; False if the text is something else."""
    if talk.quoted is None:
        return False
    return await surveys.comment_given(talk) or (
        talk.person.is_staff
        and (
            await notices.text_given(talk)
            or await notice_after.correction_given(talk)
            or await long_texts.taken(
                talk,
                approvals.reason_given,
                timetable_editing.typed_instead,
                inbox.reply_given,
                inbox.entry_given,
            )
        )
    )


async def _free_text(talk: Talk, text: str, *, in_danger: bool) -> None:
    code = welcome.code_carried(text)
    if code is not None:
        await welcome.join(talk, code)
        return
    if talk.trouble is None and (
        await surveys.taken_back(talk, text) or await surveys.ask_what_it_is(talk)
    ):
        return
    await _question(talk, text, in_danger=in_danger)


async def _question(talk: Talk, text: str, *, in_danger: bool) -> None:
    # A notice may speak of bullying too, so its author is asked even after the help lines.
    may_be_notice = talk.person.is_staff and (
        await notice_after.correction_goes_on(talk) or await notices.ask_what_it_is(talk)
    )
    if not may_be_notice and not in_danger:
        await ask.ask(talk, text)


async def _membership(talk: Talk, status: str) -> None:
    if status in ("kicked", "left"):
        await talk.services.people.mark_gone(talk.address)
        await talk.services.inbox.forget_chat(talk.address)
    else:
        await talk.services.people.mark_back(talk.address)


def _check(talk: Talk, actions: Collection[Action]) -> None:
    if talk.trouble is not None:
        raise talk.trouble
    if actions and not may(talk.person, actions):
        raise NotAllowed
