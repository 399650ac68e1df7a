"""Patterns that tell what is bought: titles of solicitations and contracts, sentences that invite, headings of scope sections (COMPETITION 4)."""

from __future__ import annotations

import re

from clausescan.extract.anchored import Reach

FLAGS = re.IGNORECASE | re.VERBOSE

# A document that buys or sells, by its name.
_KIND = r"""
(?:invitations?\s+(?:to|for)\s+(?:bids?|negotiate|quote) | proposal\s+invitation | notice\s+(?:to\s+bidders|of\s+(?:proposal\s+)?invitation)
 | requests?\s+for\s+(?:sealed\s+|competitive\s+(?:sealed\s+)?)?(?:proposals?|bids?|quotations?|quotes?|qualifications?|information|offers?)
 | (?:ITB|IFB|RFP|RFQ|RFB|RFSQ|RFI|ITN|CSP) | solicitation | sealed\s+bids? | bid\s+(?:proposal|sheet|specifications?|documents?|package
     |response\s+form)
 | (?:general\s+|technical\s+)?specifications | (?:master\s+|price\s+|purchase\s+|service\s+|services\s+|standard\s+|contract\s+)?agreement
     | contract(?:\s+(?:documents|overview|summary))?
     | (?:statewide|state|county-?wide)\s+(?:term\s+|price\s+)?contract
     | (?:blanket|term(?:\s+and\s+supply)?)\s+contract | bid\s+(?:abstract|results) | bid(?=\W{0,3}\d)
 | price\s+list | scope\s+of\s+(?:work|services) | statement\s+of\s+work | amendment | (?:participating\s+)?addendum )
"""
# One that follows another: it is no title, and what it is about stands elsewhere.
_LATER = r"""(?:(?:(?:first|second|third|fourth|fifth|sixth|\d{1,2}(?:st|nd|rd|th))\s+)(?:amendment|addendum|renewal|extension
     |modification|change\s+order)
 | (?:notice|letter|recommendation|record|memorandum)\s+of\s+(?:intent\s+to\s+)?award | award\s+(?:notice|letter|memorandum|recommendation|summary)
 | (?:bid\s+)?tabulation(?:\s+of\s+bids)?(?:\s+and\s+(?:notice\s+of\s+)?award)? | (?:contract\s+)?(?:renewal|extension|modification
     |amendment)(?:\s+(?:letter|notice|agreement))?)"""
_NUMBER = r"(?:\s*[(\[]?\s*(?:no\.?|number|num\.?|\#|:)?\s*\#?\s*(?=[\w./-]*\d)[\w./-]{1,24}[)\]]?)"

