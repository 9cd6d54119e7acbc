"""What can go wrong while a packet is made, in words of the trade."""

from __future__ import annotations


class DocumentError(Exception):
    """A packet could not be made; the message is Swedish and holds no personal data."""


class ScanUnreadableError(DocumentError):
    """The letter's own pages could not be taken out of the scan."""


class TemplateBrokenError(DocumentError):
    """A letter or page template is at fault; the message names file and line."""
