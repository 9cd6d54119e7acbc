"""List files out of other programs (.csv, .xlsx) as a document of pages like any other."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import cv2

from extractors import delimited, workbooks
from extractors.failures import PageUnread
from extractors.grids import Grid, drawn, laid_out
from extractors.layer import Layer
from extractors.limits import Limits
from extractors.rasters import Raster, as_image, fitting_dpi
from pipeline.domain.page import Page
from pipeline.domain.problems import Code, Problem


class SheetFile:
    """The tables of a file, each laid out on pages of its own."""

    def __init__(self, grids: tuple[Grid, ...]) -> None:
        """``grids`` are the file's tables in order."""
        pages: list[Page] = []
        self._partly: set[int] = set()
        for grid in grids:
            made = laid_out(grid, len(pages) + 1)
            if not grid.whole:
                self._partly.add(made[-1].number)
            pages += made
        self._pages = tuple(pages)
        self.count = len(pages)
        self.lost: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return

    def page(self, number: int) -> Page:
        """The page of that number, from 1."""
        if not 1 <= number <= self.count:
            raise PageUnread("number")
        return self._pages[number - 1]

    def layer(self, number: int) -> Layer | None:
        """None: the words are known and need no judging."""
        del number
        return None

    def whole(self, number: int) -> bool:
        """Whether all that the table has is in its pages; told of its last page."""
        return number not in self._partly

    def intact(self, number: int) -> bool:
        """As ``whole``."""
        return self.whole(number)

    def quick_text(self, number: int) -> str:
        """The page's words."""
        return " ".join(word.text for word in self.page(number).words)

    def raster(self, number: int, dpi: float, *, colour: bool = False) -> Raster:
        """The page drawn at about that resolution."""
        page = self.page(number)
        dpi = fitting_dpi(page.width, page.height, dpi)
        image = drawn(page, dpi)
        if colour:
            image = as_image(cv2.cvtColor(image, cv2.COLOR_GRAY2RGB))
        return Raster(image=image, dpi=dpi, native_dpi=dpi, scan=False)


def open_delimited(path: Path, limits: Limits) -> SheetFile | Problem:
    """The pages of a text table; problems as ``delimited.grid_of`` has them."""
    grid = delimited.grid_of(path.read_bytes(), limits)
    return grid if isinstance(grid, Problem) else _paged((grid,), limits)


def open_workbook(path: Path, limits: Limits) -> SheetFile | Problem:
    """The pages of a workbook; problems as ``workbooks.grids_of`` has them."""
    grids = workbooks.grids_of(path, limits)
    return grids if isinstance(grids, Problem) else _paged(grids, limits)


def _paged(grids: tuple[Grid, ...], limits: Limits) -> SheetFile | Problem:
    file = SheetFile(grids)
    return file if file.count <= limits.pages else Problem(code=Code.TOO_LARGE)
