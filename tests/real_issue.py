"""The issue in the repository."""

from __future__ import annotations

from parser import ROOT

ISSUE = ROOT / "source_html" / "2019-06.html"
