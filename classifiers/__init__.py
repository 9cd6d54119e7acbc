"""Readings to scores: the trained model, counted cues, calibration."""
