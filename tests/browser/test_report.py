"""The report as a browser shows it: nothing leaves the file, axe finds nothing, links open what is folded, nothing runs over the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from clausescan.assess.buyer_file import parse_buyer
from clausescan.assess.forms import fill, forms
from clausescan.assess.verdict import assess
from clausescan.core.result import Failed
from clausescan.report.html import render_report
from clausescan.report.view import make_view
from tests.assess.build_facts import BLANK, OPEN, SAID_NO, amendment, award, contract, price_list, response, solicitation
from tests.plain_pdf import png_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
EVIL = '"><img src=https://example.com/x onerror=alert(1)></style><script>alert(2)</script>'
LONG = "Nonpareil" * 60
BUYER = """
[buyer]
name = "City of Larch"
state = "OH"
entity_type = "municipality"
"""
Scheme = Literal["light", "dark"]
