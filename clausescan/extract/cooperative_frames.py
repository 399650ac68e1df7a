"""Who does what with whose contract: each verb of a sentence with its agent, its object and whether it is denied.

Direction is read from the agent. A buyer that uses the contract at hand is a grant; the issuer that uses somebody else's is the reverse
(CLAUSES 3, test). Negation is read by scope: between agent and verb, in the agent's own determiner, or in a verb that governs both.
"""

from __future__ import annotations

import re

from clausescan.extract.cooperative_objects import PRICED, own_objects
from clausescan.extract.cooperative_view import BUYERS, Frame, View
from clausescan.extract.matcher import RuleMatch

__all__ = ["BUYERS", "Frame", "View", "extend_frames", "use_frames"]

_WHO = BUYERS | {"issuer", "vendor", "others"}

_BE = re.compile(r"\b(?:be|is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+|then\s+|hereby\s+|further\s+)?(?:made\s+)?$", re.IGNORECASE)

_PARTICIPLE = re.compile(r"(?:ed|bought|held|given|sold|ridden|made .*available)$", re.IGNORECASE)

_GOVERNED = re.compile(
    r"\b(?:of|by|with|from|under|on|in|at|between|against|to|than|through|via|into|upon|near|bordering|adjoining"
    r"|within)\s*(?:(?:the|this|our|said)\s+)?[\"“(]?$",
    re.IGNORECASE,
)

_RECIPIENT = re.compile(
    r"\b(?:to|for|by|with|among|between|behalf\s+of|toward|towards|benefit\s+of|permit|permits|permitting|allow|allows"
    r"|allowing|enable|enables|that|let|lets|from)\b[^.;]{0,60}$|\(\s*circle[^)]{0,30}\)\s*:?\s*$",
    re.IGNORECASE,
)

_BY = re.compile(r"\bby\s*[\"“(]?$", re.IGNORECASE)

_REFUSED = re.compile(
    r"\b(?:declin\w*|refus\w*|unable|unwilling|forbidden)\s+to\b|\b(?:prohibited|barred|precluded|forbidden|restrained)\s+from\b", re.IGNORECASE
)

_SWEEPING = re.compile(r"\b(?:under\s+no\s+circumstances?|in\s+no\s+(?:event|case|way|instance)|at\s+no\s+time|by\s+no\s+means)\b", re.IGNORECASE)

# "shall not permit [others to use]", "neither … nor … shall allow [others to buy]": the denial stands before the agent.
_NOT_ALLOWED = re.compile(
    r"\b(?:not|never|neither|nor|no\s+\w+)\b[^.;]{0,40}\b(?:permit|allow|authori[sz]|enabl|let|entitl)\w*\s*$"
    r"|\b(?:prohibit|forbid|bar|preclud|disallow)\w*\s*$",
    re.IGNORECASE,
)

_NOT = re.compile(
    r"(?<!need\s)\b(?:not|never|cannot|can't|won't|nor|neither)\b(?!\s+(?:named|listed|identified|included|part(?:y|ies)"
    r"|a\s+party|specifically|otherwise|only|just|merely|limited|be\s+limited|be\s+obligated|be\s+obliged|obligated"
    r"|obliged|required|be\s+required|compelled|prevent|preclude|prohibit|restrict))",
    re.IGNORECASE,
)

_NONE = re.compile(r"^(?:no|neither|none)\b|\b(?:no|none\s+of(?:\s+the)?|neither)\s*$", re.IGNORECASE)

_UNDER = re.compile(
    r"\b(?:under|pursuant\s+to|accordance\s+with|per|required\s+by|terms\s+of|provisions\s+of|performance\s+of|in"
    r"|to\s+perform|during|before|after|until|upon|related\s+to)\s*$",
    re.IGNORECASE,
)

_STRONG_USE = re.compile(r"^(?:piggyback|ride|ridden|rides|riding|avail)", re.IGNORECASE)

_TAKE_PART = re.compile(r"^(?:participat|join|partake|take\w*\s+part|served|covered)", re.IGNORECASE)

