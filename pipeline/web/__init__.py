"""The pages: review, and what waits."""
