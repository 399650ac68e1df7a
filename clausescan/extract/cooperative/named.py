"""Use held to bodies of a place, to bodies listed or named, to a vendor's word or to spare quantities, told in a sentence that no grant's words join.

Read by structure, as in `cooperative_gated`: such a clause never permits by itself, so it is enough that who, what and the bound stand together.
"""

from __future__ import annotations

import re

from clausescan.extract.cooperative.gated_words import AT_HAND
from clausescan.extract.cooperative.signs import TOPIC

_MANY = (
    r"(?:agencies|entities|bodies|units|jurisdictions|subdivisions|municipalities|towns|townships|villages|boroughs|parishes|counties|cities"
    r"|districts|authorities|schools|boards|colleges|universities|libraries|governments|institutions|owners|systems|grantees|sub-?recipients|operators"
    r"|(?<!board\s)(?<!council\s)(?<!committee\s)(?<!staff\s)(?<!faculty\s)members"
    r"|communities|corporations|carriers|properties|states|local\s+law\s+enforcement)"
)
_ONE = (
    r"(?:agency|entity|body|unit|jurisdiction|subdivision|municipality|town|township|village|borough|parish|county|city|district|authority|school"
    r"|library|government|institution|owner|system|grantee|recipient|operator|corporation)"
)
_BODY = rf"(?:{_MANY}|(?:an?|any|each|every|another|other|such)\s+(?:[\w-]+\s+){{0,4}}?{_ONE})"
_OTHERS = (
    rf"(?:(?:other|another|outside|surrounding|neighbou?ring|nearby|adjoining|area|second)\s+(?:[\w-]+\s+){{0,3}}?(?:{_MANY}|{_ONE})"
    rf"|(?:{_MANY}|{_ONE})\s+other\s+than|tax[-\s]supported\s+bodies)"
)
_MAY = (
    r"(?:may|can|could|(?:is|are|be|shall\s+be)\s+(?:\w+\s+){0,2}?(?:entitled|eligible|free|allowed|permitted|authori[sz]ed|able)"
    r"|shall\s+(?:also\s+)?have)"
)
_BUY = r"(?:buy|bought|purchas\w+|order(?:ed|s)?|use[ds]?|receive|participate|contract|deliver(?:y|ies)|join|enter|obtain|access|ride|usable)"
_DEAL = (
    r"(?:contracts?|agreements?|awards?|bids?|pric(?:e|es|ing)|rates?|solicitation|procurement|specification"
    r"|rfp|rfq|fee\s+schedule|orders?|purchas\w+)"
)

# The state's own buying office, spoken of by its law: "contracts of the bureau may be used by any municipality".
_OFFICE = r"(?:department|bureau|division|commissioner|state\s+director|state|administrator|board\s+of\s+\w+\s+commissioners)"
_STATUTE = re.compile(
    rf"""\b(?:an?|any|each|every)\s+(?:[\w-]+[,\s]+(?:and\s+|or\s+)?){{0,12}}?{_ONE}\b[^.;:]{{0,60}}?\b(?:may|can)\s+(?:\w+\s+)?
            (?:purchase|buy|participate|use|order)
            \b[^.;:]{{0,40}}?\bcontracts?\b[^.;:]{{0,30}}?\bby\s+the\s+{_OFFICE}\b
      | \bcontracts?\s+(?:of|let\s+by|made\s+by)\s+the\s+{_OFFICE}\b[^.;:]{{0,60}}?\b(?:may|can)\s+be\s+used\b[^.:]{{0,80}}?\bby\b
      | \bcontracts?\s+(?:entered\s+into|let|made|awarded)\s+under\s+this\s+(?:section|chapter|subchapter|part|article|act)\s+
            (?:shall|may)\s+be\s+(?:available|open|used)\b
      | \b{_OFFICE}\s+(?:shall|may|is\s+authori[sz]ed\s+to)\s+(?:permit|allow|make\s+the\s+use\s+of\s+\w+\s+contracts\s+available\s+to)\b
            [^.;:]{{0,20}}?{_MANY}
            (?=[^.;]{{0,140}}\bcontracts?\b)""",
    re.VERBOSE | re.IGNORECASE,
)

