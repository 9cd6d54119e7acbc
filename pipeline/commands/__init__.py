"""The commands of ``troskel``, a module a subject; ``pipeline.cli`` assembles them."""
