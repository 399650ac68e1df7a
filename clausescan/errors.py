"""The error tree: what happened, what to do, which code.

ClausescanError
├── UsageError            exit 2   the command was asked something it cannot do
├── SettingsError         exit 2   a settings file or variable is wrong
├── SourceError           exit 3   one file cannot be read; `code` is one of facts/1
├── RuleError             exit 4   a rules file is wrong
├── ModelError            exit 4   a model folder is missing, changed or too new
└── MissingExtraError     exit 5   an optional part is not installed

`SourceError` carries the codes of `help/errors.md`: not_pdf, empty, damaged, encrypted, too_large, timeout, memory, no_pages,
unsupported, unreadable.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit status of every command."""

    DONE = 0
    GATE = 1
    USAGE = 2
    UNREAD = 3
    FAULT = 4
    MISSING = 5
    INTERRUPTED = 130


class ClausescanError(Exception):
    """Anything that ends a command: one sentence of what happened, one of advice."""

    code = "fault"
    exit_code = Exit.FAULT
    http_status = 500

    def __init__(self, message: str, advice: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.code = code or type(self).code

    def __reduce__(self) -> tuple[type[ClausescanError], tuple[str, str, str]]:
        """All three fields survive the way out of a child process."""
        return type(self), (self.message, self.advice, self.code)


class UsageError(ClausescanError):
    """The command was asked something it cannot do."""

    code = "usage"
    exit_code = Exit.USAGE
    http_status = 400


class SettingsError(ClausescanError):
    """A settings file, variable or flag is wrong."""

    code = "settings"
    exit_code = Exit.USAGE
    http_status = 400


class SourceError(ClausescanError):
    """One file cannot be read."""

    code = "damaged"
    exit_code = Exit.UNREAD
    http_status = 422


class RuleError(ClausescanError):
    """A rules file is wrong; the message names file, rule and key."""

    code = "rules"


class ModelError(ClausescanError):
    """A model folder is missing, changed, or made by other versions."""

    code = "model"


class MissingExtraError(ClausescanError):
    """An optional part is not installed."""

    code = "missing"
    exit_code = Exit.MISSING
    http_status = 501