_PLACE = (
    r"(?:(?:in|within|of|inside|throughout)\s+(?:the|this|our|that|said)\s+"
    r"(?:state|commonwealth|county|region|valley|zone|service\s+area|(?-i:[A-Z]))"
    r"|in\s+(?:(?-i:[A-Z])|\w+\s+districts?\s+\d)|situated|located|whose|contiguous|west\s+of|east\s+of|north\s+of|south\s+of|having|which\s+have|of\s+(?-i:[A-Z])"
    r"|within\s+the\s+\w+|on\s+the)"
)
_PLACED = re.compile(
    rf"""\b{_BODY}\b[^.;:]{{0,60}}?\b{_PLACE}[^.;:]{{0,90}}?\b{_MAY}\b(?!\s*not\b)[^.;:]{{0,30}}?\b{_BUY}\b
      | \b{_DEAL}\b[^.;:]{{0,60}}?\b(?:covers|usable\s+by|available\s+to|for\s+the\s+use\s+of|for\s+use\s+by|open\s+to)\s+(?:\w+\s+){{0,3}}?{_MANY}
            \b[^.;:]{{0,40}}?\b{_PLACE}
      | \b(?:sell|furnish|extend)\b[^.;:]{{0,50}}?\bto\s+(?:\w+\s+){{0,3}}?{_MANY}\s+(?:in|within)\s+the\s+(?:\w+\s+)?
            (?:service\s+area|territory|region)
      | \byour\s+{_ONE}\s+is\s+(?:in|part\s+of)\b
      | \bfor\s+use\s+by\b[^.;]{{0,70}}?\bits\s+(?:\w+\s+)?{_MANY}
      | \bonly\s+(?:\w+\s+){{0,2}}?{_MANY}\s+(?:\w+\s+of|in|within|on|inside)\b[^.;:]{{0,60}}?\b(?:may|can)\s+{_BUY}""",
    re.VERBOSE | re.IGNORECASE,
)

_LISTED = re.compile(
    rf"""\b(?:participating|purchasing)\s+(?:agency|agencies|entities|members|bodies)\b(?:\s+list\b|\s+as\s+of\b[^.;]{{0,40}}?(?::|\bare
            \b)|[^.;]{{0,30}}?\bis\s+revised\s+by\s+adding)
      | \b(?:agencies|entities|districts|schools|towns|cities|communities|municipalities)\s+(?:taking\s+part|above\s+may|eligible\s+under|joining)\b
      | \b(?:eligible|authori[sz]ed|participating)\s+(?:\w+\s+){{0,2}}?{_MANY}\)?\s+(?:is|are)\s+(?:listed|enlarged|named|shown)\b
      | \b{_MANY}\b[^.;:]{{0,60}}?\b(?:are|is)\s+(?:authori[sz]ed|entitled)\s+to\s+(?:place\s+orders|order|purchase)\b[^.;]{{0,40}}?:
      | \b(?:this|the)\s+(?:procurement|bid|solicitation|contract)\s+is\s+(?:conducted\s+jointly\s+by|a\s+joint\s+undertaking\s+of|
            (?:let\s+)?for\s+the\s+following)\b
      | \bfor\s+the\s+following\s+{_MANY}\b | \bof\s+the\s+following\s+(?:public\s+)?{_MANY}\s*:
      | \b(?:schools|districts|towns|cities|agencies)\s+(?:which|that)\s+have\s+asked\s+to\s+be\s+included\s+in\b
      | \b(?:two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:towns|cities|districts|agencies|counties|schools)\s+
            (?:are\s+buying|bid|buy)\s+together\b
      | \bon\s+behalf\s+of\s+(?:the\s+)?(?:(?-i:[A-Z])[\w'’]+[\s,]+(?:and\s+)?){{2,14}}(?:school\s+)?(?:districts|cities|towns|counties)\b
      | \b(?:let|contracts?)\s+for\s+the\s+joint\s+account\s+of\b | \bsubrecipients\s+listed\b[^.;]{{0,40}}?\bmay\s+each\s+order
      | \bmay\s+each\s+(?:order|enter|purchase|issue|buy)\b | \b
            (?:those|the\s+\w+\s+cities\s+in\s+\w+\s+\w+|they)\s+are\s+those\s+that\s+can\s+buy\b
      | \bagency\s+on\s+the\s+(?:participation|list|sign-?up)\b | \bstates\s+that\s+returned\s+an\s+intent\b
      | \b(?:mark|indicate|check)\s+the\s+{_MANY}\s+to\s+which\s+you\s+will\b | \bfor\s+each\s+(?:[-–]|participating)""",
    re.VERBOSE | re.IGNORECASE,
)

