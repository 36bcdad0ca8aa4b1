"""Logs for the measurements of the record: their key, their leaves, their files."""

from __future__ import annotations

from cauce.record import SigningKey

KEY = SigningKey("bench.example/record", bytes(range(32)))
