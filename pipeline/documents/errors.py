"""What can go wrong while a packet is made, in words of the trade."""

from __future__ import annotations


class DocumentError(Exception):
    """A packet could not be made; the message is Swedish and holds no personal data."""


class ScanUnreadableError(DocumentError):
    """The letter's own pages could not be taken out of the scan."""


class TemplateBrokenError(DocumentError):
    """A letter or page template is at fault: why, in which file, on which line.

    ``file`` is empty where no file is at fault, ``line`` 0 where none can be named. Neither holds
    anything of the letter that was being made.
    """

    def __init__(self, why: str, file: str = "", line: int = 0) -> None:
        """Keep all three; they are the arguments too, so that the error can cross processes."""
        super().__init__(why, file, line)
        self.why, self.file, self.line = why, file, line

    def __str__(self) -> str:
        """``kallelse.txt, rad 12: okänt namn nman``."""
        place = f"{self.file}, rad {self.line}" if self.line else self.file
        return f"{place}: {self.why}" if place else self.why

    @property
    def place(self) -> str:
        """File and line in one word, as a problem's detail has it: ``kallelse.txt:12``."""
        return f"{self.file}:{self.line}" if self.line else self.file
