"""Telegram's errors by our names, for those who start the chat without knowing Telegram."""

from telegram.error import InvalidToken as TokenRefused
from telegram.error import TelegramError as TelegramTrouble

__all__ = ["TelegramTrouble", "TokenRefused"]