_BUYING = re.compile(
    r"^(?:purchas|buy|bought|order|procur|acquir|obtain|plac|issu|mak|draw|avail|benefit|tak|reli|rely|contract|send"
    r"|submit)",
    re.IGNORECASE,
)

_GOODS = re.compile(r"\b(?:goods|services|items|products?|equipment|commodities|materials|supplies|vehicles|units|deliverables)\b", re.IGNORECASE)

_MODAL = re.compile(
    r"\b(?:may|can|could|shall|will|must|should|able\s+to|permitted|allowed|authori[sz]ed|entitled|eligible|wish|wishes"
    r"|wishing|choose|chooses|choosing|elect|elects|electing|desire|desires|desiring|opt|free\s+to|invited|encouraged"
    r"|right\s+to|option|opportunity|to)\b",
    re.IGNORECASE,
)


def passive(view: View, verb: RuleMatch) -> bool:
    """True for "may be used", "is extended", "shall be made available"."""
    words = view.words(verb)
    if re.match(r"(?:available|open|valid|effective|applicable|accessible|good|are|is|be|remain|made)\b", words, re.IGNORECASE):
        return True
    return bool(_BE.search(view.before(verb, 40)) and _PARTICIPLE.search(words))


_PEOPLE_OF = re.compile(
    r"\b(?:employees?|officials?|officers?|staff|residents?|students?|personnel|citizens?|representatives?|inspectors?"
    r"|departments?|divisions?)\s+of\s*(?:the\s+)?$",
    re.IGNORECASE,
)


def _agent(view: View, verb: RuleMatch) -> RuleMatch | None:
    """The body that acts: the nearest one before the verb that no preposition governs, else the nearest "for … to"."""
    before = [m for m in view.matches if m.rule.finds in _WHO and m.rule.layer == 0 and m.span.end <= verb.span.start]
    for chunk in reversed(before):
        gap = view.between(chunk, verb)
        if ";" in gap:
            break
        if chunk.rule.finds not in BUYERS and (listed := _listed_under(view, chunk, before)):
            return listed
        lead = view.before(chunk, 20)
        if re.search(r"\bfor\s*$", lead, re.IGNORECASE) and not re.match(r"\s*(?:that\b[^,;]{0,40}\b)?to\b", gap, re.IGNORECASE):
            continue
        if (chunk.rule.finds not in BUYERS and re.match(r"\s*['’]s", gap)) or (
            chunk.rule.finds == "others" and re.search(r"\b(?:no|not)\s*$", lead, re.IGNORECASE)
        ):
            continue
        if _PEOPLE_OF.search(view.before(chunk, 50)):
            return None
        if not _GOVERNED.search(lead) or (
            chunk.rule.finds in BUYERS and re.match(r"\s*(?:that|who|which)?\s*(?:to|may|can|wish|wishing|choos|desir|elect)", gap, re.IGNORECASE)
        ):
            return chunk
    return None


_SUCH_AS = re.compile(r"^[^.;]{0,60}\b(?:whether|including|such\s+as|be\s+it|namely|to\s+wit)\b[^.;]{0,200}$", re.IGNORECASE)


def _listed_under(view: View, chunk: RuleMatch, before: list[RuleMatch]) -> RuleMatch | None:
    """The buyer of which a phrase is only an example: "any public body, whether city, town or district"."""
    if re.match(r"(?:the|this|our|its)\b", view.words(chunk), re.IGNORECASE):
        return None
    buyers = (b for b in before if b.rule.finds in BUYERS and b.span.end <= chunk.span.start)
    return next((b for b in buyers if _SUCH_AS.match(view.between(b, chunk))), None)