_WORD_OF_VENDOR = re.compile(
    rf"""\b(?:will|shall|do|does|would)\s*[(\[]\s{{0,3}}[)\]]\s*(?:will|shall|do|does|would)\s+not\s*[(\[]\s{{0,3}}[)\]][^.;]{{0,40}}?\b{_DEAL}\b
      | \b(?:state|indicate|mark)\b[^.;]{{0,30}}?\bwhether\b[^.;]{{0,20}}?\b(?:they\s+will|you\s+will|it\s+will|will)\s+
            (?:extend|sell|hold|furnish)\b[^.;]{{0,40}}?\b(?:public|other)\b
      | \b{_OTHERS}\b[^.;:]{{0,90}}?\b(?:it\s+)?(?:shall|may|must)\s+(?:ask|approach)\s+the\s+(?:contractor|vendor|supplier|dealer|bidder)
            \b[^.;]{{0,10}}?\bwho\s+(?:may|is\s+free)
      | \b{_OTHERS}\b[^.;:]{{0,90}}?\bonly\s+if\s+the\s+(?:dealer|vendor|contractor|bidder|supplier)\s+(?:\w+\s+){{0,3}}?
            (?:agree|letter|consent|allow)
      | \b(?:contractor|vendor|supplier|bidder|dealer)\s+reserves\s+the\s+right\s+to\s+decide\b[^.;]{{0,40}}?\bwhether\b[^.;]{{0,30}}?
            \b{_DEAL}\b[^.;]{{0,40}}?\b(?:beyond|other|outside)\b
      | \bif\s+the\s+(?:successful\s+)?(?:bidder|vendor|contractor|supplier)\s+is\s+willing\b[^.;]{{0,20}}?\b{_MANY}\s+may\b
      | \bshould\s+the\s+(?:contractor|vendor|supplier|bidder)\s+so\s+(?:authori[sz]e|agree|choose|elect|consent)\b
      | \b(?:prepared|willing)\s+to\s+let\s+(?:the\s+)?(?:surrounding|other|neighbou?ring|nearby|adjoining)\s+{_MANY}\s+have\b
      | \basked\s+the\s+(?:bidder|vendor|dealer|contractor)\s+if\s+\w+\s+would\s+(?:sell|extend)\s+to\s+(?:the\s+)?other\b""",
    re.VERBOSE | re.IGNORECASE,
)

