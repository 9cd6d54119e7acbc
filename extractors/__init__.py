"""Bytes to a Reading, a Reading to letters and fields; no register, no ledger."""
