"""What stands over a grant and undoes it: a permission taken back, refused, left undecided, or asked for and answered with no.

Frames see who uses what; these tests see the words above the frame, in the same clause: "nothing in this bid lets other towns buy".
"""

from __future__ import annotations

import re
from dataclasses import replace

from clausescan.extract.cooperative.answers import answer_after, asks, reported_no, retracted
from clausescan.extract.cooperative.asserted import asserted
from clausescan.extract.cooperative.denied import MUST_REFUSE
from clausescan.extract.cooperative.sense import Judgement, Says
from clausescan.extract.cooperative.signs import DOUBLE, gated
from clausescan.extract.cooperative.view import View

# "Nothing here permits", "no part of this award makes": a permission said not to be there.
_NOT_GIVEN = re.compile(
    r"""\b(?:nothing|none\s+of|no\s+(?:part|provision|clause|terms?|section|language|paragraph|article|statement|wording|portion|element)
            |neither\s+(?:the\s+)?\w+(?:\s+\w+){0,3}\s+nor)\b
        (?:(?!,\s*(?:and|but|so|yet)\b)[^.;]){0,90}?
        \b(?:allow|permit|authori[sz]|enabl|entitl|mak|open|grant|giv|let|extend|creat|confer|invit|offer)\w*""",
    re.VERBOSE | re.IGNORECASE,
)
# "It is unlawful for other towns to buy".
_IMPROPER = re.compile(
    r"""\b(?:is|are|be|was)\s+(?:(?:clearly|also|therefore|hereby)\s+)?
        (?:unlawful|illegal|improper|impermissible|impossible|forbidden|prohibited|contrary\s+to\s+\w+|an?\s+(?:breach|violation)(?:\s+of\s+[^.;]{1,30}?)?
          |against\s+[\w\s]{1,30}|not\s+(?:lawful|legal|proper|possible|permissible|allowed|permitted|authori[sz]ed|intended|meant|agreed))\s+(?:for|that|to\s+let|to\s+allow)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DISCLAIMED = re.compile(
    r"\b(?:disclaims?|disavows?|no\s+inten\w+|not\s+(?:the\s+|its\s+|our\s+)?inten\w+|decided\s+against|opposed?\s+to)\b[^.;]{0,40}$", re.IGNORECASE
)
_IN_BREACH = re.compile(r"\b(?:is|are|be)\s+(?:in\s+|an?\s+)?(?:material\s+)?(?:breach|violation|default)\b", re.IGNORECASE)
# "We are not prepared to have other towns order", "the vendor objects to".
_UNWILLING = re.compile(
    r"""\b(?:objects?|objected|opposes?|(?:do|does|did)\s+not\s+(?:want|wish|intend)|(?:not|cannot|n['’]t)\s+(?:allow|permit|let|authori[sz]e|enable)\s+(?:us|them|it|me|\w+\s+\w+)
        |refus(?:es|ed|al)|declin(?:es|ed)
        |not\s+(?:prepared|ready|inclined|at\s+liberty|in\s+a\s+position)|unwilling|unable)\s+(?:\w+\s+){0,3}?(?:to|that|for|let|in)\b[^.;,]{0,50}$""",
    re.VERBOSE | re.IGNORECASE,
)
_RAN_OUT = re.compile(
    r"\b(?:rights?|privileges?|permission|use|options?|participation|purchasing|arrangement)\b[^.;]{0,120}\b(?:ended|ceased|expired|lapsed|terminated)\b(?!\s+(?:or|unless))",
    re.IGNORECASE,
)
# What is withdrawn: the clause, the right, the use, the request for it.
_USE_ITSELF = r"""(?:requests?|orders?|purchases?|sales?|use|usage|uses|participation|permission|rights?|privileges?|options?|offers?|consent
    |clauses?|paragraphs?|sections?|provisions?|articles?|language|sentence|item|piggyback\w*|riders?|riding|extension|availability|access)"""
_ENDED = r"""(?:deleted|removed|struck(?:\s+out)?|stricken|withdrawn|revoked|rescinded|cancell?ed|refused|denied|rejected|declined|returned
    |disapproved|void|null|invalid|unlawful|improper|prohibited|forbidden|barred|excluded|suspended|omitted|repealed|taken\s+out|lined\s+(?:out|through)
    |crossed\s+out|turned\s+(?:down|away)|disallowed|inapplicable|an?\s+breach|at\s+an\s+end
    |not\s+(?:renewed|honou?red|accepted|recogni[sz]ed|allowed|permitted|filled|processed|entertained))"""
_ANOTHER_CASE = r",\s*(?:and|but|or)\b|\b(?:or|if|unless|that\s+(?:are|do|does|is|have|has)\s+not|without|not\s+accompanied)\b"
_TAKEN_BACK = re.compile(
    rf"""\b{_USE_ITSELF}\b (?:(?!{_ANOTHER_CASE})[^.;]){{0,170}}?
        (?<!not\s)(?<!may\s)(?<!can\s)(?<!might\s)(?<!never\s)\b(?:is|are|was|were|be|been|being|stands?)\s+
        (?:(?:hereby|also|therefore|all|now|never|to\s+be)\s+){{0,2}} {_ENDED}\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSED = re.compile(r"\b(?:is|are|be|remains?|now)\s+closed\s+to\b", re.IGNORECASE)
# "We have not decided whether", "takes no position on whether", "makes no statement that".
_UNDECIDED = re.compile(
    r"""(?:\b(?:not|never|no|neither|nor|without)\b|n['’]t\b)[^.;]{0,60}
        \b(?:decid|determin|advis|advice|know|say|said|position|opinion|statement|represent|warrant|promis|assur|impl|settled|considered|claim)\w*
        [^.;]{0,40}\b(?:whether|if|that)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ONLY_WHETHER = re.compile(r"\bwhether\s+(?:or\s+not\s+)?[^.;,]{0,70}$", re.IGNORECASE)
# Asked about other bodies or the contract; "will you", "does the vendor" are for the vendor to answer on the form.
_BODY_OF_QUESTION = re.compile(
    r"""\W*(?:[\w.]{1,4}[.):]\s+|Q(?:uestion)?\s*\d*\s*[.:]\s*)?(?:may|can|could|might|should|is|are|do|does)\s+
        (?!(?:you|your|(?:the\s+)?(?:vendor|bidder|contractor|supplier|proposer|offeror))\b)""",
    re.VERBOSE | re.IGNORECASE,
)


# A duty of the vendor or a rule of the document, not a report of what was asked.
_BINDS = re.compile(r"\b(?:shall|agrees?|must|hereby)\b|\bmay\s+(?:also\s+)?(?:use|purchase|order|buy|participate)\b", re.IGNORECASE)
# "our contract with the State, which other agencies may use": told of somebody else's contract.
_OTHERS_CONTRACT = re.compile(
    r"""\b(?:contract|agreement|bid|award|schedule)s?\s+(?:[\w.#-]+\s+){0,3}?
        (?:between\s+[^.;,]{2,50}\s+and|of|with|let\s+by|awarded\s+by|held\s+by|held\s+with)\s+(?:the\s+)?(?-i:[A-Z])[^.;]{2,60}?,?\s+
        (?:which|that)\b(?:\s+(?:contract|agreement|bid))?\s+(?:allow|permit|is\s+(?:open|available)|was\b|includes|lets?\b|(?:other|local|all)\s)""",
    re.VERBOSE | re.IGNORECASE,
)


# The speaker itself buys: as a member of a group, from the suppliers of others, from contracts that the vendor holds elsewhere.
_BUYS_ITSELF = re.compile(
    r"""\b(?:our\s+(?:agency|city|town|county|district|office|school|board)|we|the\s+(?:city|town|county|district|village|township|board|authority|college|university|school|library))\b
        (?!['’]s) [^.;]{0,40}? (?:
          \b(?:is|are|becomes?)\s+an?\s+(?:\w+\s+)?(?:member|participant)\b [^.;]{0,60}?
              \band\s+(?:will|may|can|shall|so)\s+(?:\w+\s+)?(?:place|issue|buy|purchase|order|use)\b
        | \bjoins?\s+[^.;]{2,50}?\b(?:as\s+an?\s+(?:member|participant))\b [^.;]{0,20}?
              \band\s+(?:will|may|can|shall)\s+(?:\w+\s+)?(?:place|issue|buy|purchase|order|use)\b
        | \b(?:purchases|buys|orders|will\s+(?:buy|purchase|order))\b [^.;]{0,60}? \bas\s+an?\s+(?:participating|member|eligible)\s+\w+ )
      | \btheir\s+(?:suppliers|vendors|contractors|dealers)\b [^.;]{0,40}? \b(?:serve|sell\s+to|supply|honou?r)\s+(?:it|us)\b
      | \bcontracts?\s+(?:that\s+)?(?:it|they|you|he)\s+(?:already\s+)?(?:holds?|ha(?:s|ve))\s+with\b [^.;]{0,60}?
          \b(?:this|the|our)\s+\w+\s+(?:may|can|could|might)\s+use\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHERS_TOO = re.compile(
    r"\b(?:other|others|all|any|fellow)\s+(?:\w+\s+)?(?:member|agenc|entit|participa|cit|town|count|district|municipal)", re.IGNORECASE
)
# "shall cease to be available to participating agencies on the date of this amendment".
_CEASES = re.compile(
    r"\b(?:ceases?|ceased|stops?)\s+(?:to\s+be|to|being)\s+(?:made\s+)?$|\b(?:is|are|be)\s+no\s+longer\s+(?:made\s+)?$", re.IGNORECASE
)
_IN_TIME = re.compile(r"\b(?:when|upon|once|if|unless|after|expir\w+|terminat\w+)\b", re.IGNORECASE)
# How long a document runs says nothing of who may buy.
_RUNS = re.compile(
    r"\W*(?:this|the)\s+(?:participating\s+addendum|addendum|master\s+agreement|agreement|contract)\s+(?:shall\s+|will\s+)?"
    r"(?:takes?\s+effect|is\s+effective|begins?|commences?|ends?|expires?|runs?)\b(?![^.]*\b(?:may|use|order|buy|purchase)\b)",
    re.IGNORECASE,
)


def overruled(view: View, found: Judgement) -> Judgement | None:
    """The sense of a sentence in which a use was found, once the words above it are read: a refusal, nothing, or as found."""
    if found.says not in (Says.GRANT, Says.LIMIT, Says.ASSIGN):
        return found
    if asks(view):
        return _asked(view, found)
    says = _sense(view, found)
    return replace(found, says=says) if says else None


def _sense(view: View, found: Judgement) -> Says | None:
    """What is left of a use that was found: itself, a refusal, the reverse, or nothing."""
    clause, at = _clause(view, found)
    reported = reported_no(view, found.decided_by.span.start)
    if reported and not _BINDS.search(clause):
        return Says.DENY if reported == "no" else None
    if _OTHERS_CONTRACT.search(clause) or (_BUYS_ITSELF.search(clause) and not _OTHERS_TOO.search(clause[:at])):
        return Says.REVERSE
    if _RUNS.match(clause) or _left_open(view, clause, at):
        return None
    if found.says is Says.GRANT and not gated(view) and not DOUBLE.search(clause):
        standing = asserted(clause, at, at + len(found.decided_by.span))
        if standing != "said":
            return Says.DENY if standing == "denied" else None
    ceased = _CEASES.search(clause[:at]) and not _IN_TIME.search(clause)
    refused = ceased or retracted(view) or (not gated(view) and _refused(clause, at, taken_back=found.says is not Says.LIMIT))
    return Says.DENY if refused else found.says


def _asked(view: View, found: Judgement) -> Judgement | None:
    """A question is a refusal where it is answered with no, and no grant where nobody is asked to answer it and nobody does."""
    answer = answer_after(view)
    if answer == "no":
        return replace(found, says=Says.DENY)
    unanswered = answer is None and found.says is Says.GRANT and _BODY_OF_QUESTION.match(view.text[view.start : view.end])
    return None if unanswered else found


def _clause(view: View, found: Judgement) -> tuple[str, int]:
    """The words between semicolons around what decided, and where in them it stands."""
    start = max(view.start, view.text.rfind(";", view.start, found.decided_by.span.start) + 1)
    stop = view.text.find(";", found.decided_by.span.end, view.end)
    return view.text[start : stop if stop >= 0 else view.end], found.decided_by.span.start - start


def _left_open(view: View, clause: str, at: int) -> bool:
    lead = clause[:at]
    if (unsaid := _UNDECIDED.search(lead)) and len(lead) - unsaid.end() < 110:
        return True
    return bool(_ONLY_WHETHER.search(lead)) and not view.found("gate.vendor", "gate.choice", "gate.blank", "grant.form")


def _refused(clause: str, at: int, *, taken_back: bool) -> bool:
    if DOUBLE.search(clause):
        return False
    not_given = _NOT_GIVEN.search(clause)
    improper = any(p.search(clause[:at]) for p in (_IMPROPER, _DISCLAIMED, _UNWILLING, MUST_REFUSE)) or _IN_BREACH.search(clause[at:])
    return bool(
        (not_given and not_given.start() <= at) or improper or (taken_back and any(p.search(clause) for p in (_TAKEN_BACK, _CLOSED, _RAN_OUT)))
    )
