"""The chat page as somebody at the screen sees it: phones, the strip of people, and dialogs."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Locator, Page


@dataclass(frozen=True, slots=True)
class Phone:
    """One person's phone on the page."""

    node: Locator

    @property
    def messages(self) -> Locator:
        """All messages, oldest first."""
        return self.node.get_by_test_id("message")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.messages.last

    @property
    def composer(self) -> Locator:
        """The field for writing."""
        return self.node.get_by_test_id("composer")

    @property
    def toast(self) -> Locator:
        """The bot's short answer to a tap."""
        return self.node.get_by_test_id("toast")

    def part(self, testid: str) -> Locator:
        """Return a part of this phone by its test id."""
        return self.node.get_by_test_id(testid)

    def message(self, message_id: int) -> Locator:
        """Return one message by its id."""
        return self.node.locator(f'[data-message-id="{message_id}"]')

    def button(self, text: str) -> Locator:
        """Return the newest button with this text."""
        return self.node.locator(f'[data-button="{text}"]').last

    async def say(self, text: str) -> None:
        """Write a text and press Enter."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def tap(self, text: str) -> None:
        """Press the newest button with this text."""
        await self.button(text).click()

    async def choose(self, testid: str) -> None:
        """Open the chat's menu and choose an entry."""
        await self.part("menu").click()
        await self.part(testid).click()


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole page."""

    page: Page

    def phone(self, person_id: int) -> Phone:
        """Return a person's phone, whether it is shown or not."""
        return Phone(self.page.locator(f'section[data-person="{person_id}"]'))

    def chip(self, person_id: int) -> Locator:
        """Return a person in the strip at the top."""
        return self.page.locator(f'[data-testid="person"][data-person="{person_id}"]')

    def badge(self, person_id: int) -> Locator:
        """Return the count of unread messages in the strip."""
        return self.chip(person_id).get_by_test_id("unread")

    def part(self, testid: str) -> Locator:
        """Return a part of the page by its test id."""
        return self.page.get_by_test_id(testid)

    async def open_link_on(self, person_id: int) -> None:
        """Choose on whose phone an invitation is opened."""
        candidates = self.part("link-dialog")
        await candidates.locator(f'[data-person="{person_id}"]').click()