def _denied(view: View, agent: RuleMatch | None, verb: RuleMatch) -> bool:
    start = agent.span.end if agent and agent.span.end <= verb.span.start else max(view.start, verb.span.start - 45)
    gap = view.text[start : verb.span.start]
    if len(gap) > 90 and not re.search(r"\b(?:not|never|cannot)\b(?:\s+\w+){0,4}\s*$", gap, re.IGNORECASE):
        gap = gap[-60:]
    if agent and _NONE.search(view.words(agent)):
        return True
    if agent and _NO_SUCH.search(view.before(agent, 14)) and not _TICK_NO.search(view.before(agent, 14)):
        return True
    if agent and agent.rule.finds in {*BUYERS, "others"} and _NOT_ALLOWED.search(view.before(agent, 90)):
        return True
    if _SWEEPING.search(view.text[view.start : verb.span.start].rsplit(";", 1)[-1]):
        return True
    last = gap.rsplit(";", 1)[-1]
    return bool(_NOT.search(last) or _REFUSED.search(last))


_NO_SUCH = re.compile(r"\b(?:no|none\s+of(?:\s+the)?|neither)\s*$", re.IGNORECASE)

# "( ) Yes ( ) No  Prices are extended …": the last word of a form is no determiner of the next sentence.
_TICK_NO = re.compile(r"[)\]☐☒☑□_/]\s*no\s*$", re.IGNORECASE)


def use_frames(view: View) -> list[Frame]:
    """Frames of "a buyer uses the contract", active or passive, in reading order."""
    found = []
    for verb in view.found("verb.use"):
        frame = _passive_use(view, verb) if passive(view, verb) else _active_use(view, verb)
        if frame:
            found.append(frame)
    return found


_FAR = 110
"""Code points between a buyer and its verb beyond which another clause has begun, save after a relative clause or a list."""


def _active_use(view: View, verb: RuleMatch) -> Frame | None:
    agent = _agent(view, verb)
    if agent is None:
        return None
    buyer = agent if agent.rule.finds in {*BUYERS, "others"} else None
    gap = view.between(agent, verb)
    words = view.words(verb)
    if buyer and len(gap) > _FAR and not re.match(r"\s*(?:,|that|who|which|\(|including|located|within|throughout|across|as\s+well|in)", gap):
        return None
    if buyer and not (_MODAL.search(gap) or words.lower().endswith(("ing", "s")) or not gap.strip()):
        return None
    if buyer and (_TOLD_AS_FACT.search(gap) or (_NOUN_LEAD.search(gap) and not words.lower().endswith("ing"))):
        return None
    target, foreign = _use_object(view, verb)
    if target is None and foreign is None and buyer and OF_IT.match(view.after(verb, 40)):
        target = next((m for m in reversed(own_objects(view)) if m.span.end <= agent.span.start and not _WITH_BODY.match(view.after(m, 30))), None)
        target = target or (verb if said_before(view) else None)
    sure = target is not None or bool(_STRONG_USE.match(words))
    if (
        _TAKE_PART.match(words)
        and re.match(r"\s*(?:[.,;]|$|by\b|if\b|upon\b|on\s+(?:notice|payment))", view.after(verb, 30), re.IGNORECASE)
        and not re.search(r"\binvited\b", gap)
    ):
        target = target or next(iter(own_objects(view)), None)
    allowed = _MAY_DO_SO.search(view.text, verb.span.end, view.end)
    return Frame(verb, agent, buyer, target, foreign, _denied(view, agent, verb), sure, presumed=_presumed(gap, words) and not allowed)


_MAY_DO_SO = re.compile(r"\b(?:may|can|(?:is|are|shall\s+be)\s+(?:free|welcome|entitled|allowed|permitted)\s+to)\s+do\s+so\b", re.IGNORECASE)

# "several cities are using this contract", "have bought under it": told as a fact, not allowed.
_TOLD_AS_FACT = re.compile(r"\b(?:is|are|was|were|been|has|have|had|having|currently|already|regularly)\s*$", re.IGNORECASE)

_NOUN_LEAD = re.compile(r"\b(?:on|of|for|from|by|in|such|all|these|no|future|about)\s*$", re.IGNORECASE)

_THE_CONTRACT = re.compile(
    r"\b(?i:this|resulting|resultant|statewide)\s+(?:[\w-]+\s+){0,3}?(?i:contract|agreement|award|bid|pricing)\b|\b[Tt]he\s+(?:[A-Z]\w+\s+){0,2}(?:Contract|Agreement)\b"
)


