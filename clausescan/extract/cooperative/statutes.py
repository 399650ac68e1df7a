"""Statutes on cooperative purchasing cited in a clause, each written in one way whatever the drafter wrote (STATUTES, citation)."""

from __future__ import annotations

import re

# How each body of law is written here, and what drafters write for it.
_LAWS: tuple[tuple[str, str], ...] = (
    ("RCW", r"RCW|Revised\s+Code\s+of\s+Washington"),
    ("ORS", r"ORS|Oregon\s+Revised\s+Statutes?"),
    ("Loc. Gov't Code", r"(?:Texas\s+)?Loc(?:al|\.)\s+Gov(?:ernment|['’]t\.?|\.)\s+Code"),
    ("Gov't Code", r"Texas\s+Gov(?:ernment|['’]t\.?)\s+Code"),
    ("Gov. Code", r"(?<!Local\s)(?<!Texas\s)(?:California\s+)?Gov(?:ernment|\.)\s+Code"),
    ("Pub. Contract Code", r"PCC|(?:California\s+)?Pub(?:lic|\.)\s+Contract\s+Code"),
    ("62 Pa.C.S.", r"62\s+Pa\.?\s?C\.?\s?S\.?(?:A\.)?"),
    ("Gen. Mun. Law", r"General\s+Municipal\s+Law|Gen\.\s*Mun\.\s*Law|GML"),
    ("M.G.L. c.", r"M\.?\s?G\.?\s?L\.?,?\s*(?:c\.|ch\.|chapter)|Massachusetts\s+General\s+Laws?,?\s+chapter|Chapter(?=\s+30B)"),
    ("Va. Code", r"Va(?:\.|irginia)\s+Code|Code\s+of\s+Virginia"),
    ("A.R.S.", r"A\.?R\.?S\.?|Arizona\s+Revised\s+Statutes?"),
    ("IC", r"I\.?C\.?|Indiana\s+Code"),
    ("N.J.S.A.", r"N\.?J\.?S\.?A\.?"),
    ("Fla. Stat.", r"Fla\.\s*Stat\.|Florida\s+Statutes?|F\.S\."),
    ("C.R.S.", r"C\.?R\.?S\.?|Colorado\s+Revised\s+Statutes?"),
    ("Minn. Stat.", r"Minn\.?\s*Stat\.?|Minnesota\s+Statutes?"),
    ("G.S.", r"(?:N\.?C\.?\s*)?G\.S\.|North\s+Carolina\s+General\s+Statutes?"),
    ("R.C.", r"(?:O\.)?R\.C\.|(?:Ohio\s+)?Revised\s+Code(?!\s+of)"),
    ("K.S.A.", r"K\.?S\.?A\.?"),
    ("KRS", r"KRS"),
    ("NRS", r"NRS|Nevada\s+Revised\s+Statutes?"),
    ("HRS", r"HRS"),
    ("MCL", r"MCL|M\.C\.L\."),
    ("RSMo", r"RSMo"),
    ("NMSA", r"NMSA"),
    ("Wis. Stat.", r"Wis\.\s*Stat\.|Wisconsin\s+Statutes?"),
    ("30 ILCS", r"30\s+ILCS"),
    ("5 ILCS", r"5\s+ILCS"),
    ("O.C.G.A.", r"O\.?C\.?G\.?A\.?"),
    ("T.C.A.", r"T\.?C\.?A\.?|Tennessee\s+Code\s+Annotated"),
    ("S.C. Code", r"S\.?C\.?\s+Code"),
    ("Idaho Code", r"Idaho\s+Code"),
    ("C.G.S.", r"C\.G\.S\."),
    ("Ark. Code", r"Ark(?:ansas|\.)\s+Code"),
    ("Miss. Code", r"Miss(?:issippi|\.)\s+Code"),
)
_NUMBER = r"(?P<number>\d+[A-Z]?(?:[.:/-]\d+[A-Z]?)*(?:\(\w{1,4}\))*)"
_UNIT = r"(?:(?i:Ann(?:otated|\.)?,?|sections?|secs?\.|§{1,2}|chapters?|ch\.|art\.)\s*)*"
_CITED = tuple(
    (law, re.compile(rf"(?<![A-Za-z.])(?:{names}),?\s*{_UNIT}{_NUMBER}(?:,?\s+(?:section|s\.|§)\s*(?P<part>\d+[A-Z]?))?")) for law, names in _LAWS
)
# The number may come first: "Chapter 39.34 RCW", "Sections 20118 and 20652 of the Public Contract Code".
_SECTIONS = r"\b[Ss]ections?\s+(?P<first>\d[\w.-]*\w)(?:\s+(?:and|or)\s+(?P<second>\d[\w.-]*\w))?\s+of\s+the\s+"
_REVERSED = tuple(
    (law, re.compile(rf"\b[Cc]hapter\s+{_NUMBER}\s+(?:of\s+the\s+)?(?:{names})(?!\w)|{_SECTIONS}(?:{names})(?!\w)")) for law, names in _LAWS
)


def statutes_in(text: str) -> tuple[str, ...]:
    """Citations of statutes in the order of the text, each once and written in one way: "PCC section 20118" is `Pub. Contract Code 20118`."""
    found: list[tuple[int, str]] = []
    for law, pattern in _CITED:
        for match in pattern.finditer(text):
            part = f" s.{match['part']}" if match["part"] else ""
            found.append((match.start(), f"{law}{'' if law.endswith('c.') else ' '}{match['number']}{part}"))
    for law, pattern in _REVERSED:
        for match in pattern.finditer(text):
            numbers = [n for n in (match["number"], match["first"], match["second"]) if n]
            found += [(match.start() + k, f"{law} {number}") for k, number in enumerate(numbers)]
    return tuple(dict.fromkeys(cited for _, cited in sorted(found)))