# "Request for Proposals No. 24-1 for X", "RFP 24-1: X", "Contract for X"; what stands after is the title.
TITLE_IN_LINE = re.compile(
    rf"""^\W{{0,4}}{_KIND}{_NUMBER}?\s*(?:\([A-Z]{{2,5}}\)\s*)?{_NUMBER}?\s*(?:\bfor\b(?:\s+the\s+purchase\s+of)?|\bto\s+(?:provide|furnish
        |supply)\b|:|\s[–—-]+\s|(?<=\d)\s+(?=(?-i:[A-Z])))\s*(?P<what>\S.*)$""",
    FLAGS,
)
# The name of a document alone on its line, perhaps with its number: the title stands near.
KIND_LINE = re.compile(
    rf"""^\W{{0,4}}(?:{_LATER}|{_KIND}s?)(?:\s*\([A-Z]{{2,5}}\))?{_NUMBER}?
    (?:\s+to\s+(?:the\s+)?(?:\w+\s+){{0,2}}{_KIND}{_NUMBER}?)?(?:\s+for)?\W{{0,4}}$""",
    FLAGS,
)
# A number with its title behind a comma: "RFP 24-1, Fire Hose".
NUMBERED_TITLE = re.compile(
    r"""^\W{0,4}(?:[A-Z][A-Za-z ]{1,30}?(?:[:#]|\s{2,}|\s(?:[Nn]o\.?|NO\.?|[Nn]umber))\s*)?(?:(?:RFP|IFB|ITB|RFB|RFQ|ITN|Bid|Contract
     |Agreement|Solicitation)\s+(?:[Nn]o\.?\s+)?)?
    (?=[\w./-]*\d)[A-Z\d][\w./-]{2,24},\s+(?P<what>[A-Z][A-Za-z][^\d:;]{4,120})$""",
    re.VERBOSE,
)
# A label before the title. "Item" and "Description" count only near the top of a document.
LABEL = re.compile(
    r"""^(?![•●○▪])\W{0,4}(?:\d{1,2}\.\s{1,3})?(?:(?:rfp|rfq|ifb|itb|bid|project|contract|solicitation|procurement|agenda|proposal)\s+)?
    (?:subject | title | project(?:\s+(?:name|title|description))? | (?:bid|contract|solicitation|procurement|commodity)\s+(?:title|name
        |description) | commodity(?:/service)?
     | description(?:\s+of\s+(?:goods|services|work|project)\S*)? | item | re
     | product(?:s|/service)? | (?:items?|goods|products?)\s*(?:/|or|and)\s*services?(?:\s+requested)? | services?\s+requested | services | goods )
    \s*(?::|[ ]{3,})\s*(?P<what>.*)$""",
    FLAGS,
)
# The same label alone on its line, as in a form: what it names stands below. "Title" and "Item" alone are a person's title and a column's head.
LABEL_ALONE = re.compile(
    r"""^\W{0,4}(?:\d{1,2}\.\s+)?(?:subject | commodity | project\s+(?:name|title|description)
    | (?:bid|contract|solicitation|procurement|commodity)\s+(?:title|name|description))\W{0,3}$""",
    FLAGS,
)
# A heading that names a purchase.
PURCHASE_LINE = re.compile(
    r"""^\W{0,4}(?:(?:agenda\s+)?item\s+(?:no\.?\s*)?\w[\w.-]{0,5}\W{1,6})?(?:(?:approval|authorization|award)\s+of\s+(?:the\s+)?)?(?:purchase|acquisition|lease|procurement|rental)\s+of\s+(?P<what>\S.*)$""",
    FLAGS,
)
# Lines near a title that are none.
NOT_TITLE = re.compile(
    r"""^\W*$ | \((?:the|hereinafter)\s+["“”] | \b(?:political\s+subdivision|limited\s+liability)\b | \bof\s+governments\W*$
    | ^\W*lead\s+(?:agency|state)\b
     | ^\W{0,3}\d+\s+(?:[NSEW]\.?\s+)?\w+.*\b(?:street|st|road|rd|avenue|ave|drive|dr|blvd|boulevard|way|highway|hwy|lane|suite|floor
        |square|plaza)\b
    | \b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d | \d{1,2}:\d\d | \b[ap]\.?m\.?\b
        | \d/\d{1,2}/\d
    | \s\d{5}(?:-\d{4})?\b | \b(?:is|are|was|were|shall|will|must|has|have)\b | @ | www\. | https?: | \(\d{3}\) | \b\d{3}[-.]\d{4}\b
        | ,\s*[A-Z][A-Za-z]\.?\s+\d{5} | \bpage\s+\d
    | ^\W*(?:date|due|issued?|deadline|opening|closing|contact|attn|attention|prepared|submitted|return|location|place|time|phone|fax|e-?mail|by
        |from|to|buyer)\b\s*[:\s]
    | \b(?:issue\s+date|release\s+date|(?:bids?|proposals?|responses?|quotes?)\s+(?:are\s+)?due|due\s+date|bid\s+opening|pre-?bid|pre-?proposal
        |table\s+of\s+contents|cover\s+(?:page|sheet))\b
    | \b(?:department|division|office|bureau|purchasing|procurement(?:\s+services)?|finance|authority|commission|council|board|university|college
        |inc\.?|llc
        |school\s+district|district|mayor|treasurer|clerk|manager|coordinator|director|officer|buyer|supervisor|alliance|consortium|cooperative)\W*$
    | ^\W*(?:the\s+)?(?:(?:charter\s+)?township|city|county|town|village|state|commonwealth|parish|borough|university|board|department|office
        |district)\s+of\s+\S+(?:\s+\S+){0,4}\W*$
    | ^\W*\S+(?:\s+\S+){0,3}\s+(?:county|city|township|state)\W*$ | ^\W*(?:county|city|township|state)\s+hall\b
    | ^\W*for\s+the\s+(?:district|union|city|county|town|state|owner|contractor|vendor|company|agency)\b | ^\W*(?:between|by\s+and\s+between
        |and)\W*$
    | \b(?:not\s+an\s+order|not\s+a\s+purchase\s+order|confidential|all\s+rights|must\s+be\s+completed|electronic\s+bids?|attachment|exhibit
        |appendix|addendum|signature|name\s+of)\b
    | ^\W*(?:no\.?|number|\#|bid|itb|rfp|ifb|rfq|contract|project|solicitation)\W*(?:no\.?|number|\#)?\W*[\w./-]*\d[\w./-]*\W*$ | _{4,} | \.{4,}
        | \s{3,}\d{1,3}$""",
    FLAGS,
)