_SPARE = re.compile(
    rf"""\bassign\w*\s+(?:the\s+excess|(?:all|part|some|any)\s+of\b[^.;]{{0,70}}?|part\b[^.;]{{0,70}}?|
            (?:\w+\s+){{0,2}}?options?)\s+to\s+(?:another|other|a\s+second|such|an?y?)\s+(?:[\w-]+\s+){{0,2}}?(?:{_ONE}|{_MANY}|recipient)
      | \b(?:may|can)\s+(?:also\s+)?be\s+assigned\s+(?:by\s+the\s+\w+(?:\s+\w+)?\s+)?to\s+(?:such|other|another|neighbou?ring|any)\s+
            (?:[\w-]+\s+){{0,2}}?(?:{_MANY}|{_ONE})
      | \b(?:request|application)s?\s+from\s+(?:another|other)\s+(?:[\w-]+\s+){{0,2}}?(?:{_ONE}|{_MANY})\s+for\s+
            (?:some|any|part)\s+of\s+its\s+option
      | \b{_BODY}\b[^.;]{{0,30}}?\b(?:seeking|requesting)\s+an\s+assignment\s+of\s+(?:vehicles|options|buses|units)
      | \blet\s+other\s+(?:[\w-]+\s+){{0,2}}?{_MANY}\s+take\b | \brelease\s+to\s+your\s+{_ONE}\b[^.;]{{0,40}}?\boption
      | \bonly\s+by\s+taking\s+over\s+options\b | \bcan\s+buy\s+only\s+by\s+assignment\b
      | \btransfer\s+of\s+options\s+to\s+other\b | \bif\s+options\s+are\s+assigned\b[^.;]{{0,20}}?\bother\s+(?:agency|property|system)""",
    re.VERBOSE | re.IGNORECASE,
)

_SO_MUCH = re.compile(
    rf"""\b(?:use|purchases|orders|work\s+ordered|quantit\w+|option)\b[^.;]{{0,40}}?\b(?:by|of)\s+{_OTHERS}\b[^.;]{{0,50}}?\b
            (?:not\s+exceed|limited\s+to)\b
      | \b(?:total|ceiling|limit)\b[^.;]{{0,60}}?\bincluding\s+(?:anything|amounts?|purchases|orders)\s+
            (?:ordered|bought|made|placed)?\s*by\s+{_OTHERS}\b
      | \b(?:is\s+there\s+a\s+limit|how\s+(?:long|much|many))\b[^?]{{0,40}}?\b(?:others?|outside)\b[^?]{{0,60}}\?
      | \b{_ONE}\s+using\s+this\s+(?:award|contract|bid)\s+may\s+(?:purchase|order|buy)\s+not\s+more\s+than\b
      | \b{_ONE}\s+that\s+wants\s+to\s+use\s+the\s+(?:[\w-]+\s+){{0,3}}?contract\s+must\b""",
    re.VERBOSE | re.IGNORECASE,
)

_ON_LEAVE = re.compile(
    rf"""\buse\s+of\s+(?:the|this)\s+contract\s+by\s+(?:\w+\s+){{0,3}}?(?:{_MANY})\s+other\s+than\b[^.;]{{0,40}}?\b
            (?:conditioned|conditional|dependent|contingent)\b
      | \b{_ONE}\s+other\s+than\s+the\s+(?:one|body|unit)\b[^.;]{{0,50}}?\bmay\s+{_BUY}\b[^.;]{{0,30}}?\bonly\s+with\b
      | \bno\s+objection\s+to\s+the\s+{_ONE}\s+(?:\w+ing)\b[^.;]{{0,60}}?\bunder\s+our\s+contract\b[^.;]{{0,20}}?\bprovided\b
      | \bsign\s+(?:our|an|the)\s+(?:interlocal|intergovernmental|cooperative)\s+agreement\s*[;,]\s*then\s+you\s+may\b
      | \b(?:those|any|bodies|agencies|districts)\s+that\s+have\s+(?:signed|joined)\b[^.;]{{0,60}}?\b(?:can|may)\b
      | \b(?:{_MANY}|{_ONE}|bodies)\b[^.;:]{{0,40}}?\b(?:that|which|who)\s+(?:would\s+like|wish(?:es)?|wants?|cares?|desires?)\s+to\s+
            (?:use|buy|order)\b
            [^.;:]{{0,50}}?\b(?:pays?|appl(?:y|ies)|writes?|sends?|must|shall|signs?|files?|first|asks?)\b
      | \bif\s+your\s+(?:[\w-]+\s+){{1,4}}?(?:is|belongs)\b[^.;]{{0,60}}?\byou\s+(?:can|may)\s+(?:order|buy|purchase|use)\b
      | \bnew\s+agency\s+files\b | \banyone\s+in\s+your\s+state\s+can\s+buy\b
      | \b(?:willing|glad|ready)\s+to\s+share\s+it\s+under\s+(?:these|the\s+following)\s+conditions\b
      | \brider\s+to\s+this\s+agreement\s+is\s+effective\s+when\s+signed\b | \brequesting\s+agency\s*:[^.]{{0,300}}\bmay\s+not\s+order\s+until\b""",
    re.VERBOSE | re.IGNORECASE,
)