def said_before(view: View) -> bool:
    """True where the sentence before, in the same paragraph, names the contract at hand, so that "it" may stand for it."""
    before = view.text[max(view.text.rfind("\n\n", 0, view.start) + 1, view.start - 300) : view.start]
    return bool(_THE_CONTRACT.search(before))


_WITH_BODY = re.compile(r"\s*(?:with|of|from|held\s+by|awarded\s+by|let\s+by)\s+(?:the\s+)?[A-Z]")

OF_IT = re.compile(
    r"\s*(?:(?:goods|services|items)\s+)?(?:(?:from|under|off|through|against)\s+)?(?:it|them)\b(?!\s+to\b)|\s*(?:may|can|shall)?\s*do\s+so\b|\s*(?:thereunder|therefrom)\b",
    re.IGNORECASE,
)

_WISH = re.compile(
    r"\b(?:wish|desir|want|choos|elect|intend|seek|decid|opt|request)\w*\s+to\b|\b(?:wish|desir|want|choos|elect|intend|seek|opt)\w*\s*$",
    re.IGNORECASE,
)

_GRANTED = re.compile(
    r"\b(?:may|can|could|shall|able|permitted|allowed|authori[sz]ed|entitled|eligible|opportunity|right|option|invited"
    r"|encouraged|welcome|free|allow|allowing|permit|permitting|enable|enabling|should)\b",
    re.IGNORECASE,
)


def _presumed(gap: str, verb: str) -> bool:
    """True for "agencies wishing to use", "agencies using": use is taken for granted there, not granted."""
    if _GRANTED.search(gap):
        return False
    return (
        bool(_WISH.search(gap))
        or (verb.lower().endswith("ing") and not gap.strip())
        or (verb.lower().endswith("s") and bool(re.search(r"\b(?:that|which|who)\b", gap)))
    )


def _use_object(view: View, verb: RuleMatch) -> tuple[RuleMatch | None, RuleMatch | None]:
    """The contract at hand and the foreign contract that a verb of use may govern."""
    reach = _REACH_BUYING if _BUYING.match(view.words(verb)) else _REACH_USING
    foreign = next((m for m in view.found("foreign") if verb.span.start <= m.span.start < verb.span.end + reach), None)
    own = own_objects(view)
    seller = _sold_by_issuer(view, verb)
    for chunk in own:
        if (
            not seller
            and chunk.span.start >= verb.span.end
            and _reached(view, verb, view.between(verb, chunk))
            and not (foreign and foreign.span.start < chunk.span.start)
        ):
            return chunk, foreign
    if not _BUYING.match(view.words(verb)):
        return None, foreign
    early = [m for m in own if m.span.end <= verb.span.start and _ADVERBIAL.search(view.before(m, 20))]
    if seller:
        return None, foreign
    return (early[-1] if early else None if foreign else _from_the_vendor(view, verb)), foreign


def _sold_by_issuer(view: View, verb: RuleMatch) -> bool:
    """True for "contract with the County for dispatch": the issuer is the one who sells."""
    after = next((m for m in view.found("issuer") if m.span.start >= verb.span.end), None)
    return (
        after is not None
        and bool(
            re.fullmatch(r"\s*(?:\w+\s+){0,3}?(?:from|with)?\s*", view.between(verb, after))
            and re.search(r"\b(?:from|with)\s*$", view.before(after, 8))
        )
        and not re.match(r"['’]|\s+(?:contract|award|bid|agreement|pric)", view.after(after, 12), re.IGNORECASE)
    )


_SOURCE = re.compile(r"[^.;]{0,50}\b(?:from|of|with)\s+$", re.IGNORECASE)

_AT_TERMS = re.compile(
    r"\b(?:at|on|for|under)\s+(?:the|these|those|its|such|his|their|same|identical)\s+[^.;]{0,40}(?:pric|rate|cost|terms|discount)", re.IGNORECASE
)

