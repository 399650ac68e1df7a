"""Amendments, renewal letters and notices of termination: what they move (TERMS 2.8, 2.9 and 3)."""
from __future__ import annotations
def amended_term(*args):
    return None
