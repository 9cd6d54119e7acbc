"""What may keep a reading from being made: the document's fault, a failed try, a missing tool."""

from __future__ import annotations

from enum import StrEnum

TOO_MANY_PIXELS = "pixels"


class Cause(StrEnum):
    """Why a try to read failed; a closed list, fit for logs."""

    TIMEOUT = "timeout"
    CRASH = "crash"
    MEMORY = "memory"
    CLOSED = "closed"


class ReadingFailed(Exception):  # noqa: N818 - the name is the event, as the ledger records it
    """A try to read a document failed; it counts as one of its attempts."""

    def __init__(self, cause: Cause) -> None:
        """``cause`` is fit for logs."""
        super().__init__(str(cause))
        self.cause = cause


class ToolMissing(Exception):  # noqa: N818 - the name is the event, as the ledger records it
    """A program or its data is missing: nothing can be read, and no attempt is used up."""

    def __init__(self, tool: str, remedy: str) -> None:
        """``remedy`` is in Swedish, for whoever looks after the machine."""
        super().__init__(f"{tool}: {remedy}")
        self.tool = tool
        self.remedy = remedy


class PageUnread(Exception):  # noqa: N818 - the name is the event, as the reading records it
    """One page could not be read; the others may be."""

    @property
    def too_large(self) -> bool:
        """Whether the page's picture was larger than allowed."""
        return self.args == (TOO_MANY_PIXELS,)