_THE_VENDOR = re.compile(r"(?:the|said|this)\b|(?:contractor|vendor|supplier|seller)$", re.IGNORECASE)


def _from_the_vendor(view: View, verb: RuleMatch) -> RuleMatch | None:
    """The vendor where it stands for the contract: "buy from the successful bidder at the same prices"."""
    for vendor in view.found("vendor"):
        gap = view.between(verb, vendor)
        if vendor.span.start >= verb.span.end and _SOURCE.fullmatch(gap) and not _NEW_CLAUSE.search(gap):
            return vendor if _THE_VENDOR.match(view.words(vendor)) and _AT_TERMS.match(view.after(vendor, 90).lstrip(" ,")) else None
    return None


_REACH_BUYING, _REACH_USING = 170, 60
"""Code points from a verb to its contract: "purchase [the goods named below] from this contract", "use this contract"."""

_ADVERBIAL = re.compile(r"\b(?:under|from|at|through|pursuant\s+to)\s*$", re.IGNORECASE)

_INTO = re.compile(r"\s*(?:in|under|by|on|with|through)?\s*$", re.IGNORECASE)

_BESIDE = re.compile(r"\b(?:under|pursuant|in\s+accordance|by)\b|\b(?:at|on)\s*$", re.IGNORECASE)

# Another clause, with a subject of its own, has begun: "buy from dealers if the contract price is higher".
_NEW_CLAUSE = re.compile(
    r"\b(?:if|when|where|because|unless|whether|although|since|whenever)\s+(?:the|an?|any|such|its|their|it|that|no)\b"
    r"|\b(?:so|as)\s+long\s+as\b|\b(?:rather\s+than|instead\s+of|in\s+lieu\s+of|other\s+than\s+through|except\s+those)\b",
    re.IGNORECASE,
)


# What others may buy or use that is no goods of a contract.
_OTHER_THINGS = re.compile(
    r"\b(?:copies|publications?|reports?|records|data|plans|drawings|permits?|insurance|coverage|facilit(?:y|ies)|rooms?|courses?|results|work\s+product|property)\b",
    re.IGNORECASE,
)


def _reached(view: View, verb: RuleMatch, gap: str) -> bool:
    """True where the words between a verb and a contract leave the contract as what is used or bought from."""
    words = view.words(verb)
    if _NEW_CLAUSE.search(gap) or _OTHER_THINGS.search(gap):
        return False
    if _BUYING.match(words):
        return len(gap) <= _REACH_BUYING
    if _TAKE_PART.match(words):
        return bool(_INTO.fullmatch(gap))
    return len(gap) <= _REACH_USING and not _HEAVY.search(_ASIDE.sub(" ", gap)) and (not _BESIDE.search(gap) or bool(_GOODS.search(gap)))


# What is used stands next to the verb: in "use the training room at the rates of this agreement" it is the room, not the agreement.
_ASIDE = re.compile(r",[^,;.]{0,60},|\([^)]{0,60}\)|\b\w{3,}ly\b")

_HEAVY = re.compile(
    r"""\b(?!(?:the|this|these|those|that|such|said|any|all|each|of|from|off|out|on|onto|in|under|upon|to|at|through|with|by|for|and|or|its|their|our|your
        |same|identical|similar|certain|such|terms?|conditions?|prices?|pricing|rates?|costs?|discounts?|benefits?|provisions?|advantage|rights?|results?
        |use|uses|using|utilize|purchase|purchases|order|orders|buy|access|make|adopt|ride|participate|join|procure|obtain|acquire|place|piggyback
        |goods|services?|items?|products?|equipment|commodities|materials|supplies|vehicles|units|deliverables|work|contracted|awarded|listed|offered
        |contract|contracts|resulting|resultant|full|entire|part|portion|back|own|other|both|either|and/or|pursuant|accordance)\b)[A-Za-z][\w'’-]*""",
    re.VERBOSE | re.IGNORECASE,
)

_UNDER_ONLY = re.compile(r"\b(?:under|of|by|in|to|with)\s*$", re.IGNORECASE)

_NEVER = re.compile(r"(?!)")