# Any text up to a full stop that ends a sentence.
_ON = r"(?:[^.;]|\.(?!\s{1,4}(?-i:[A-Z])))"
_NOT_WHAT = r"""(?!(?:(?:a|the|its|their|this|such|any|each|all|more|further|additional)\s+)?(?:time\s+period|period|term|months?|years?|review
    |consideration|evaluation|opening|award|purpose|questions?
    |clarification|information|reference|submission|failure|inspection|use\s+of\s+this|bid|proposal|above|following\s+reasons?|contract\b
        |project\b\s*[.;])\b|\d)"""
_WHAT = rf"(?P<what>{_NOT_WHAT}\S)"

# Sentences that say what is sought; `what` begins the thing.
INVITES = re.compile(
    rf"""\b(?:solicit(?:s|ing|ed)?|seek(?:s|ing)?|request(?:s|ing|ed)?|accept(?:s|ing|ed)?|invit(?:es?|ing|ed)|receiv(?:es?|ing
        |ed))\s{_ON}{{0,120}}?
    (?:\b(?:bids?|proposals?|quotes?|quotations?|qualifications|offers|responses|submittals|vendors?|firms?|contractors?)\b{_ON}{{0,200}}?)
    \b(?:for(?:\s+the)?(?:\s+(?:purchase|furnishing|provision|procurement|supply|performance)\s+(?:and\s+\w+\s+)?of)?|to\s+(?:provide|furnish
        |supply|perform|purchase|establish|assist)
      |who\s+can\s+provide|capable\s+of\s+providing|interested\s+in\s+providing)\s+{_WHAT}""",
    FLAGS,
)
# The same the other way round: "Bids for X will be received".
BIDS_FOR = re.compile(
    rf"""\b(?:bids?|proposals?|quotations?|quotes?)\s+for\s+(?:(?:proposal|bid|solicitation|invitation|rfp|itb|ifb|rfq)\s+(?:no\.?\s+|number\s+
        |\#\s?)?\S{{2,20}}\s+for\s+)?(?:the\s+)?(?:(?:purchase|furnishing|provision|supply)\s+of\s+)?{_WHAT}(?=[^.;]{{4,160}}\b(?:will|shall|must
        |may|should|are|is)\s+(?:be(?:ing)?\s+)?(?:received|accepted|opened|requested))""",
    FLAGS,
)
# "Proposals will be accepted until noon to provide X".
RECEIVED = re.compile(
    rf"""\b(?:bids?|proposals?|quotations?|quotes?|offers)\s{_ON}{{0,60}}?\b(?:will|shall|are|is)\s+(?:be(?:ing)?\s+)?(?:received|accepted|opened
        |requested|invited|solicited|sought)\b
    {_ON}{{0,260}}?\b(?:for(?:\s+the)?(?:\s+(?:purchase|furnishing|provision|procurement|supply)\s+(?:and\s+\w+\s+)?of)?
      |to\s+(?:provide|furnish|supply|perform)(?:\s[^.;,]{{2,60}}?\swith(?:\s+pricing\s+for)?)?)\s+{_WHAT}""",
    FLAGS,
)
PURPOSE = re.compile(
    rf"""\b(?:purpose|intent|intention|objective|goal)\s+of\s+(?:this|the)\s[^.;]{{0,80}}?\b(?:is|was)\s+(?:to|for)\s+
    (?:(?:solicit|obtain|request|receive|invite|secure)\s(?:[^.;]{{0,90}}?)\b(?:for|to\s+(?:provide|furnish|supply|perform))\s+(?:the\s+)?
        |(?:purchase|procure|provide(?:\s+for)?|furnish|supply)\s+)?{_WHAT}""",
    FLAGS,
)
DESIRES = re.compile(
    rf"""\b(?:desires?|intends?|wish(?:es)?|proposes?|plans?|needs?|is\s+looking|is\s+seeking)\s+to\s+(?:purchase|buy|procure|acquire|obtain|retain
        |hire|engage
      |(?:enter\s+into|award|establish|execute)\s+[^.;]{{0,60}}?(?:contracts?|agreements?|orders?)\s[^.;]{{0,60}}?(?:for|to\s+provide)
          |contract\s+(?:with\s[^.;]{{0,60}}?)?(?:for|to\s+provide))\s+{_WHAT}""",
    FLAGS,
)
SHALL_PROVIDE = re.compile(
    rf"""\b(?:contractor|vendor|supplier|consultant|seller|provider|bidder|proposer|undersigned)[\s,]+(?:(?:hereby\s+)?(?:offers?|proposes?)\s+to|shall|will|agrees?\s+to|must|is\s+to)\s+(?:provide
        |furnish|supply|deliver|perform)
    \s+(?!(?:\w+\s+){{0,4}}?(?:insurance|certificate|notice|evidence|bond|proof|copy|copies|information|references?|documentation|written|list
        |statement)\b){_WHAT}""",
    FLAGS,
)

