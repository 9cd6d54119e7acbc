"""The trained classifier, loaded once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers.book import Book, load_book
from classifiers.cues import CueCounter
from classifiers.model import Classifier

MODEL = Path(__file__).parents[2] / "models" / "letters-5"


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The committed model."""
    return MODEL


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """The committed model, loaded."""
    return Classifier.load(MODEL)


@pytest.fixture(scope="session")
def book() -> Book:
    """The program's own cues."""
    return load_book()


@pytest.fixture(scope="session")
def counter(book: Book) -> CueCounter:
    """A counter of the program's own cues, without the model's vocabulary."""
    return CueCounter(book)
