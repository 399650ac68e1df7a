"""What one sentence says about others' use of the contract: grants it, denies it, speaks of others' contracts, or only presupposes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from clausescan.core.span import Span
from clausescan.extract.cooperative_frames import BUYERS, Frame, View, extend_frames, use_frames
from clausescan.extract.matcher import RuleMatch


class Says(StrEnum):
    """The sense of a sentence."""

    GRANT = "grant"
    DENY = "deny"
    REVERSE = "reverse"
    ASSIGN = "assign"
    LIMIT = "limit"
    """A limit or gate on a use that it takes for granted."""
    SUPPORT = "support"
    INCORP = "incorp"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The sense of one sentence, what decided it, and all that was matched in it."""

    says: Says
    span: Span
    decided_by: RuleMatch
    view: View
    buyers: tuple[RuleMatch, ...] = ()


TOPIC = re.compile(
    r"\bpiggy[\s_-]?back|\b(?:cooperative|co-op|intergovernmental|interlocal|inter-local|joint)\s+(?:use|purchas\w*"
    r"|procure\w*|contract\w*|order\w*|sale\w*|spend\w*|agreement|member\w*|language|option|participation|bid)"
    r"|\bcooperative\s+(?:entit|users?)|\bjoinder\b|\b(?:participating|non-host|outside|rider)\s+(?:\w+\s+)?(?:agenc"
    r"|entit|jurisdiction|town|bod)",
    re.IGNORECASE,
)
# Speaks of others' use by itself, so that a limit in the same sentence needs no other sign.
_USE_BY_OTHERS = re.compile(
    r"\bpiggy[\s_-]?back|\bcooperative\s+(?:use|purchas\w*|procure\w*|order\w*|sale\w*|spend\w*|option|participation|entit\w*)|\bjoinder\b"
    r"|\b(?:participating|non-host|non-lead|rider|assignee|purchasing)\s+(?:(?:public|member|local|state)\s+)?(?:agenc"
    r"|entit|jurisdiction|town|bod|member|district)|\bmaster\s+(?:price\s+)?agreement\b[^.]*\b(?:state|addendum)"
    r"|\bprice\s+agreement\b|\bmatter\s+between\b[^.]{0,40}\b(?:contractor|vendor|supplier|bidder)"
    r"|\bconsortium\s+members\b|\bpurchasing\s+program\b",
    re.IGNORECASE,
)
# Without one of these, "any entity" or "members" may be of the private world.
_PUBLIC = re.compile(
    r"\b(?:public|government|municipal|state|states|local|count(?:y|ies)|cit(?:y|ies)|towns?|townships?|villages?"
    r"|boroughs?|districts?|schools?|agenc(?:y|ies)|jurisdictions?|political|subdivisions?|eligible|non-?members?|tribal"
    r"|colleges?|universit|fire|transit|libraries|authorities|tax-supported)",
    re.IGNORECASE,
)
_TENDERED = re.compile(
    r"\b(?:bid|bids|bidder|award\w*|procure\w*|solicitation|rfp|itb|ifb|piggy\W?back|purchas\w+\s+program|cooperative"
    r"|consortium|lead\s+\w+|offeror|proposers?)\b",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r"(?:\.\s?){6,}|\.{3,}\s*\d+\b")