# What an agreement, an award or a solicitation is said to be for: "entered into an agreement for classroom furniture under".
NAMED = re.compile(
    rf"""\b(?:agreements?|contracts?|awards?|solicitations?|request\s+for\s+(?:proposals|bids)|invitation\s+(?:for|to)\s+bids?|RFP|IFB
     |ITB)\b{_NUMBER}?
    (?:\s*\([^)\n]{{1,60}}\))?,?\s+(?:for|to\s+(?:provide|furnish|supply))\s+(?:the\s+)?(?:(?:purchase|furnishing|provision|procurement
     |supply)\s+of\s+)?
    (?!(?:\w+\s+){{0,1}}(?:bids?|proposals?|convenience|cause|default|services\s+rendered|another|others?|each|such|these|those
     |all\s+purposes|lot|line)\b)
    (?!(?:[\w-]+\s+(?:\(\d+\)\s+)?){{0,3}}(?:years?|months?|days?|terms?|periods?)\b){_WHAT}""",
    FLAGS,
)
# Where the name of the thing ends in such a sentence.
NAMED_TAIL = re.compile(
    r"""(?:,?\s+(?:under|between|with|dated|from|and\s+(?:changes?|amends?|is|was|has|have|the\s+parties)|was|were|is|are|has
     |as\s+follows|awarded|approved|by\s+and|by\s+the|on\s+[A-Z]|to\s+(?:the|be)\b|in\s+the\s+amount
      |commencing|expiring|which|that|who|shall|will|may|made)\b|\s*["“(\[]|:|,\s+(?:advertised|and\s+received|RFP|IFB|Bid|Contract|No\.)|\n\n).*""",
    re.VERBOSE | re.DOTALL,
)

HEADS = {
    NAMED: ("agreement", "contract", "award", "solicitation", "request for", "invitation", "rfp", "ifb", "itb"),
    INVITES: ("solicit", "seek", "request", "accept", "invit", "receiv"),
    PURPOSE: ("purpose", "intent", "objective", "goal"),
    RECEIVED: ("bid", "proposal", "quot", "offers"),
    BIDS_FOR: ("bid", "proposal", "quot"),
    DESIRES: ("desire", "intend", "wish", "propose", "plan", "need", "is"),
    SHALL_PROVIDE: ("contractor", "vendor", "supplier", "consultant", "seller", "provider", "bidder", "proposer", "undersigned"),
}
"""What the sentences of each begin with, in lower case."""

