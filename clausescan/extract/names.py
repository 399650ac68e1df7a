"""Names in running text: phrases of capitalised words, and how a name is written cleanly. Offsets are code points of the text given."""

from __future__ import annotations

import re
from functools import cache

# Abbreviations that keep their stop; asked only where one stands, which is quicker than trying them at every capital.
_SHORTS = ("St", "Ste", "Ft", "Mt", "No", "Nos", "Dr", "Jr", "Sr", "Twp", "Dist", "Dept", "Univ", "Assn", "Bros", "Mfg", "Intl")
_SHORT = "|".join(rf"(?<=\b{word})" for word in _SHORTS)
_CAPITALS = r"(?<=\bNO)(?=\.\ \d)|(?:(?<=\bST)|(?<=\bFT)|(?<=\bMT))(?=\.\ [A-Z])"
_STOP = rf"(?=\.)(?:{_SHORT}|{_CAPITALS}|(?<=\bCo)(?=\.\ (?:Board|Commission|Sheriff|Supervisors|Fiscal)))\."
_REST = rf"(?:(?:\.[A-Z])+\.?|[\w'’&/®™]{{0,30}}(?:{_STOP}|(?:-[\w'’&/®™]{{1,30}}){{0,4}}))"
_TOKEN = rf"(?:[A-Z]{_REST}|&)"
_LATER = rf"(?:{_TOKEN}|#\ ?\d{{1,6}}|\d[\w-]{{0,12}}|\([A-Z][A-Za-z&-]{{1,9}}\)(?=\ (?:No|\#|\d)))"
_LINK = r"(?:of|the|and|for|de|del|la|las|los|du|des|at|y|[-–])"
_FIRST = rf"[A-Z13&](?<![\w.@/-].)(?:(?<=[A-Z]){_REST}|(?<=&)|(?:(?<=1)G|(?<=3)M)\w{{0,7}})"
_PHRASE = re.compile(rf"{_FIRST}(?:\ {{1,2}}(?:{_LINK}\ ){{0,3}}{_LATER}|,\ (?=Region\ \d|(?<=California,\ )County\ of\ ){_LATER}){{0,15}}")

_OPEN_WORDS = frozenset({"of", "the", "and", "by", "with", "between", "for", "to", "from", "in", "at", "a", "an", "hereinafter"})
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# A line without two of these is a heading or an address, however long.
_SENTENCE_WORD = re.compile(r"(?<![\w’'-])(?!(?:of|the|and|for|in|at|de|la|del|by|on|to)\b)[a-z]{2,}")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "by", "de", "del", "la", "las", "los", "to", "with"})
_UPPER = frozenset(
    {
        "ISD",
        "USD",
        "CISD",
        "CUSD",
        "BOCES",
        "ESC",
        "MUD",
        "PUD",
        "WCID",
        "LLC",
        "LLP",
        "PLLC",
        "LP",
        "PLC",
        "USA",
        "II",
        "III",
        "IV",
        "RSU",
        "SAU",
        "CESA",
        "RESA",
        "SEPTA",
        "WMATA",
        "VIA",
        "COG",
        "JPA",
        "TASB",
        "IT",
    }
)
_LEGAL_CASE = {"INC": "Inc", "CORP": "Corp", "CO": "Co", "LTD": "Ltd", "ST": "St", "FT": "Ft", "MT": "Mt", "NO": "No", "DR": "Dr"}


_SHOUTED = re.compile(r"[a-z]\W{1,3}(?:[A-Z]{3,}\s){0,6}[A-Z]{3,}$")
_SHOUTED_ON = re.compile(r"(?:OF|AND|FOR|&)\s[A-Z]{2}")


def flow(text: str) -> str:
    """The text, of the same length, with a space for every line break that stands inside a sentence or a name; other breaks stay.

    A break is inside where the line is long and does not end a sentence, or ends with a word that asks for another ("of", "and").
    """
    lines = text.replace("\u00a0", " ").split("\n")
    pieces = [lines[0]]
    before = lines[0].rstrip()
    for after in lines[1:]:
        pieces.append(" " if before and _joins(before, after.lstrip()) else "\n")
        pieces.append(after)
        before = after.rstrip()
    return "".join(pieces)