def _passive_use(view: View, verb: RuleMatch) -> Frame | None:
    """As in "this contract may be used by other agencies"."""
    by = [m for m in view.matches if m.rule.finds in {*BUYERS, "others", "issuer"} and m.rule.layer == 0 and m.span.start >= verb.span.end]
    agent = next((m for m in by if re.search(r"\bby\b[^.;]{0,40}$", view.text[verb.span.end : m.span.start], re.IGNORECASE)), None)
    if agent is None:
        return None
    under = _UNDER_ONLY if not _BUYING.match(view.words(verb)) else _NEVER
    subject = [m for m in own_objects(view) if m.span.end <= verb.span.start and not under.search(view.before(m, 16))]
    target = subject[-1] if subject else None
    if target is None and (not _GOODS.search(view.before(verb, 60)) or _OTHER_THINGS.search(view.before(verb, 60))):
        return None
    buyer = agent if agent.rule.finds != "issuer" else None
    return Frame(verb, agent, buyer, target, None, _denied(view, target, verb), target is not None)


_DIRECT = re.compile(
    r"^(?:extend|offer|honou?r|make|making|made|available|open|valid|effective|applicable|accessible|good|hold|held|pass"
    r"|apply|appli|quot|given?|grant|share|permit|allow|are|is|be|remain)",
    re.IGNORECASE,
)

_SUPPLIES = re.compile(r"(?:suppl|furnish|serv|sell|sold)", re.IGNORECASE)


def extend_frames(view: View) -> list[Frame]:
    """Frames of "the vendor extends the contract to other buyers", in reading order."""
    found = []
    for verb in view.found("verb.extend"):
        after = [m for m in view.matches if m.rule.finds in {*BUYERS, "others"} and m.rule.layer == 0 and m.span.start >= verb.span.start + 3]
        named = after[0] if after and _SUPPLIES.match(view.words(verb)) and not view.between(verb, after[0]).strip() else None
        buyer = named or next(
            (m for m in after if m.span.start - verb.span.end < 220 and _RECIPIENT.search(view.text[verb.span.start : m.span.start])), None
        )
        if buyer is None or re.search(
            r"(?<!use)(?<!order)(?<!orders)(?<!purchase)(?<!purchases)(?<!utilization)(?<!adoption)(?<!usable)\s+by\s*$",
            view.before(buyer, 14),
            re.IGNORECASE,
        ):
            continue
        if frame := _extension(view, verb, buyer):
            found.append(frame)
    return found


# "When a contract is available to others, …": a case, not a grant.
_CONDITIONAL = re.compile(r"\W*(?:when|if|where|whenever|once)\s[^,;:]*$", re.IGNORECASE)


def _extension(view: View, verb: RuleMatch, buyer: RuleMatch) -> Frame | None:
    words = view.words(verb)
    is_passive = passive(view, verb)
    agent = None if is_passive else _agent(view, verb)
    if (not is_passive and re.search(r"(?:ed|sold|given|held)$", words, re.IGNORECASE)) or (agent is not None and agent.rule.finds in BUYERS):
        return None
    if _of_its_own(view, verb, agent, is_passive=is_passive) or _CONDITIONAL.match(view.text[view.start : verb.span.start]):
        return None
    target = _extension_object(view, verb, buyer, is_passive=is_passive)
    opens = words.lower().startswith("open") and verb.span.start - view.start < 12
    if (target is None and not opens) or (target is not None and buyer.rule.finds == "others" and not _DIRECT.match(words)):
        return None
    anchor = agent if agent and agent.span.end <= verb.span.start else target if target and target.span.end <= verb.span.start else None
    return Frame(verb, agent, buyer, target, None, _denied(view, anchor, verb))


def _of_its_own(view: View, verb: RuleMatch, agent: RuleMatch | None, *, is_passive: bool) -> bool:
    """True where something else is sold than the goods of the contract: by the issuer, or nobody knows what."""
    sells = bool(_SUPPLIES_ALL.match(view.words(verb)))
    if is_passive:
        goods = _GOODS.search(view.before(verb, 90)) or any(m.span.end <= verb.span.start for m in own_objects(view))
        return sells and not goods
    by_issuer = agent is not None and agent.rule.finds == "issuer"
    return by_issuer and (sells or bool(re.match(r"[^.;]{0,20}\bservices\s+(?:of|under)\b", view.after(verb, 40))))