# What such a sentence names is no purchase: how to bid, whom to deal with, what the law asks.
NOT_BOUGHT = re.compile(
    r"""^\W*(?:the\s+)?(?:satisfy|allow|enable|ensure|comply|inform|describe|submit|determine|protect|clarify|answer|respond|revis\w+|correct
        |give|assure|advise|notify|identify
       |(?:successful|lowest|qualified|responsible|responsive|eligible|interested|each|any|all|such|this|these|those|its|their|his|our
           |your)\s+(?:bid|bidders?|proposals?|proposers?|vendors?
         |offerors?|contractors?|firms?|respondents?|quotes?|work|services?|purchases?|items?|goods|products)\b(?!\s+for)
       |(?:city|county|town|township|village|state|school|university|board|owner|district|agency|authority|buyer|department|cooperative)\b)
     |^\W*(?:(?:an?|the|its|their)\s+)?(?:(?:revised|written|oral|last|final)\s+){0,2}(?:best\s+and\s+final\b  # steps of a competition
        |(?:offers?|presentations?|interviews?|demonstrations?|clarifications?|samples?|references?)(?=\W*$|\s+(?:and|or|to|from|of\s+the
     |at|on|by|if)\b))
     |^\W*and\b | ^(?!.*\b(?:services?|supplies|supply|equipment|materials?|for|of)\b)(?:\S+\s+){0,6}(?:district|county|city|university|college
         |authority|department|agency)
       \W*(?:\(\w+\))?\W*$
     |^(?:\S+\s+){0,4}(?:insurance|certificates?|bonds?|invoices?|rates|prices|pricing|notice|signature|exceptions)\b""",
    FLAGS,
)
# Where the thing ends and the manner begins.
TAIL = re.compile(
    r"""[,\s]+(?:until|on\s+or\s+before|no\s+later\s+than|not\s+later\s+than|by\s+\d|at\s+\d{1,2}:|as\s+(?:set\s+forth|specified|described
        |outlined|listed|stated|defined|indicated|detailed|required)
       |set\s+forth|in\s+accordance\s+with|pursuant\s+to|per\s+the\s+(?:attached|enclosed|following)|(?:will|shall|are|is)\s+(?:be\s+
           |being\s+)?(?:received|accepted|opened|requested|invited)|must\s+be\s+received
       |which\s+(?:will|shall|must)|please\b|beginning\s+(?:on\s+)?[A-Z]|effective\s+[A-Z]|for\s+(?:a|the)\s+(?:time\s+)?(?:period|term))\b.*""",
    FLAGS | re.DOTALL,
)
LEAD = re.compile(
    r"^(?:(?:for|the|a|an|of|to|all|provide|furnish|supply|purchase\s+of|furnishing(?:\s+and\s+\w+)?|provision\s+of|procurement\s+of)\s+)+(?=\S)",
    re.IGNORECASE,
)
# Titles of parts of a document, not of a purchase.
GENERIC = frozenset(
    [
        "total",
        "totals",
        "general",
        "introduction",
        "terms",
        "conditions",
        "instructions",
        "proposal",
        "proposals",
        "bid",
        "bids",
        "form",
        "forms",
        "services",
        "service",
        "contract",
        "contracts",
        "agreement",
        "number",
        "section",
        "page",
        "date",
        "title",
        "specifications",
        "specification",
        "summary",
        "purpose",
        "scope",
        "work",
        "background",
        "attachment",
        "exhibit",
        "appendix",
        "part",
        "cover",
        "sheet",
        "letter",
        "notice",
        "comm",
        "svcs",
        "const",
        "rev",
        "version",
        "official",
        "minutes",
        "document",
        "documents",
        "bidders",
        "bidder",
        "vendors",
        "vendor",
        "offer",
        "award",
        "response",
        "responses",
        "invitation",
        "request",
        "information",
        "requirements",
        "public",
        "products",
        "supplies",
        "equipment",
        "goods",
        "materials",
        "various",
        "related",
        "labor",
        "qualified",
        "and",
        "the",
        "for",
        "with",
        "from",
        "standard",
        "professional",
        "contracted",
        "description",
        "item",
        "items",
        "price",
        "prices",
        "pricing",
        "cost",
        "schedule",
    ]
)

