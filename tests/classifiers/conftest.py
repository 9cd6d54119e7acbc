"""The trained classifier, loaded once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers.book import Book, load_book
from classifiers.cues import CueCounter
from classifiers.model import Classifier
from pipeline.store.config import Config
from pipeline.usecases.models import model_folder

MODEL = model_folder(Config())


@pytest.fixture(scope="session", name="model_folder")
def committed() -> Path:
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
