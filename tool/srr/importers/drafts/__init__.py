"""Rows as records: drafted, written, and compared with the records that are there."""