# Headings of sections that say what is bought, and how much their first sentence counts.
SCOPE_HEADING = re.compile(
    r"""^\W*(?:\d[\d.]*\s*)?(?:scope(?:\s+(?:of|and)\b.*)? | (?:specifications?/?)?\s*scope\s+of\s+(?:work|services?) | statement\s+of\s+(?:work
        |purpose) | purpose(?:\s+(?:of|and)\b.*)?
     | intent(?:\s+(?:of|and)\b.*)? | description(?:\s+of\b.*)? | project\s+(?:description|overview|summary|scope) | general\s+(?:description|scope)
     | services?\s+(?:to\s+be\s+)?(?:required|provided|requested) | work\s+to\s+be\s+(?:done|performed) | goods\s+and\s+services
         | summary(?:\s+of\s+work)?)\W*$""",
    FLAGS,
)
BACKGROUND_HEADING = re.compile(
    r"""^\W*(?:\d[\d.]*\s*)?(?:background|introduction|overview|general|specifications?(?:/scope\s+of\s+work)?|technical\s+specifications?|products?
        |bid\s+specifications?)\W*$""",
    FLAGS,
)
# Headings of specifications: what stands under them is bought.
SPECIFICATION_HEADING = re.compile(
    r"""\b(?:specifications?|scope\s+of\s+(?:work|services?)|services?\s+(?:required|requested)|deliverables|products|line\s+items
        |schedule\s+of\s+items)\W*$""",
    FLAGS,
)
# Headings under specifications that speak of the deal, not of the thing.
DEAL_HEADING = re.compile(
    r"""\b(?:insurance|payments?|invoic\w+|terms?|conditions?|termination|contact|questions?|award|evaluation|references?|submi\w+|proposals?
        |bids?|bidders?|warrant\w+|indemnif\w+
    |compliance|laws?|taxes|general|purpose|background|introduction|overview|scope|page|date|signature|qualifications|experience|pricing|prices?
        |addend\w+|contract|agreement|schedule
    |instructions|delivery|inspection|acceptance|holidays?|company|name|telephone|fax|address|total|note|section|attachment|exhibit|appendix)\b""",
    FLAGS,
)
# First sentences that say how to bid, not what for.
NOT_SCOPE = re.compile(
    r"""^\W*(?:please|note|see|refer|failure|all\s+(?:bids|bidders|proposals|proposers|vendors|questions)|(?:each|the|any)\s+(?:bidder|proposer
        |offeror|respondent|vendor)s?\s+(?:shall|must|should|is|are|may)
     |bidders?\b|proposers?\b|this\s+section|under\s+this|if\b|in\s+the\s+event|it\s+is\s+the\s+(?:bidder|proposer|vendor)|questions|any\s+)""",
    FLAGS,
)
EXCLUDES = re.compile(
    r"""\b(?:(?:contract|scope|work|services?|agreement|award|bid|proposal|solicitation|items?|equipment|project)\b[^.;]{0,60}?\b(?:does|do|shall
        |will)\s+not\s+include
     | (?:is|are)\s+(?:not\s+included\s+in|excluded\s+from|outside|not\s+(?:part\s+of|within))\s+(?:the\s+|this\s+)?(?:scope|contract|agreement
         |bid|work|award)
     | (?:scope|contract|agreement|award)\s+excludes?)\b""",
    FLAGS,
)
EXCLUDES_HEADS: tuple[str, ...] = (
    "contract",
    "scope",
    "work",
    "service",
    "agreement",
    "award",
    "bid",
    "proposal",
    "solicitation",
    "item",
    "equipment",
    "project",
)
EXCLUDES_HEADS += ("is", "are")
EXCLUDES_REACH = Reach(("not ", "exclud", "outside"), before=160, after=120)
EXCLUDES_NEED = ("include", "exclud", "outside", "part", "within")
"""What each of them holds, in lower case."""
NOT_EXCLUSION = re.compile(r"\b(?:tax|taxes|insurance|liability|damages|employee|confidential|indemnif\w+|warrant\w+|holiday)\b", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[•●○▪■◦*➢✓-]|\(?[a-z0-9]{1,3}[.)])\s+(?=\S)", re.IGNORECASE)