_LABELLED = re.compile(
    r"""\b(?:users\s+of\s+contract|authori[sz]ed\s+users|eligible\s+(?:users|entities|buyers)|agencies\s+entitled\s+to\s+purchase|who\s+
            (?:may|can)\s+(?:purchase|buy|order|use\s+\w+))
            \s*[.:?]\s*(?!\s*(?:☐|\[\s?\]))[^.]{0,60}?(?:\bstate\b|\[x\]|\bmember|\bexecutive\b|☒)
      | \blocal\s+government\s+use\s*:\s*(?:allowed|yes|permitted)[^.]{0,20}?\bin-?state\b
      | \bauthori[sz]ed\s+users\s+of\s+this\s+(?:\w+\s+)?contract\s*:
      | \bcovers\s+purchases\s+by\b[^.]{0,20}?(?:\bmark\b|:)""",
    re.VERBOSE | re.IGNORECASE,
)

# Bodies that may buy, and what sets them apart from all others: they belong, hold, signed, are listed, lie somewhere.
_BUYS = re.compile(
    rf"""\b{_BODY}\b[^.;:]{{0,110}}?\b{_MAY}\b(?!\s*not\b)(?![^.;:]{{0,20}}\b(?:cancel|return|reject|refuse|terminate|change)\b)[^.;:]{{0,40}}?\b(?:buy|purchase|order|lease|rent|draw|award\s+contracts|pricing
            |(?:use|receive|place|take\s+part|participate|join|ride)\b[^.;:]{{0,40}}?\b{_DEAL})\b
      | \b{_DEAL}\b[^.;:]{{0,40}}?\b(?:is|are)\s+(?:\w+\s+)?(?:for|open\s+to|available\s+to)\s+(?:the\s+use\s+of\s+)?(?:[\w-]+\s+){{0,4}}?{_MANY}\b
      | \bwho\s+(?:can|may)\s+(?:use|buy|purchase|order)\b[^?]{{0,60}}\?""",
    re.VERBOSE | re.IGNORECASE,
)
_USED_BY = re.compile(
    rf"\b{_DEAL}\b[^.;:]{{0,60}}?\b(?:may|can|will|shall)\s+be\s+(?:used|usable|bought|drawn|ordered)\b[^.;:]{{0,40}}?"
    rf"\bby\s+(?:[\w-]+\s+){{0,6}}?(?:{_MANY}|{_ONE})\b",
    re.IGNORECASE,
)
# Parts of the issuer itself.
_INSIDE = re.compile(
    r"\b(?:schools?|departments?|libraries|offices|campuses|divisions|agencies)\s+(?:in|of|within)\s+(?:the|our)\s+(?:School\s+)?"
    r"(?:District|City|Town|Village|University|College|Board|Authority)\b",
    re.IGNORECASE,
)
_COPIES = re.compile(r"\b(?:copies|copy\s+of|publications?|records|transcripts?|conference|rooms?)\b", re.IGNORECASE)
_SET_APART = re.compile(
    r"""\b(?:(?-i:member)\w*|membership|affiliates?|enrol\w*|regist\w+|joined|belong\w*|under\s+
            (?:an?\s+)?agreement\s+with|on\s+file|letters?\s+of\s+\w+|signed|which\s+(?:hold|have|are)
            |that\s+(?:hold|have|is|are)|having|holding|listed|named|in\s+(?:the|this|our)\s+(?:state|county|group)|(?:of|within)\s+
            (?:the|this)\s+(?:state|commonwealth|county|group)
            |assigned|receiving|approved|served|participating|part\s+of|included|only)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Left to the vendor in the sentences around: "you can say yes or no each time".
_YOUR_WORD = re.compile(
    r"""\b(?:up\s+to|matter\s+for)\s+(?:you|it|them|the\s+(?:vendor|contractor|supplier|bidder|dealer|company))\b | \bsay\s+
            (?:yes\s+or\s+no|no)\b | \bturn\s+(?:you|them)\s+down\b
      | \bfree\s+to\s+(?:accept|decline|refuse|reject|say)\b | \b(?:is|are|be|shall\s+be)\s+(?:wholly\s+|entirely\s+|purely\s+)?voluntary\b
      | \b(?:at|in)\s+(?:the\s+|its\s+|your\s+)?(?:\w+['’]s\s+)?(?:sole\s+|own\s+)?(?:option|discretion)\b | \b
            (?:need|does|do|are|is)\s+not\s+(?:be\s+)?(?:required|obliged|have|bound|obligated)\s+to\s+(?:accept|sell|extend|serve|agree)""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHERS_DEAL = re.compile(
    rf"\b{_OTHERS}\b[^.;]{{0,60}}?\b(?:{_BUY}|use)\b[^.;]{{0,40}}?\b{_DEAL}\b|\b{_DEAL}\b[^.;]{{0,60}}?\b(?:to|for|by|of|from)\s+"
    rf"(?:any\s+|all\s+)?{_OTHERS}\b",
    re.IGNORECASE,
)

# A plain refusal; "may not ... until", "not ... otherwise" leave a use standing.
_REFUSES = re.compile(
    r"\b(?:none|nobody)\b|\bno\s+(?!objection|more|later|less|cost|fee|charge)\w+|\b(?:may|shall|will|can|do|does|did|would)\s?(?:not|n['’]t)\b(?![^.]{0,80}\b(?:until|unless|except|before)\b)|"
    r"\bcannot\b|\bnor\b|\bneither\b"
    r"|\b(?:declin|refus|withdraw|delet|struck|strik|omit|sorry|unable)\w*|\bnot\s+(?:be\s+)?(?:permitted|allowed|available)\b",
    re.IGNORECASE,
)
# The speaker's own buying from somebody else's contract, or a report of it.
_SPEAKER_BUYS = re.compile(
    r"\b(?:our\s+(?:own\s+)?(?:rules|agency|district|department)|we\s+"
    r"(?:may|can|will|use|used|are\s+able)|from\s+your\s+firm|recommend\w*|agenda|approv(?:e|al)\s+(?:of\s+)?(?:the\s+)?(?:purchase|use)"
    r"|(?<!any\s)(?<!each\s)(?<!every\s)(?<!other\s)(?:city|county|town|village|district|board|authority|township)\s+(?:may|will|intends?\s+to|proposes?\s+to)\s+(?:\w+\s+)?"
    r"(?:purchase|buy|use|ride|order))\b"
    r"|\banother\s+(?:public\s+)?(?:county|city|agency|body|unit|government)['’]s\s+(?:contract|bid)",
    re.IGNORECASE,
)
# A full stop that ends no clause; the text keeps its length.
_SAINT = re.compile(r"\b(St|Mt|Ft)\.", re.IGNORECASE)
# "An agency without a signed agreement may not order": all others may.
_LACKING = re.compile(
    rf"""\b(?:{_ONE}|{_MANY}|bodies)\s+(?:without|lacking|(?:that|which)\s+(?:has|have|does|do|is|are)\s+not)\s[^.;:]{{0,50}}?
            \b(?:agreement|contract|regist\w+|membership|member|addendum|resolution|joined|signed|certificate|number)\b[^.;:]{{0,40}}?
            \b(?:(?:may|can|shall)\s*not|cannot)\s+(?:buy|purchase|order|use|participate)\b
      | \b(?:sale|order|purchase)s?\b[^.;:]{{0,50}}?\buntil\s+(?:its\s+|the\s+)?(?:regist\w+|membership|enrol\w+)\s+is\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OURS = re.compile(rf"\b{_DEAL}\b", re.IGNORECASE)
_CHEAP = re.compile(r"\b(?:may|can|could|are|is|will|shall|for|on|who|from|state|other|only)\b", re.IGNORECASE)
# Each form with words of which one must stand in the sentence, sought before the slow expressions.
_FORMS = (
    ("named.place", ("by the ", "under this", "contracts of", "permit", "make the use"), _STATUTE),
    ("named.place", ("in ", "of ", "on ", "situated", "located", "whose", "contiguous", "having", "which have"), _PLACED),
    (
        "named.list",
        (
            "participating",
            "purchasing ",
            "following",
            "eligible",
            "authori",
            "taking part",
            "above may",
            "joining",
            "joint",
            "asked to be",
            "together",
            "on behalf of",
            "subrecipient",
            "may each",
            "those that",
            "list",
            "sign-",
            "sign up",
            "returned an",
            "to which you",
            "for each",
            "entitled",
        ),
        _LISTED,
    ),
    ("named.list", ("users", "eligible", "entitled", "who may", "who can", "government use", "covers purchases"), _LABELLED),
    ("named.vendor", ("not (", "not [", "not(", "whether", "who ", "only if", "is willing", "should the", "to let", "asked the"), _WORD_OF_VENDOR),
    ("named.spare", ("assign", "option", "let other"), _SPARE),
    ("named.amount", ("exceed", "limit", "including", "more than", "wants to", "how long", "how much", "how many"), _SO_MUCH),
    (
        "named.leave",
        (
            "condition",
            "contingent",
            "dependent",
            "only with",
            "objection",
            "sign",
            "joined",
            "files",
            "your ",
            "share it",
            "requesting agency",
            "would like",
            "wish",
            "want",
            "care",
            "desire",
        ),
        _ON_LEAVE,
    ),
)
WHYS = {
    "named.place": "Only bodies of a place or state may buy.",
    "named.list": "Only bodies listed or named may buy.",
    "named.vendor": "The vendor is left a choice, so its agreement is needed first.",
    "named.spare": "Only quantities that the lead agency passes on may be bought.",
    "named.amount": "Others may buy only so much or only for a time.",
    "named.leave": "Others need somebody's leave, a registration or a signature first.",
}


def held_to(text: str, around: str) -> tuple[str, re.Match[str]] | None:
    """What holds others' use to some bodies, a choice or an amount, with its place in the sentence; None where nothing does, or use is refused."""
    if not _CHEAP.search(text) or not (_OURS.search(around) or TOPIC.search(around)) or _SPEAKER_BUYS.search(text) or _INSIDE.search(text):
        return None
    text = _SAINT.sub(lambda m: f"{m[1]} ", text)
    if ("not" in text or "NOT" in text or "until" in text) and (lacking := _LACKING.search(text)):
        return "named.leave", lacking
    lowered = text.lower()
    for finds, words, pattern in _FORMS:
        if not any(word in lowered for word in words) or not (match := pattern.search(text)):
            continue
        if finds == "named.vendor" or not _REFUSES.search(text, max(0, match.start() - 40), match.end()):
            return finds, match
    return _set_apart(text, around)


def _set_apart(text: str, around: str) -> tuple[str, re.Match[str]] | None:
    """Bodies of a kind that may buy at hand, or others whose use the sentences around leave to the vendor."""
    buys = None
    if _SET_APART.search(text) and not _COPIES.search(text):
        buys = _USED_BY.search(text) or (_BUYS.search(text) if AT_HAND.search(around) else None)
    if buys and not _REFUSES.search(text, max(0, buys.start() - 40), buys.end()):
        return "named.list", buys
    others = _OTHERS_DEAL.search(text) if _YOUR_WORD.search(around) else None
    return ("named.vendor", others) if others and not _REFUSES.search(text, max(0, others.start() - 40), others.end()) else None
