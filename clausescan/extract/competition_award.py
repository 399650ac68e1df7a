"""How many answered a solicitation, on what ground the award is made, and by what act (COMPETITION 1, facts 4 to 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from clausescan.core.span import Span
from clausescan.extract.anchored import matches_at, matches_from, places, starts_before
from clausescan.extract.caseless import caseless
from clausescan.extract.competition_dates import OFFERS

Said = tuple[str, str, Span]
"""Name, value, and the words that say so."""

_NUMERALS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_COUNTS = {word: str(n) for n, word in enumerate(_NUMERALS, 1)}
_COUNTS |= {f"{tens}-{word}": str(base + n) for tens, base in (("twenty", 20), ("thirty", 30)) for n, word in enumerate(_NUMERALS[:9], 1)}
_COUNT = rf"(?<![\w.,/$-])(?:\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_WHO = r"(?:bidders|proposers|offerors|firms|vendors|suppliers|respondents|contractors|companies|consultants)"
_SOME = r"(?:\s\(\d{1,3}\))?\s(?:\w{1,14}\s){0,2}?"
_BIDDERS = caseless(
    rf"""\b(?:(?P<count>{_COUNT})(?:\s\(\d{{1,3}}\))?[ ](?:\w{{1,14}}\s){{0,2}}?(?:{OFFERS}|{_WHO})
        (?:\s(?:for|on)\s[^.;]{{3,90}}?(?=\s(?:were|was|have\sbeen)\s))?
        \s(?:(?:were|was|have\sbeen|had\sbeen)\s)?(?:(?:timely|submitted\sand|publicly)\s)?
        (?:received|opened|submitted|responded|replied|answered|evaluated|scored|tabulated|obtained|bidding|bid\b)
      | (?:received|opened|obtained|by|from|contacted|evaluated|scored)\s(?P<count2>{_COUNT}){_SOME}(?:{OFFERS}|{_WHO})
      | (?:received|obtained)\s(?:\w{{1,14}}\s){{0,2}}?{OFFERS}\sfrom\s(?P<count3>{_COUNT}){_SOME}{_WHO})\b""".replace(r"\s", r"\s{1,3}"),
    re.VERBOSE,
    r"(?=[0-9otfsenrbc])",
)
_ANSWERED = (
    *("received", "opened", "submitted", "responded", "replied", "answered", "evaluated", "scored", "tabulated", "obtained", "bidding"),
    *("contacted", "from ", "by ", " bid"),
)
_ANSWERS = (
    "bid",
    "proposal",
    "quot",
    "response",
    "offer",
    "submi",
    "proposer",
    "firm",
    "vendor",
    "tender",
    "supplier",
    "respondent",
    "contractor",
    "compan",
    "consult",
)
"""Words for what was done with offers, and for offers and who makes them; the numbers below tell how far they may stand apart."""
_ANSWER_BEFORE, _COUNT_BEFORE, _COUNT_AFTER = 130, 190, 100
_MOST_ANSWERS = 4000
_LABELLED = re.compile(
    rf"""(?:number\s(?:of\s)?|no\.\sof\s|\#\sof\s|total\s)?(?:valid\s|responsive\s|sealed\s)?(?:{OFFERS}|bidders|responses)\s(?:were\s)?
       (?:received|submitted|opened)[ ]{{0,3}}[:|=]?[ ]{{1,5}}\(?(?P<count>{_COUNT})\b
       (?![\w./,:%-]*\d|\s(?:[ap]\.?m\b|day|st\b|th\b|of\s|copies|(?:{_WHO}|{OFFERS})\b
         |January|February|March|April|May|June|July|August|September|October|November|December))""".replace(r"\s", r"\s{1,3}"),
    re.IGNORECASE | re.VERBOSE,
)
_LABEL_HEADS = (
    "number",
    "no. of",
    "# of",
    "total",
    "bid",
    "proposal",
    "quot",
    "response",
    "offer",
    "tender",
    "submi",
    "valid",
    "responsive",
    "sealed",
)
_NUMBERED = re.compile(
    r"(?:^|\n|\|)[ ]{0,4}(?:bidder|proposer|offeror|vendor)[ ](?:no\.?[ ]?|\#[ ]?)?(?P<number>\d{1,2})[ ]{0,2}[:.–|-][ ]{0,3}\w", re.IGNORECASE
)
_NUMBERED_HEADS = ("bidder", "proposer", "offeror", "vendor")
_NAMED = re.compile(
    r"(?:bidders|bids received|bids|proposers|offerors)[ ]{0,2}[:–-]\s{1,3}"
    r"(?P<items>[A-Z](?:[^\n.]|\.(?=\d\d\b|[ ,])){6,600}?)(?=(?<!Inc)(?<!\bCo)(?<!Corp)(?<!Ltd)\.\s|\.?\n|\.?\Z)",
    re.IGNORECASE,
)
_NO_BID = re.compile(r"\bno[ -]bid\b", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"\b(?:if|should|unless|when|where|in the event|event that|at least|minimum of|no fewer than|not less than|up to|may(?! \d)|must|shall"
    r"|fewer than|less than|whenever)\b[^.;\n]{0,60}\Z",
    re.IGNORECASE,
)
"""A rule about numbers of offers, or a number of something else."""

_BASES = {
    "multiple_award": (
        r"\b(?:multiple\sawards?|multi(?:ple)?\s(?:award|vendor)|each\s(?:responsible|responsive|qualified)\s\w{3,12}[^.;]{0,60}\sawarded"
        r"|award(?:s|ed|ing)?\s(?:more\sthan\sone|multiple|one\sor\smore)\s(?:contract|agreement|vendor)s?|award(?:s|ed|ing)?\s(?:\w{1,14}\s){0,4}?"
        r"to\s(?:more\sthan\sone|multiple|one\sor\smore|each\s(?:responsive|responsible|qualified)|all\s(?:responsive|responsible|qualified)))\b"
    ),
    "lowest_responsible": (
        r"\b(?:lowest|low)"
        r"(?:,?\s(?:and|most|best|responsive|responsible|qualified|compliant|conforming|acceptable|total|overall|price|priced|cost|&)[,/]?){0,6}"
        r"\s(?:bidders?|bids?|tenders?|tenderers?|proposers?|responsible|responsive)\b"
        r"|\bbasis\s(?:of|for)\saward[:\s]{1,3}(?:the\s)?lowest\s(?:cost|price|total)\b"
    ),
    "best_value": (
        r"\bbest\s(?:overall\s)?value\b"
        r"|\bmost\sadvantageous\s(?:to\sthe|to\sit|to\s[A-Z]|offers?|offerors?|proposals?|proposers?|bids?|bidders?|vendors?|respondents?)"
        r"|\b(?:offers?|offerors?|proposals?|proposers?|bids?|bidders?|award\w{0,3}|firm|respondents?)\b[^.;]{0,110}\bmost\sadvantageous\b"
    ),
    "ranked": (
        r"\b(?:(?:highest|top)\s(?:ranked|rated|scored|scoring|ranking)"
        r"|(?:ranked|rated|scored)\s(?:[A-Z]\S{1,20}\s){0,4}(?:first|highest|number\sone|\#1))\b"
    ),
}
_BASIS = {name: re.compile(pattern.replace(r"\s", r"[\s-]{1,3}"), re.IGNORECASE) for name, pattern in _BASES.items()}
_BASIS_HEADS = {
    "multiple_award": ("multi", "award", "each"),
    "lowest_responsible": ("low", "basis"),
    "best_value": ("best", "most"),
    "ranked": ("highest", "top", "ranked", "rated", "scored"),
}
_RESERVED = re.compile(
    r"\b(?:reserves?|may|might|right\s{1,3}to|discretion|decision\s{1,3}to|option\s{1,3}(?:of|to)|if\s{1,3}(?:it|that|deemed)|other\s{1,3}than|in\s{1,3}lieu\s{1,3}of)\b[^.;]{0,120}\Z",
    re.IGNORECASE,
)
_OTHER_THAN = re.compile(
    r"\b(?:other|rather)\s{1,3}than\s{1,3}(?:to\s{1,3})?(?:the\s{1,3}|a\s{1,3})?\Z|\breject\s{1,3}(?:the\s{1,3}|any\s{1,3})?\Z", re.IGNORECASE
)
_BASES_TRIED = 6

_BODY = (
    r"(?:council|board(?:\sof\s(?:education|trustees|directors|supervisors|commissioners|regents|selectmen|county\scommissioners|public\sworks))?"
    r"|commission(?:ers)?|court|trustees|supervisors|authority|legislature|directors|aldermen)"
)
_NUMBER = r"(?:(?:no\.?|number|\#)[ ]{0,2})?(?=[\w-]{0,20}\d)[\w-]{1,20}"
_RECORD = re.compile(
    rf"""\b(?: (?:awarded|approved|adopted)\b(?:[^.;\n]|\n(?!\n)){{0,60}}?\bby\s(?:the\s)?(?:[A-Z][\w.]{{0,20}}\s){{0,4}}{_BODY}
      | {_BODY}\s(?:has\s)?(?:awarded|approved)\b(?!\san?\s(?:exemption|waiver|exception))[^.;\n]{{0,80}}
      | award\s(?:was\s)?(?:made|given)\b[^.;\n]{{0,40}}?\bby\s(?:the\s)?(?:[A-Z][\w.]{{0,20}}\s){{0,4}}{_BODY}
      | {_BODY}\s(?:adopted|passed)\sresolution\s{_NUMBER}
      | (?:award\w{{0,3}}|approv\w{{2,3}}|authoriz\w{{1,3}}|executed)\b(?:[^.;\n]|(?<=No)\.|\n(?!\n)){{0,80}}?\bby\sresolution\s{_NUMBER}
      | resolution\s(?:no\.?|number|\#)[ ]{{0,2}}(?=[\w-]{{0,20}}\d)[\w-]{{1,20}}
      | awards?[ ]{{0,2}}[:|][ ]{{0,3}}(?:[A-Z][\w.]{{0,20}}\s){{0,4}}{_BODY}\b[^.;\n]{{0,40}}
      | notice\sof\s(?:intent\sto\s)?award\b )""".replace(r"\s", r"\s{1,3}"),
    re.IGNORECASE | re.VERBOSE,
)
_RECORD_HEADS = ("award", "approv", "adopted", "resolution", "notice", "authoriz", "executed")
_BODY_BEFORE = re.compile(rf"\b{_BODY}\s{{1,3}}(?:has\s)?\Z", re.IGNORECASE)
"""What such a record begins with, and a body that stands before it."""


_ALONE = re.compile(
    r"\b(?:a single|single|only one|a lone|a sole|one) (?:responsive |sealed )?(?:bid|proposal|offer|response|tender|quote) (?:was |is )?received\b",
    re.IGNORECASE,
)


def find_bidders(text: str, small: str, span: Span) -> Said | None:
    """How many handed in an offer, as a figure; None where that is not told. A rule ("at least three quotes") tells nothing."""
    for found in islice(matches_from(_LABELLED, _LABEL_HEADS, text, small, span.start, span.end), 3):
        return _count(found, found["count"])
    for alone in islice(matches_from(_ALONE, ("a single", "single", "only one", "a lone", "a sole", "one "), text, small, span.start, span.end), 3):
        if not _NOT_OURS.search(text, max(span.start, alone.start() - 80), alone.start()):
            return _count(alone, "one")
    return _counted(text, small, span) or _listed(text, small, span) or _priced(text, small, span)


def _count(found: re.Match[str], word: str) -> Said:
    return "bidders", _COUNTS.get(word.lower(), word.lstrip("0") or "0"), Span(*found.span())


def _counted(text: str, small: str, span: Span) -> Said | None:
    """The first words that count bids or bidders."""
    for at in islice(places(small, _ANSWERED, span.start, span.end), _MOST_ANSWERS):
        after = (
            small[at : at + _COUNT_AFTER]
            if small.startswith(("received", "opened", "obtained", "contacted", "from ", "by ", "evaluated", "scored"), at)
            else ""
        )
        near = small[max(0, at - _ANSWER_BEFORE) : at] + after
        if any(word in near for word in _ANSWERS):
            first, last = max(span.start, at - _COUNT_BEFORE), min(span.end, at + _COUNT_AFTER)
            found = _BIDDERS.exact.search(text, first, last) if _BIDDERS.quick.search(small, first, last) else None
            if found and not _NOT_OURS.search(text, max(span.start, found.start() - 80), found.start()):
                return _count(found, found["count"] or found["count2"] or found["count3"])
    return None


def _listed(text: str, small: str, span: Span) -> Said | None:
    """The last of bidders that are numbered from one on in a list."""
    last: re.Match[str] | None = None
    for at in places(small, _NUMBERED_HEADS, span.start, span.end):
        found = _NUMBERED.match(text, max(span.start, text.rfind("\n", span.start, at)), span.end)
        if found and int(found["number"]) == (1 if last is None else int(last["number"]) + 1):
            last = found
    return _count(last, last["number"]) if last and int(last["number"]) > 1 else None


def _priced(text: str, small: str, span: Span) -> Said | None:
    """Bidders named in one sentence, each with a price: "Bidders: Finch $4; Wren $5"."""
    for found in islice(matches_from(_NAMED, ("bidder", "bids", "proposer", "offeror"), text, small, span.start, span.end), 3):
        items = [item for item in re.split(r"[;|]|,\s(?=[A-Z])", found["items"]) if item.strip()]
        if len(items) > 1 and all("$" in item or _NO_BID.search(item) for item in items):
            return "bidders", str(sum("$" in item for item in items)), Span(*found.span())
    return None


def find_basis(text: str, small: str, span: Span) -> Said | None:
    """The ground of the award: the first of the wordings that is there; what the buyer only may do counts where nothing else is said."""
    possible: Said | None = None
    for name, rule in _BASIS.items():
        for found in islice(_best(rule, text, small, span) if name == "best_value" else _plain(name, text, small, span), _BASES_TRIED):
            if _OTHER_THAN.search(text, max(span.start, found.start() - 30), found.start()):
                continue
            said = "award_basis", name, Span(*found.span())
            if not _RESERVED.search(text, max(span.start, found.start() - 160), found.start()):
                return said
            possible = possible or said
    return possible


def _plain(name: str, text: str, small: str, span: Span) -> Iterator[re.Match[str]]:
    return matches_from(_BASIS[name], _BASIS_HEADS[name], text, small, span.start, span.end)


def _best(rule: re.Pattern[str], text: str, small: str, span: Span) -> Iterator[re.Match[str]]:
    """Where the best value or the most advantageous offer wins; the words may begin up to 120 code points before."""
    near = islice(places(small, _BASIS_HEADS["best_value"], span.start, span.end), 200)
    found = (rule.search(text, max(span.start, at - 120), min(span.end, at + 60)) for at in near)
    return (match for match in found if match is not None)


_DEAL = re.compile(r"\b(?:award\w{0,3}|contracts?|agreements?|bids?|proposals?|purchas\w{1,3}|procur\w{1,6}|leas\w{1,3})\b", re.IGNORECASE)
_OTHER_RESOLUTION = re.compile(r"\b(?:personnel|zoning|budget|appropriat\w{1,5}|dispute|conflict)\b", re.IGNORECASE)


def _of_a_deal(text: str, found: re.Match[str], span: Span) -> bool:
    """Whether a resolution that is only numbered has to do with a contract."""
    if not found[0].lower().startswith("resolution"):
        return True
    near = text[max(span.start, found.start() - 120) : min(span.end, found.end() + 160)]
    return _DEAL.search(near) is not None and _OTHER_RESOLUTION.search(near) is None


def find_record(text: str, small: str, span: Span) -> Said | None:
    """The first words that tell of an award by a body."""
    heads = places(small, _RECORD_HEADS, span.start, span.end)
    acts = (at for at in heads if small.startswith(("award", "approved", "adopted"), at))
    bodies = starts_before(_BODY_BEFORE, text, acts, span.start, most=40)
    records = matches_at(_RECORD, sorted({*heads, *bodies}), text, span.start, span.end)
    found = next((one for one in records if _of_a_deal(text, one, span)), None)
    return ("award_record", " ".join(found.group().split()), Span(*found.span())) if found else None
