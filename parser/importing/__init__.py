"""Brings an issue in from what an office has: a module a format, each giving a `Draft`; `bring_in` writes the page."""
