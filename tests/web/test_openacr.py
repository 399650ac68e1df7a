from __future__ import annotations

import re

from clausescan import __version__
from clausescan.web.manual import HELP

TEXT = (HELP / "openacr.yaml").read_text(encoding="utf-8")


def test_no_level_is_claimed_that_no_person_tested() -> None:
    assert set(re.findall(r'level: "([\w-]+)"', TEXT)) == {"not-evaluated"}


def test_every_criterion_of_wcag_2_1_a_and_aa_stands_once() -> None:
    numbers = re.findall(r'num: "([\d.]+)"', TEXT)
    assert len(numbers) == len(set(numbers)) == 50
    assert f'version: "{__version__}"' in TEXT
