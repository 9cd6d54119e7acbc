"""Accuracy from bytes to decision, on made letters whose right answer is known.

``python -m benchmarks.accuracy --letters 3000`` makes letters of designs, phrasings and scans that
training never saw, reads them, decides them by Göteborg's routine, and prints the figures with n
and interval. Readings are kept, so that figures after a change of rules or model cost minutes.
"""