def _joins(before: str, after: str) -> bool:
    if not after:
        return False
    if before[-1] in ",&" or (_SHOUTED_ON.match(after) and _SHOUTED.search(before[-60:])):
        return True  # also a name in capitals within a sentence: "between the COUNTY / OF ELMONT, a"
    tail = before[-12:].lower()
    if tail[len(tail.rstrip(_LETTERS)) :] in _OPEN_WORDS:
        return True
    if len(before) < 45 or before[-1] in ".:;!?_)" or not after[0].isalnum():
        return False
    if before[-12:].isupper() != after[:12].isupper():
        return False  # a heading in capitals does not run on into a sentence, nor a sentence into a heading
    return len(before) >= 60 if before.isupper() else after[0].islower() or len(_SENTENCE_WORD.findall(before)) >= 2


def phrases(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Start and end of each run of capitalised words ("Board of Education of the City of Elmont"), in order; none runs over a line break."""
    return tuple(m.span() for m in _PHRASE.finditer(text, start, end))


@cache
def clean_name(words: str) -> str:
    """A name as it is written in a letter: single spaces, no article before it, no punctuation after it, capitals only where they belong."""
    name = re.sub(r"\s+", " ", words.replace("®", "").replace("™", "")).strip(" ,;:–-")
    name = re.sub(r"^(?:the|THE|The) (?=\S)", "", name)
    name = name if re.search(r"\b(?:Inc|Corp|Co|Ltd|L\.P|L\.L\.C|P\.C|N\.A|S\.A|Jr|Sr|Bros)\.$", name, re.IGNORECASE) else name.rstrip(".")
    return (_lower_capitals(name) if name.isupper() and len(name) > 8 and " " in name else name).strip()


def _lower_capitals(name: str) -> str:
    words = name.split(" ")
    return " ".join(_lower_word(word, first=number == 0) for number, word in enumerate(words))


def _lower_word(word: str, *, first: bool) -> str:
    bare = word.strip(".,()")
    if bare.lower() in _SMALL and not first:
        return word.lower()
    if bare in _LEGAL_CASE:
        return word.replace(bare, _LEGAL_CASE[bare])
    if bare in _UPPER or (not bare.isalpha() and not re.search(r"[-'’/&]", bare)) or (len(bare) > 1 and not re.search(r"[AEIOUY]", bare)):
        return word
    return re.sub(
        r"[A-Z][A-Z]*", lambda m: m[0].lower() if m[0] in {"S", "T"} and word[m.start() - 1 : m.start()] in {"'", "’"} else m[0].capitalize(), word
    )


_SPELLED = {
    "esc": "education service center",
    "isd": "independent school district",
    "cisd": "consolidated independent school district",
    "usd": "unified school district",
    "iu": "intermediate unit",
    "esu": "educational service unit",
    "esd": "educational service district",
    "cog": "council governments",
    "twp": "township",
}


def body_key(name: str) -> str:
    """The same for a body's full name and the one with its kind abbreviated: "Region 40 ESC" and "Region 40 Education Service Center"."""
    return name_key(kind_spelled_out(name))


_ORGAN = re.compile(
    r"(.{2,60}?\b(?:City|Town|Village|Township|Borough|County|Parish)) "
    r"(?:Council|Commission|Board"
    r"|(?:Board of )?(?:County )?(?:Supervisors|Commissioners|Trustees|Select(?:men|board)|Aldermen|(?:Chosen )?Freeholders))",
    re.IGNORECASE,
)


def without_organ(name: str) -> str:
    """The place whose council or board the name means ("Elmont City" of "Elmont City Council"); "" for other names."""
    match = _ORGAN.fullmatch(name)
    return match[1] if match else ""


def kind_spelled_out(name: str) -> str:
    """The name with the kind of body spelled out, in lower case, where it is abbreviated."""
    return " ".join(_SPELLED.get(word.strip(".,()").lower(), word) for word in name.split())


def is_abbreviated(name: str) -> bool:
    """Whether the kind of body is abbreviated in the name."""
    return any(word.strip(".,()").lower() in _SPELLED for word in name.split())


def name_key(name: str) -> str:
    """The same for two spellings of one name: "County of Elmont" and "ELMONT COUNTY"."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("’", "").replace("'", ""))
    return " ".join(sorted(w for w in set(words) if w not in {"the", "of", "and", "charter", "a"}))
