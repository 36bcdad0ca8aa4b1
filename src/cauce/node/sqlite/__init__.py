"""The embedded database: Django's own backend for SQLite, with a queue before its one write lock."""
