"""Who does what with whose contract: each verb of a sentence with its agent, its object and whether it is denied.

Direction is read from the agent. A buyer that uses the contract at hand is a grant; the issuer that uses somebody else's is the reverse
(CLAUSES 3, test). Negation is read by scope: between agent and verb, in the agent's own determiner, or in a verb that governs both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.extract.matcher import RuleMatch

BUYERS = frozenset({"buyer", "member", "outsider"})
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
_WEAK_OBJECT = re.compile(r"^(?:an?|any|each|every|all|other|another|both)\b(?!.*\b(?:resulting|resultant|subsequent|such|awarded)\b)", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:state|competitively|solicited|existing|cooperative|purchasing|open|annual)\s+)*(?:contracts?|agreements?"
    r"|bids|procurements?|solicitations?|proposals?|programs?)$",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\b(?:pric|rate|discount|cost|terms|conditions)", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb with those it joins. `object` is the contract at hand, `foreign` somebody else's; None where not said."""

    verb: RuleMatch
    agent: RuleMatch | None
    buyer: RuleMatch | None
    object: RuleMatch | None
    foreign: RuleMatch | None
    denied: bool
    sure: bool = True
    presumed: bool = False
    """False where the sentence does not say which contract, so that the text around it must."""


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with its matches: `text` is the document's, `start` and `end` the sentence's place in it."""

    text: str
    start: int
    end: int
    matches: tuple[RuleMatch, ...]

    def found(self, *names: str) -> tuple[RuleMatch, ...]:
        """The matches that find one of these, in order."""
        return tuple(m for m in self.matches if m.rule.finds in names)

    def words(self, match: RuleMatch) -> str:
        """The words of a match."""
        return self.text[match.span.start : match.span.end]

    def before(self, match: RuleMatch, reach: int = 90) -> str:
        """The words of the sentence before a match, at most so many code points."""
        return self.text[max(self.start, match.span.start - reach) : match.span.start]

    def after(self, match: RuleMatch, reach: int = 90) -> str:
        """The words of the sentence after a match."""
        return self.text[match.span.end : min(self.end, match.span.end + reach)]

    def between(self, first: RuleMatch, second: RuleMatch) -> str:
        """The words between two matches."""
        return self.text[first.span.end : max(first.span.end, second.span.start)]


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
    if agent and re.search(r"\b(?:no|none\s+of(?:\s+the)?|neither)\s*$", view.before(agent, 14), re.IGNORECASE):
        return True
    if agent and agent.rule.finds in {*BUYERS, "others"} and _NOT_ALLOWED.search(view.before(agent, 90)):
        return True
    if _SWEEPING.search(view.text[view.start : verb.span.start].rsplit(";", 1)[-1]):
        return True
    last = gap.rsplit(";", 1)[-1]
    return bool(_NOT.search(last) or _REFUSED.search(last))


_NOT_THE_CONTRACT = re.compile(
    r"\s*(?:documents?|forms?|specifications?|packets?|packages?|bonds?|opening|number|security|tabulations?|responses?"
    r"|submittals?|due\b|dates?|files?|records?)\b",
    re.IGNORECASE,
)
_OTHER_PACT = re.compile(
    r"\b(?:jpa\s+agreement|joint\s+powers\s+agreement|interlocal|membership|bylaws|employment|collective|labor|lease"
    r"|grant|license|subrecipient|funding)\b",
    re.IGNORECASE,
)


_SOME_PRICE = re.compile(
    r"\b(?:reduced|lower|better|best|competitive|discounted|favou?rable|low|great|fair|reasonable|market)\W*(?:pric|cost"
    r"|rate)",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:reduced|lower|better|best|competitive|discounted|favou?rable|low|great|fair|reasonable|market)\s*$", re.IGNORECASE)
_RESULTS = re.compile(r"\s*(?:\w+\s+)?(?:result|award|under|stemming|arising|issued|hereunder|made\s+(?:from|under))", re.IGNORECASE)
_ISSUERS_OWN = re.compile(
    r"\b(?:the|our|this)\s+(?:state|commonwealth|city|county|town|village|district|authority|board"
    r"|university)['’]s\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def _own(view: View, chunk: RuleMatch) -> bool:
    """True where the phrase speaks of the contract at hand, not of any contract."""
    words = view.words(chunk)
    if _SOME_PRICE.search(words) or _SOME.search(view.before(chunk, 14)):
        return False
    if _NOT_THE_CONTRACT.match(view.after(chunk, 20)) or _OTHER_PACT.search(words) or _OTHER_PACT.search(view.after(chunk, 22)):
        return False
    if _WEAK_OBJECT.search(words) or _BARE.search(words):
        return bool(_RESULTS.match(view.after(chunk, 40))) or bool(_ISSUERS_OWN.search(view.before(chunk, 40)))
    return True


def _objects(view: View) -> list[RuleMatch]:
    return [m for m in view.found("object") if _own(view, m)]


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
    target, foreign = _use_object(view, verb)
    sure = target is not None or bool(_STRONG_USE.match(words))
    if (
        _TAKE_PART.match(words)
        and re.match(r"\s*(?:[.,;]|$|by\b|if\b|upon\b|on\s+(?:notice|payment))", view.after(verb, 30), re.IGNORECASE)
        and not re.search(r"\binvited\b", gap)
    ):
        target = target or next(iter(_objects(view)), None)
    return Frame(verb, agent, buyer, target, foreign, _denied(view, agent, verb), sure, presumed=_presumed(gap, words))


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
    own = _objects(view)
    for chunk in own:
        if (
            chunk.span.start >= verb.span.end
            and _reached(view, verb, view.between(verb, chunk))
            and not (foreign and foreign.span.start < chunk.span.start)
        ):
            return chunk, foreign
    if not _BUYING.match(view.words(verb)):
        return None, foreign
    early = [m for m in own if m.span.end <= verb.span.start and _ADVERBIAL.search(view.before(m, 20))]
    return (early[-1] if early else None), foreign


_REACH_BUYING, _REACH_USING = 170, 60
"""Code points from a verb to its contract: "purchase [the goods named below] from this contract", "use this contract"."""
_ADVERBIAL = re.compile(r"\b(?:under|from|at|through|pursuant\s+to)\s*$", re.IGNORECASE)
_INTO = re.compile(r"\s*(?:in|under|by|on|with|through)?\s*$", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:under|pursuant|in\s+accordance|by)\b|\b(?:at|on)\s*$", re.IGNORECASE)


def _reached(view: View, verb: RuleMatch, gap: str) -> bool:
    """True where the words between a verb and a contract leave the contract as what is used or bought from."""
    words = view.words(verb)
    if _BUYING.match(words):
        return len(gap) <= _REACH_BUYING
    if _TAKE_PART.match(words):
        return bool(_INTO.fullmatch(gap))
    return len(gap) <= _REACH_USING and (not _BESIDE.search(gap) or bool(_GOODS.search(gap)))


_UNDER_ONLY = re.compile(r"\b(?:under|of|by|in|to|with)\s*$", re.IGNORECASE)
_NEVER = re.compile(r"(?!)")


def _passive_use(view: View, verb: RuleMatch) -> Frame | None:
    """As in "this contract may be used by other agencies"."""
    by = [m for m in view.matches if m.rule.finds in {*BUYERS, "others", "issuer"} and m.rule.layer == 0 and m.span.start >= verb.span.end]
    agent = next((m for m in by if re.search(r"\bby\b[^.;]{0,40}$", view.text[verb.span.end : m.span.start], re.IGNORECASE)), None)
    if agent is None:
        return None
    under = _UNDER_ONLY if not _BUYING.match(view.words(verb)) else _NEVER
    subject = [m for m in _objects(view) if m.span.end <= verb.span.start and not under.search(view.before(m, 16))]
    target = subject[-1] if subject else None
    if target is None and not _GOODS.search(view.before(verb, 60)):
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


def _extension(view: View, verb: RuleMatch, buyer: RuleMatch) -> Frame | None:
    words = view.words(verb)
    is_passive = passive(view, verb)
    agent = None if is_passive else _agent(view, verb)
    if not is_passive and re.search(r"(?:ed|sold|given|held)$", words, re.IGNORECASE):
        return None
    if agent is not None and agent.rule.finds in BUYERS:
        return None
    target = _extension_object(view, verb, buyer, is_passive=is_passive)
    if target is None and not (words.lower().startswith("open") and verb.span.start - view.start < 12):
        return None
    if target is not None and buyer.rule.finds == "others" and not _DIRECT.match(words):
        return None
    anchor = agent if agent and agent.span.end <= verb.span.start else target if target and target.span.end <= verb.span.start else None
    return Frame(verb, agent, buyer, target, None, _denied(view, anchor, verb))


def _extension_object(view: View, verb: RuleMatch, buyer: RuleMatch, *, is_passive: bool) -> RuleMatch | None:
    """The contract or prices that are extended: before a passive verb, after an active one, or "at" the prices."""
    own = _objects(view)
    if is_passive:
        subjects = [m for m in own if m.span.end <= verb.span.start and _is_subject(view, m)]
        return subjects[-1] if subjects else next((m for m in own if _at_prices(view, verb, m)), None)
    return next((m for m in own if m.span.start >= verb.span.end and _extended(view, verb, m, buyer)), None)


_GOVERNED_OBJECT = re.compile(r"\b(?:under|of|by|in|to)\s*$", re.IGNORECASE)
_SHARE_OF = re.compile(r"\b(?:benefits?|use|terms|prices|pricing|provisions|advantages?)\s+(?:and\s+\w+\s+)?of\s*$", re.IGNORECASE)
_PRICED = re.compile(r"\b(?:at|on|upon|same|for|requests?|asks?\s+for)\s*(?:the\s*)?$|^\s*$", re.IGNORECASE)


def _is_subject(view: View, chunk: RuleMatch) -> bool:
    return not _GOVERNED_OBJECT.search(view.before(chunk, 12)) or bool(_SHARE_OF.search(view.before(chunk, 40)))


def _at_prices(view: View, verb: RuleMatch, chunk: RuleMatch) -> bool:
    gap = view.between(verb, chunk)
    return chunk.span.start >= verb.span.end and bool(_PRICE.search(view.words(chunk)) and re.search(r"\b(?:at|on|under)\b", gap))


def _extended(view: View, verb: RuleMatch, chunk: RuleMatch, buyer: RuleMatch) -> bool:
    """True where the contract is what the verb extends, or the prices at which it sells."""
    words, gap = view.words(verb), view.between(verb, chunk)
    if _PRICE.search(view.words(chunk)) and re.search(r"\b(?:at|on)\s*$", gap, re.IGNORECASE):
        return True
    if _DIRECT.match(words):
        onward = chunk.span.start < buyer.span.start and re.search(r"\bto\b", gap[:-3])
        return len(gap) < _REACH_USING and not _UNDER.search(gap) and not onward
    if _PRICE.search(view.words(chunk)) and _PRICED.search(gap):
        return True
    return bool(re.match(r"sell|sold", words, re.IGNORECASE) and re.search(r"\bunder\s*$", gap, re.IGNORECASE))