_PRONOUN = re.compile(r"\W*(?:it|they)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _extension_object(view: View, verb: RuleMatch, buyer: RuleMatch, *, is_passive: bool) -> RuleMatch | None:
    """The contract or prices that are extended: before a passive verb, after an active one, or "at" the prices."""
    own = own_objects(view)
    if is_passive:
        subjects = [m for m in own if m.span.end <= verb.span.start and _is_subject(view, m)]
        if (
            not subjects
            and re.match(r"\W*(?:it|they)\s+(?:\w+\s+){0,2}$", view.text[view.start : verb.span.start], re.IGNORECASE)
            and said_before(view)
        ):
            return verb
        return subjects[-1] if subjects else next((m for m in own if _at_prices(view, verb, m)), None)
    return next((m for m in own if m.span.start >= verb.span.end and _extended(view, verb, m, buyer)), None)


_GOVERNED_OBJECT = re.compile(r"\b(?:under|of|by|in|to)\s*$", re.IGNORECASE)

_SHARE_OF = re.compile(r"\b(?:benefits?|use|terms|prices|pricing|provisions|advantages?)\s+(?:and\s+\w+\s+)?of\s*$", re.IGNORECASE)

_PRICED = re.compile(r"\b(?:at|on|upon|same|for|requests?|asks?\s+for)\s*(?:the\s*)?$|^\s*$", re.IGNORECASE)


def _is_subject(view: View, chunk: RuleMatch) -> bool:
    return (
        not _GOVERNED_OBJECT.search(view.before(chunk, 12))
        or bool(_SHARE_OF.search(view.before(chunk, 40)))
        or bool(re.match(r"\s*,?\s*(?:which|that)\s+(?:is|are|shall|will|may)\b", view.after(chunk, 20), re.IGNORECASE))
    )


def _at_prices(view: View, verb: RuleMatch, chunk: RuleMatch) -> bool:
    gap = view.between(verb, chunk)
    return chunk.span.start >= verb.span.end and bool(PRICED.search(view.words(chunk)) and re.search(r"\b(?:at|on|under)\b", gap))


def _extended(view: View, verb: RuleMatch, chunk: RuleMatch, buyer: RuleMatch) -> bool:
    """True where the contract is what the verb extends, or the prices at which it sells."""
    words, gap = view.words(verb), view.between(verb, chunk)
    if PRICED.search(view.words(chunk)) and re.search(r"\b(?:at|on)\s*$", gap, re.IGNORECASE):
        return True
    if _DIRECT.match(words):
        onward = chunk.span.start < buyer.span.start and re.search(r"\bto\b", gap[:-3])
        return len(gap) < _REACH_USING and not _UNDER.search(gap) and not onward
    if PRICED.search(view.words(chunk)) and _PRICED.search(gap):
        return True
    if not _SUPPLIES_ALL.match(words) or not _UNDER_TERMS.search(gap) or _NEW_CLAUSE.search(gap):
        return False
    return words.lower().startswith(("sell", "sold")) or bool(_THE_GOODS.search(gap))


# The goods that were bid, not services at large.
_THE_GOODS = re.compile(
    r"\b(?:the|these|such|any|all|awarded|same|identical|listed|said)\s+(?:[\w-]+[\s,/]+){0,5}?(?:goods|services|items|products?|equipment|commodities|materials|supplies"
    r"|vehicles|units)\b",
    re.IGNORECASE,
)

_SUPPLIES_ALL = re.compile(r"sell|sold|provid|furnish|suppl", re.IGNORECASE)

_UNDER_TERMS = re.compile(r"\b(?:under|pursuant\s+to|in\s+accordance\s+with|subject\s+to|upon|on|at|through)\s*$", re.IGNORECASE)