_DEFINES = re.compile(
    r"^\W*(?:\d[\d.]*\W*)?[\"“]?(?:The\s+term\s+)?[\"“]?[A-Z][^.;:]{1,70}?[\"”]?\s*(?:\([^)]*\)\s*)?(?:means|shall\s+mean"
    r"|is\s+defined\s+as|refers?\s+to)\b"
)
# The language of private contracts, which also speaks of agencies and authorities.
_PRIVATE = re.compile(
    r"\b(?:either|each|neither|other|no)\s+party\b|\baffiliates?\b|\bfranchise|\blicens(?:or|ee)\b"
    r"|\bshareholders?\b|\bprospectus\b",
    re.IGNORECASE,
)
_GLOSSARY = re.compile(r"^\W*(?:\d{1,2}\.\s*)?[A-Z][\w /-]{2,50}:\s+(?:A|An|Any)\s+(?!other)")
_REGULATOR = re.compile(r"\b(?:authorit(?:y|ies)|official|court|commission|government)\W*$", re.IGNORECASE)
_PERMITTED = re.compile(
    r"\bfor\s+(?:the\s+)?use\b|\b(?:allow|permit|authori[sz]|consent|agree|availab|intend|intent|welcome|open|encourag|approv|matter\s+between"
    r"|contemplat|anticipat|limited|restricted|optional|mandatory|discretion|invite|reserve|accept|honor|may\b|can\b|possible|eligible)",
    re.IGNORECASE,
)
_NEGATED_PERMISSION = re.compile(
    r"(?<!was\s)(?<!were\s)\b(?:not|never|no\s+longer)\s+(?:\w+\s+){0,2}(?:allow|permit|authori[sz]|available|open"
    r"|intended|accept|approv)|\b(?:prohibit|forbid|bars?\b|barred|preclud|disallow)",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"\b(?:nothing|not|no\s+provision|neither|nor)\b[^.;]{0,60}\b(?:prevent|preclud|prohibit|limit|restrict|bar|forbid|discourag)", re.IGNORECASE
)
_COMPETED = re.compile(
    r"\b(?:this|the|a|its|sealed|competitive|joint)\s+(?:\w+\s+){0,2}(?:procurement|solicitation|bid|bids|proposals?|rfp"
    r"|ifb|itb|invitation|contract|agreement|award)\b|\b(?:solicit|seek|request|invit)\w*\s+(?:\w+\s+){0,3}(?:bids"
    r"|proposals|offers)",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\b(?:is|are|was|be|being|been)\s+(?:\w+\s+){0,2}(?:issued|conducted|carried|let|made|solicit\w*|seek\w*|request\w*"
    r"|undertaken|run|awarded|established|advertised|intended|competed|entered|for)\b|\b(?:has|have|having)\s+(?:entered"
    r"|issued|awarded|competed|conducted)\b|\b(?:seeks|solicits|requests|invites|issues|awards|enters|conducts|lets"
    r"|advertises|signs|executes|establishes)\b",
    re.IGNORECASE,
)
_WIDE = re.compile(r"\b(?:itself|other|another|all|any|every|each|additional|present|future|following|its|those)\b", re.IGNORECASE)
_OPTIONS = re.compile(r"\b(?:option|options|vehicles?|buses|deliverables|quantit\w+|delivery\s+slots)\b", re.IGNORECASE)
_LEAD_GRANTS = re.compile(r"\b(?:lead|principal|host)\s+(?:public\s+|procurement\s+)?(?:agency|state|entity)", re.IGNORECASE)
_FAVOURED = re.compile(
    r"\b(?:most[\s-]favou?red|pays?\s+less|lower\s+prices?\s+(?:to|than|for)|more\s+favou?rable|lowest\s+price"
    r"|less\s+than\s+the\s+prices?|better\s+price|as\s+low\s+as)\b",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"\breferences?\b|\bbargaining\b|\bpension\b|\bhealth\s+benefits\b|\bsick\s+leave\b|\bsalar(?:y|ies)\b"
    r"|\bfor\s+inspection\b|\binspect\b|\bopened\s+in\s+public\b|\bpublic\s+opening\b"
    r"|\bmember\s+of\s+(?:or\s+delegate\s+to\s+)?(?:the\s+)?(?:Congress|Board|Council|governing)\b|\b(?:small|minority"
    r"|disadvantaged|veteran)[\w\s-]{0,20}\bbusiness|\bsubmit\w*\s+(?:an?\s+|their\s+)?(?:bid|proposal|response)"
    r"|\bpermits?\s+(?:from|issued)|\brecords?\s+act|\baudit|\blicen[sc]es?\s+from|\bdisclos|\bcoordinate\b"
    r"|\bconfidential",
    re.IGNORECASE,
)


def judge(view: View) -> Judgement | None:
    """The sense of a sentence; None where it says nothing of others' use."""
    text = view.text[view.start : view.end]
    if _CONTENTS_LINE.search(text):
        return None
    defines = bool(_DEFINES.match(text))
    for decide in (_denial, _assignment, _grant, _presumption):
        if (found := decide(view, text)) and not (defines and found.says is Says.GRANT and not view.found("grant.eligible")):
            return found
    return _reverse(view, text) or _limit(view, text) or _first(view, "support", Says.SUPPORT) or _first(view, "incorp", Says.INCORP)


def _made(says: Says, view: View, by: RuleMatch, buyers: tuple[RuleMatch, ...] = ()) -> Judgement:
    return Judgement(says, Span(view.start, view.end), by, view, buyers)


def _buyers(view: View) -> tuple[RuleMatch, ...]:
    return view.found(*BUYERS)


def _gated(view: View) -> bool:
    """True where a denial is lifted by a condition: "not … unless", "no … without consent"."""
    return bool(
        re.search(
            r"\b(?:unless|until|except|without|only\s+(?:after|if|upon|with)|other\s+than\s+(?:members|those|the\s+members))\b",
            view.text[view.start : view.end],
            re.IGNORECASE,
        )
    ) and not view.found("deny.deleted", "deny.exclusive")


def _denial(view: View, text: str) -> Judgement | None:
    """A refusal: of the clause, of the use, or of an act of use; a limit where a condition lifts it or a grant stands beside it."""
    stated = view.found("deny.exclusive", "deny.deleted", "deny.na")
    if stated and not _reserved(text):
        return _made(Says.DENY, view, stated[0], _buyers(view))
    if refused := _refused(view, text):
        return refused
    private = _foreign_ground(text)
    frames = [] if private else [f for f in (*use_frames(view), *extend_frames(view)) if f.buyer and not f.foreign]
    denied = [
        f
        for f in frames
        if f.denied and (f.object or f.sure or _of_it(view, f)) and f.buyer and (_public(view, f.buyer, text) or _none_other(view, f, text))
    ]
    granted = any(not f.denied and f.object for f in frames)
    if _DOUBLE.search(text):
        return None
    if not denied:
        return None if private or granted else _denied_use(view, text)
    outsiders = any(f.buyer and f.buyer.rule.finds == "outsider" for f in denied)
    if granted or outsiders or view.found("limit.cap") or _gated(view) or _CHOICE_NOT.search(text):
        return _limited(view, denied[0].verb)
    return _made(Says.DENY, view, denied[0].verb, _buyers(view))


_UNWILLING = re.compile(r"\b(?:unable|unwilling|declin|refus|exception|not\s+offered|returned|rejected)", re.IGNORECASE)
_TO_OTHERS = re.compile(r"\boutside\b|\bothers?\b|\bthird\s+part", re.IGNORECASE)
_OFFERS = re.compile(r"\b(?:hold|extend|offer|honor|sell)\b", re.IGNORECASE)


def _denied_use(view: View, text: str) -> Judgement | None:
    """Use by others spoken of as a thing, and denied: "piggybacking is not allowed", "unable to hold the prices for others"."""
    matrix, spoken = view.found("deny.matrix"), view.found("grant.nominal", "grant.piggyback")
    priced = view.found("object") and _TO_OTHERS.search(text) and _OFFERS.search(text)
    about = spoken or _USE_BY_OTHERS.search(text) or priced
    forbidden = (matrix or spoken) and _NEGATED_PERMISSION.search(text)
    if not about or not (forbidden or (matrix and _UNWILLING.search(text))):
        return None
    by = (*matrix, *spoken)[0]
    if _gated(view) or view.found("outsider", "limit.cap") or re.search(r"\b(?:restricted|limited)\s+to\b", text, re.IGNORECASE):
        return _limited(view, by)
    return _made(Says.DENY, view, by, _buyers(view))


# Not to extend is a choice that somebody may make, not one made.
_CHOICE_NOT = re.compile(
    r"\b(?:choice|decision|election|option|refusal|unwillingness|failure|right)\s+not\s+to\b|\bwhether\s+(?:or\s+not\b|to\b)"
    r"|\b(?:may|can|free\s+to)\s+(?:choose|elect|decide|opt)\s+not\s+to\b",
    re.IGNORECASE,
)


_ANSWERED_NO = re.compile(r"\b(?:checked|marked|answered|selected|indicated|initialed|circled|said)\s+[\"“‘']?no\b", re.IGNORECASE)
_NO_SUCH = re.compile(r"\b(?:no|without)\s+(?:\w+\s+){1,4}$", re.IGNORECASE)


def _refused(view: View, text: str) -> Judgement | None:
    """As in "No provision for use by others", "the bidder has answered no to extending": said of the use itself."""
    spoken = view.found("grant.nominal", "grant.piggyback", "grant.form")
    if _ANSWERED_NO.search(text) and (spoken or view.found("verb.extend")):
        return _made(Says.DENY, view, (*spoken, *view.found("verb.extend"))[0], _buyers(view))
    none = (
        None
        if view.found("limit.cap")
        else next((m for m in spoken if m.rule.finds == "grant.nominal" and _NO_SUCH.search(view.text[view.start : m.span.start])), None)
    )
    if none is None or _DOUBLE.search(text) or _gated(view) or re.search(r"\bobligat|\bguarant|\bliab", text, re.IGNORECASE):
        return None
    return _made(Says.DENY, view, none, _buyers(view))


def _none_other(view: View, frame: Frame, text: str) -> bool:
    """True for a short "no other entity may buy under this contract": recall first for prohibits (CLAUSES 4)."""
    return (
        frame.buyer is not None
        and len(text) < _SHORT
        and bool(re.match(r"no\s+other\b", view.words(frame.buyer), re.IGNORECASE))
        and not _PRIVATE.search(text)
    )


_IT = re.compile(r"\s*(?:from|under|off|through|against)?\s*(?:it|them|thereunder|therefrom)\b", re.IGNORECASE)


def _of_it(view: View, frame: Frame) -> bool:
    """True for "may not order from it", or where the sentence names the contract elsewhere."""
    return bool(_IT.match(view.after(frame.verb, 30))) or bool(view.found("object"))


def _limited(view: View, by: RuleMatch) -> Judgement:
    return _made(Says.LIMIT, view, by, _buyers(view))


def _reserved(text: str) -> bool:
    return bool(re.search(r"\breserved\.?\s*$", text, re.IGNORECASE))


def _assignment(view: View, text: str) -> Judgement | None:
    """FTA-style assignment of options by the lead; the vendor's own right to assign is not meant (CLAUSES 2, ASSIGN)."""
    verbs = view.found("verb.assign")
    if not verbs or not _OPTIONS.search(text):
        return None
    if re.search(r"\bcontractor\s+(?:shall|may|will|must)\s+not\s+(?:\w+\s+)?assign|\bassignment\s+of\s+(?:personnel|work)", text, re.IGNORECASE):
        return None
    to_others = [b for b in _buyers(view) if re.search(r"\bto\s*[^.;]{0,30}$", view.before(b, 40), re.IGNORECASE)]
    options = re.search(r"\boption", text, re.IGNORECASE)
    if re.search(r"\b(?:stock|shares?|vest\w*|optionee|grantee)\b", text, re.IGNORECASE):
        return None
    by_issuer = any(m.span.end <= verbs[0].span.start for m in view.found("issuer"))
    to_others = [b for b in to_others if _public(view, b, text)]
    if (
        (to_others and (by_issuer or options or re.search(r"\bby\s+the\b", text)))
        or (options and by_issuer and re.search(r"\bFTA\b|piggy|quantit", text))
        or (options and re.search(r"\bunexercised|\blapse|\bnot\s+be\s+assigned", text, re.IGNORECASE))
    ):
        return _made(Says.ASSIGN, view, verbs[0], tuple(to_others))
    return None


def _grant(view: View, text: str) -> Judgement | None:
    if _FAVOURED.search(text) and not TOPIC.search(text):
        return None
    if _foreign_ground(text):
        return None
    frames = [f for f in (*use_frames(view), *extend_frames(view)) if f.buyer and not f.denied]
    for frame in frames:
        if _counts(view, frame, text):
            return _made(Says.GRANT, view, frame.verb, _frame_buyers(view, frame))
    for name, test in (
        ("grant.form", _form),
        ("grant.joint", _cooperative),
        ("grant.nominal", _nominal),
        ("grant.behalf", _behalf),
        ("grant.piggyback", _piggyback),
        ("grant.cooperative", _cooperative),
        ("grant.statute", _cooperative),
        ("grant.eligible", _eligible),
        ("grant.master", _master),
    ):
        for match in view.found(name):
            if test(view, match, text) and (name == "grant.form" or not _negated(view, match)):
                return _made(Says.GRANT, view, match, _buyers(view))
    return None


_BARE_NOT = re.compile(
    r"\b(?:not|no|never)\b(?!\s+(?:only|just|limited|be\s+limited|obligated|obliged|required|be\s+required|longer\s+than"
    r"|less|more|later|named|listed))",
    re.IGNORECASE,
)


def _negated(view: View, match: RuleMatch) -> bool:
    """True where a denial stands in the phrase or shortly before it, and nothing turns it round."""
    reach = view.before(match, 5).rsplit(";", 1)[-1] + view.words(match)
    return bool(_BARE_NOT.search(reach)) and not _DOUBLE.search(view.text[view.start : view.end])


def _presumption(view: View, text: str) -> Judgement | None:
    """As in "Agencies wishing to use this contract …": a gate where something is asked of them first, else support."""
    frames = [f for f in use_frames(view) if f.presumed and f.buyer and f.object and not f.foreign and _public(view, f.buyer, text)]
    if not frames:
        return None
    gates = view.found("gate.lead", "gate.agreement", "gate.notice", "gate.vendor") if view.found("gate.must", "gate.vendor") else ()
    return _made(Says.LIMIT if gates else Says.SUPPORT, view, gates[0] if gates else frames[0].verb, _buyers(view))


def _foreign_ground(text: str) -> bool:
    """True for the long sentences of private contracts, in which buyers, verbs and objects of many clauses stand side by side."""
    long, private = len(text) > _LONG, bool(_PRIVATE.search(text))
    if TOPIC.search(text) or not (long or private):
        return False
    return (long and private) or not _TENDERED.search(text)


_LONG = 700


def _frame_buyers(view: View, frame: Frame) -> tuple[RuleMatch, ...]:
    """The frame's buyer and those named beside it in one list."""
    assert frame.buyer is not None
    group = [frame.buyer]
    for chunk in view.found(*BUYERS):
        if chunk is frame.buyer:
            continue
        first, last = sorted((chunk, group[-1] if chunk.span.start > group[-1].span.start else group[0]), key=lambda m: m.span.start)
        if len(view.between(first, last)) < 60 and not re.search(r"\b(?:may|shall|will|for|under)\b", view.between(first, last)):
            group = sorted([*group, chunk], key=lambda m: m.span.start)
    return tuple(m for m in group if m.rule.finds != "others")


def _counts(view: View, frame: Frame, text: str) -> bool:
    """True where a frame is a grant by itself."""
    if _only_tells(view, frame) or (frame.buyer and not _public(view, frame.buyer, text)) or (_REFERENCES.search(text) and not TOPIC.search(text)):
        return False
    if frame.buyer and frame.buyer.rule.finds == "others" and frame.agent is frame.buyer:
        return bool(_USE_BY_OTHERS.search(text) or _OTHER_BUYERS.search(text))
    if frame.object is not None:
        return not (_PRIVATE.search(text) and not _TENDERED.search(text))
    if frame.sure:
        return not view.found("foreign") and bool(view.found("buyer", "member"))
    return _takes_part(view, frame) or _by_buyers(view, frame)


_OTHER_BUYERS = re.compile(r"\bother\s+(?:buyers|users|purchasers)", re.IGNORECASE)
_PART = re.compile(r"(?:participat|join|tak)", re.IGNORECASE)
_PART_ENDS = re.compile(r"\s*(?:[.,;]|$|by\b|if\b|upon\b|on\s+(?:payment|notice))", re.IGNORECASE)


def _only_tells(view: View, frame: Frame) -> bool:
    """True where a frame speaks of a duty, of use taken for granted, or of somebody else's contract."""
    duty = frame.agent is frame.buyer and re.search(r"\bmust\b", view.before(frame.verb, 25), re.IGNORECASE)
    presumed = frame.presumed and not view.found("bind.vendor")
    foreign = frame.foreign and (frame.object is None or frame.foreign.span.start < frame.object.span.start)
    return bool(duty or presumed or foreign)


def _takes_part(view: View, frame: Frame) -> bool:
    """As in "any county may elect to participate"."""
    if not _PART.match(view.words(frame.verb)):
        return False
    return bool(_PART_ENDS.match(view.after(frame.verb, 20))) and not re.search(r"\binvited\b", view.before(frame.verb, 30))


def _by_buyers(view: View, frame: Frame) -> bool:
    """As in "products may be bought by eligible entities"."""
    return (
        frame.agent is not None
        and frame.agent.span.start > frame.verb.span.end
        and bool(re.search(r"\b(?:may|can|shall|will)\b", view.before(frame.verb, 20)))
    )


_BOX = re.compile(r"[☐☒☑□✓✔]|\[\s{0,3}[xX]?\s{0,3}\]|\(\s{0,3}[xX]?\s{0,3}\)|_{2}|\bY\s*/\s*N\b|\byes\b", re.IGNORECASE)


def _form(view: View, match: RuleMatch, _text: str) -> bool:
    """A question or heading about use by others with boxes or blanks behind it."""
    return bool(_BOX.search(view.text, match.span.end, min(len(view.text), match.span.end + 120)))


def _nominal(view: View, match: RuleMatch, text: str) -> bool:
    """As in "Use of this contract by other agencies is welcome": a permission, of the contract at hand, not of data or premises."""
    words = view.words(match)
    offered = re.match(r"(?:will|would|do|does|can)\b|.*\b(?:extend|offer|honou?r|sell)\b", words, re.IGNORECASE | re.DOTALL)
    if not (offered or _PERMITTED.search(text)) or view.found("foreign") or (_REFERENCES.search(text) and not TOPIC.search(text)):
        return False
    if _NEGATED_PERMISSION.search(text) and not _DOUBLE.search(text):
        return False
    contract = any(match.span.contains(m.span) for m in view.found("object")) or _USE_BY_OTHERS.search(text) or view.found("member")
    public = any(_public(view, b, text) for b in view.found("buyer") if b.span.overlaps(match.span))
    if view.found("others") and not contract:
        public = bool(offered) or bool(re.match(r"(?:purchas|order|participat|buying|request|piggy)", words, re.IGNORECASE))
    asked = bool(offered) and bool(re.search(r"\(\s*(?:circle|check|mark)", words, re.IGNORECASE))
    return bool(contract or asked or (public and (_TENDERED.search(text) or len(text) < _SHORT))) and not (
        _PRIVATE.search(text) and not _TENDERED.search(text)
    )


_SHORT = 220


def _behalf(view: View, match: RuleMatch, text: str) -> bool:
    return (
        bool(_COMPETED.search(text) and _ISSUED.search(text) and _WIDE.search(view.words(match)))
        and any(_public(view, b, text) for b in _buyers(view))
        and not (_PRIVATE.search(text) and not _TENDERED.search(text))
        and not view.found("foreign")
        and not re.search(r"\bservices\s+(?:performed|provided)\s+on\s+behalf", text)
    )


def _piggyback(view: View, match: RuleMatch, _text: str) -> bool:
    if re.search(r"\b(?:not|never|no)\W+(?:\w+\W+){0,3}$", view.before(match, 30), re.IGNORECASE):
        return False
    return not view.found("reverse") or bool(re.match(r"piggy", view.words(match), re.IGNORECASE) and not view.found("issuer", "foreign"))


def _cooperative(view: View, _match: RuleMatch, text: str) -> bool:
    return not view.found("foreign") or "permissive" in text.lower()


def _eligible(view: View, match: RuleMatch, text: str) -> bool:
    words = view.words(match).lower()
    return (
        bool(re.search(r"eligible|authorized user", words))
        and not re.search(r"\beligible\s+(?:for|to\s+receive)\b|\bgrant\b|\bfunding\b|\bnot\s+eligible", text, re.IGNORECASE)
        and not view.found("foreign")
        and not (_REFERENCES.search(text) and not TOPIC.search(text))
    )


def _master(_view: View, _match: RuleMatch, text: str) -> bool:
    return bool(
        re.search(
            r"\bmaster\s+agreement|participating|lead\s+(?:public\s+)?(?:agency|state)|non-lead|intergovernmental|participation", text, re.IGNORECASE
        )
    ) and not re.search(r"\b(?:neither|nor|owes|not\s+liable|fee)\b", text)


_BOUGHT = re.compile(
    r"\b(?:bids?\b|purchas|procure|buy|schedule|cooperative|consorti|pricing|piggy|pi_ggy|supplier|utiliz|using|item|use\b)"
    r"|contract[^.]{0,60}\b(?:let|awarded)\b|\b(?:sourcewell|naspo|omnia|hgac|buyboard|cmas|savvik)",
    re.IGNORECASE,
)
_BID_PORTAL = re.compile(r"\b(?:download|web\s?site|posted|notification|register\s+with|bidnet|bid\s+documents?|trade\s+network)\b", re.IGNORECASE)


def _reverse(view: View, text: str) -> Judgement | None:
    """The issuer and somebody else's contract; not a bid portal, not an entry of a glossary."""
    found = view.found("reverse")
    if not found or not _BOUGHT.search(text) or _BID_PORTAL.search(text) or _GLOSSARY.match(text) or _DEFINES.match(text):
        return None
    return _made(Says.REVERSE, view, found[0])


def _limit(view: View, text: str) -> Judgement | None:
    """A gate or limit in a sentence that takes others' use for granted."""
    if _DEFINES.match(text):
        return None
    if re.search(r"\b(?:remit\w*|rebates?|reports?|reporting|service\s+fees?|administrative\s+fees?)\b", text, re.IGNORECASE) and view.found(
        "support"
    ):
        return None
    if blank := view.found("gate.blank"):
        return _made(Says.LIMIT, view, blank[0])
    bound_members = view.found("member") and view.found("gate.agreement") and view.found("gate.must") and not _PRIVATE.search(text)
    if not bound_members and not _USE_BY_OTHERS.search(text) and not any(_nominal(view, m, text) for m in view.found("grant.nominal")):
        return None
    for name in ("gate.agreement", "gate.lead", "gate.vendor", "limit.cap", "limit.list", "gate.must", "gate.notice", "gate.choice"):
        match = next(iter(view.found(name)), None)
        if match and (
            name != "gate.must"
            or re.search(r"\b(?:only|limited|restricted|sign|execut|regist|enter|join|adopt|agreement|addendum)", view.words(match), re.IGNORECASE)
        ):
            return _made(Says.LIMIT, view, match, _buyers(view))
    return None


_INSIDE = re.compile(r"\s+(?:in|of|within)\s+(?:the|our)\s+(?:School\s+)?(?:District|City|Town|Village|University|College)\b", re.IGNORECASE)


def _public(view: View, buyer: RuleMatch, text: str) -> bool:
    """True where the buyer named is a public body, or the sentence speaks of a tender."""
    if buyer.rule.finds == "others":
        return bool(
            _PUBLIC.search(text)
            or _TENDERED.search(text)
            or re.search(r"\bprices?\b[^.;]{0,90}\b(?:honou?red|offered|extended)\b", text, re.IGNORECASE)
        )
    words = view.words(buyer)
    if re.match(
        r"\s*(?:['’]s\s+)?(?:officials?|employees?|officers?|order|action|approvals?|laws?|regulations?)\b", view.after(buyer, 24), re.IGNORECASE
    ):
        return False
    if re.search(r"\b(?:school|department|office|division|campus|branch)s?$", words, re.IGNORECASE) and _INSIDE.match(view.after(buyer, 40)):
        return False
    if re.search(r"\b(?:governmental|regulatory|taxing|competent|licensing)\b", words, re.IGNORECASE) and _REGULATOR.search(words):
        return False
    if len(text) < _SHORT and _PUBLIC.search(text) and not _PRIVATE.search(text):
        return True
    return bool(_PUBLIC.search(words) or _TENDERED.search(text))


def _first(view: View, name: str, says: Says) -> Judgement | None:
    match = next(iter(view.found(name)), None)
    return _made(says, view, match) if match else None
