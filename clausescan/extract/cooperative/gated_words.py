"""Words of use by others behind a gate or a limit: who buys, the buying, whose leave, how much, and other worlds with words alike."""

from __future__ import annotations

import re

_BODY = (
    r"(?:agenc(?:y|ies)|entit(?:y|ies)|bod(?:y|ies)|units?|jurisdictions?|subdivisions?|municipalit(?:y|ies)|towns?|townships?|villages?|boroughs?"
    r"|parish(?:es)?|count(?:y|ies)|cit(?:y|ies)|districts?|authorit(?:y|ies)|schools?|colleges?|universit(?:y|ies)|librar(?:y|ies)|hospitals?"
    r"|governments?|institutions?|departments?|boards|owners|systems|grantees?|recipients?|operators|carriers|propert(?:y|ies)|companies|buyers|users"
    r"|purchasers|customers|organi[sz]ations|providers|public\s+unit|purchasing\s+unit)"
)
_RANKED = r"(?:[\w-]+\s+){0,3}?"
# Members of a purchasing group, not of a board, a household or the public.
_MEMBER = (
    rf"(?:\b(?<!non-)(?<!board\s)(?<!council\s)(?<!committee\s)(?<!staff\s)(?<!family\s)(?<!team\s)(?<!union\s)(?<!faculty\s)(?<!crew\s)"
    rf"members?\b(?!\s+of\s+(?:the\s+|its\s+|our\s+)?(?:[\w-]+\s+)?(?:public|council|board|commission|committee|staff|team|family|household|"
    rf"press|union|congress|legislature)\b)"
    rf"(?:\s+(?:in\s+good\s+standing|{_RANKED}{_BODY}))?"
    rf"|\b{_BODY}\s+(?:that|which|who|whose\s+\w+)\s+(?:[\w-]+\s+){{0,4}}?(?:belongs?|is\s+(?:not\s+)?an?\s+(?:[\w-]+\s+)?member|"
    rf"are\s+(?:[\w-]+\s+)?members|(?:is|are)\s+part(?:y|ies)?\s+(?:to|of)))"
)
_OTHER = (
    rf"(?:(?:other|another|outside|participating|requesting|riding|applicant|eligible|neighbou?ring|additional|non-host|new|small|"
    rf"ordering)\s+{_RANKED}{_BODY}"
    r"|\briders?\b|\bparticipants?\b|\bassignees?\b|\b(?<!among\s)(?<!each\s)(?<!and\s)others\b)"
)
_MODAL = (
    r"(?:may|can|could|must|shall|should|will|need|needs|is\s+to|are\s+to|(?:is|are|be|becomes?)\s+(?:\w+\s+)?(?:allowed|eligible|entitled|"
    r"free|permitted|able)|ha(?:s|ve|ving)|wish\w*|desir\w*|want\w*|intend\w*|wanting|would\s+like|seek\w*|get|privilege)"
)
_USE = (
    r"(?:bought|buy\w*|purchas\w+|order\w*|us(?:e|es|ing)\s+(?:of\s+)?(?:this|the|our|your|such|any|these|awarded|contract|"
    r"it\b)(?:\s+[\w-]+){0,2}?\s*\b(?:contracts?|agreements?|awards?|bids?|pric\w+|it\b)|rid(?:e|es|ing)|leas(?:e|es|ing)|draw\w*|join\w*|"
    r"participa\w+|piggyback\w*|plac(?:e|ing)|issu(?:e|ing)|send\s+in|pricing|spend|served|supplied|accommodated|admitted|access\w*|extension)"
)
# After the phrase that names a buyer, a gate as a duty of its own, and the buying that it opens.
BOUND = re.compile(rf"[^.;:]{{0,70}}?\b{_MODAL}\b[^.;:]{{0,120}}?\b{_USE}\b|[^.;:]{{0,20}}?\b{_USE}[^.;:]{{0,40}}?\b{_MODAL}\b", re.IGNORECASE)

DONE_BY_MEMBER = re.compile(rf"{_MEMBER}[^.;:]{{0,90}}?\b{_MODAL}\b[^.;:]{{0,50}}?\b{_USE}\b", re.IGNORECASE)
DONE_BY_OTHER = re.compile(rf"\b{_OTHER}[^.;:]{{0,90}}?\b{_MODAL}\b[^.;:]{{0,50}}?\b{_USE}\b", re.IGNORECASE)
FOR_MEMBER = re.compile(
    rf"""\b(?:contracts?|agreements?|awards?|bids?|pric(?:e|es|ing)|rates?|discounts?|terms|purchas\w+|orders?)\b [^.;]{{0,60}}? \b(?:is|are|be|
            been|shall|will)\b [^.;]{{0,60}}?
        \b(?:for|to|by|of)\s+ (?:[\w-]+\s+){{0,2}}? {_MEMBER}
      | \b(?:sell|sold|extend|honou?r|offer|quote|furnish|supply|provide)\b [^.;]{{0,60}}? \bto\s+ (?:[\w-]+\s+){{0,2}}? {_MEMBER}
      | \b(?:must|shall)\s+be\s+(?:an?\s+)?(?:[\w-]+\s+)?members?\b [^.;]{{0,80}}? \b(?:to|before)\s+ (?:\w+\s+)?{_USE}
      | \b(?:must|shall)\s+be\s+(?:an?\s+)?(?:[\w-]+\s+)?members?\b [^.;]{{0,80}}? \b(?:pric|award|contract)
      | \bmembership\b [^.;]{{0,60}}? \b(?:required|necessary|condition|needed)\b [^.;]{{0,60}}? \b{_USE}
      | \b(?:verif\w+|check\w*|confirm\w*|look\s+up)\b [^.;]{{0,50}}? \bmember(?:ship)?\b [^.;]{{0,50}}? \b(?:before|
        prior) [^.;]{{0,40}}? \b(?:order|sale|sell|pric|quot|deliver)
      | \bhold\w*\s+an?\s+(?:[\w-]+\s+)?membership\b [^.;]{{0,60}}? \b{_USE}""",
    re.VERBOSE | re.IGNORECASE,
)
GROUP = re.compile(r"\b(?:belongs?\s+to|(?:that|which|who)\s+(?:is|are)\s+part(?:y|ies)?\s+(?:to|of))\b", re.IGNORECASE)
NO_MEMBER = re.compile(r"\bnot\s+(?:an?\s+)?(?:[\w-]+\s+)?members?\b[^.;]{0,60}?\b(?:pric\w+|order|buy|purchase|use)\b", re.IGNORECASE)
FOR_OTHER = re.compile(
    rf"""\b(?:orders?|purchas\w+|requests?|work\s+ordered|ordered|used|bought|placed)\b [^.;:]{{0,30}}? \b(?:by|from|of)\s+ (?:any\s+|all\s+)?{_OTHER}
      | \b(?:hold|held|honou?r\w*|extend\w*|extension|inure|benefits|terms|offer\w*|availab\w+|sell|build|furnish|quote|pric\w+|
        permission)\b [^.;:]{{0,60}}? \b(?:to|
        for)\s+ {_OTHER}""",
    re.VERBOSE | re.IGNORECASE,
)
TO_YOU = re.compile(
    r"""\bif\s+(?:you|your\s+(?:[\w-]+\s+){1,3}?)\s*(?:want|wish|would\s+like|choose|decide|plan|need)s?\s+to\s+(?:use|buy|order|purchase|ride|
            join)\b(?![^.;]{0,25}\bdocuments)
      | \bto\s+(?:use|buy\s+from|order\s+from|purchase\s+(?:from|under)|ride)\s+(?:this|our|the|any\s+of\s+our)\s+(?:[\w-]+\s+){0,3}?(?:contracts?|
        agreements?|bids?|awards?)\b(?!\s+(?:documents?|forms?))
      | \b(?:all|any|each|a)?\s*requests?\s+(?:to|for)\s+(?:the\s+)?(?:use|join|ride|participat\w+\s+in|piggyback\s+on|
        access)\s+(?:to\s+)?(?:of\s+)?(?:the|this|our)\s+(?:contract|agreement|award|bid)\b
      | \bif\s+your\s+(?:[\w-]+\s+){1,3}?(?:is|belongs)\b [^.;]{0,60} \byou\s+(?:can|may)\s+(?:order|buy|purchase|use)\b
      | \byour\s+(?:[\w-]+\s+){1,3}?must\s+be\s+an?\s+member\b | \brequest\s+to\s+use\s+(?:[\w-]+\s+){0,2}contract\b""",
    re.VERBOSE | re.IGNORECASE,
)

# The contract at hand or its prices; a group's contracts at large are told of in its bylaws and brochures.
CONTRACT = re.compile(
    r"\b(?:contract|agreement|award(?:ed)?|bid|pric(?:e|es|ing)|rfp|solicitation|hereunder|discounts?|vendors?|contractors?|riders?|orders?|"
    r"participat\w+)\b",
    re.IGNORECASE,
)
AT_HAND = re.compile(
    r"""\b(?:this|the|our|resulting|said|each|an?)\s+(?:[\w-]+\s+){0,3}?(?:contract|agreement|award|bid|rfp|solicitation)\b | \bhereunder\b
      | \b(?:contract|bid|award(?:ed)?|quoted|pool|group)\s+(?:unit\s+)?(?:pric\w+|rates?|discounts?) | \b(?:the|these|at|
        such)\s+(?:[\w-]+\s+){0,2}?(?:pric\w+|discounts?|rates)
      | \b(?:awarded|bid)\s+(?:items|products|goods|pricing) | \b(?:the|this)\s+(?:vendor|contractor|supplier|seller)\b""",
    re.VERBOSE | re.IGNORECASE,
)
AT_LARGE = re.compile(
    r"""\b(?:its|their|co-?op(?:erative)?['’]s|authority['’]s|association['’]s|consortium['’]s)\s+(?:[\w-]+\s+)?(?:contracts|bids|agreements|
            awards)\b | \b(?:contracts|bids|agreements)\s+of\s+the\b
      | \b(?:conduct|solicit)s?\s+(?:bids|rfps|proposals|solicitations) | \bJPA\b | \bjoint\s+powers\s+a | \bbylaws\b | \bdues\s+are\b |
         \ban\s+award\s+of\s+the\s+co-?op""",
    re.VERBOSE | re.IGNORECASE,
)
LEAVE = re.compile(
    r"""\b(?:permission|approv\w+|consent\w*|countersign\w*|authori[sz]ation|concur\w*|letter\s+of\s+intent|confirmation)\b
      | \b(?:regist\w+|resolution|addendum|amendment|participation\s+form|memorandum|interlocal|intergovernmental\s+agreement|account\s+number|
        enrol\w*|sign(?:s|ed)?\s+up|signed|appl(?:y|ies|ication)|membership|participation\s+agreement|request\s+form|purchasing\s+agreement)\b
      | \b(?:rider|approval|member|participant|registration|customer|account|agency|authori[sz]ation)(?:['’]s)?\s+(?:id|number|code|no\.)
      | \bmust\s+be\s+an?\s+member\b | \bwrite\s+(?:to|in)\b | \bboth\s+signatures\b | \bbelong\w*\s+to\b""",
    re.VERBOSE | re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:only|first|before|prior|until|unless|without|after|when|once|must|shall|requires?|required|need|needs|is\s+to|are\s+to|wait|upon|"
    r"provided|subject\s+to|may\s+not|"
    r"if\s+granted)\b|:\s*\(?1",
    re.IGNORECASE,
)
_NUMBER = r"(?:\$?\s?\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|a\s+single)"
CAP = re.compile(
    rf"""\b(?:up\s+to|not?\s+(?:more|greater|larger)\s+than|not\s+(?:to\s+)?exceed\w*|limit(?:s|ed)?(?:\s+to)?|maximum|max\.?|at\s+most|
            a\s+total\s+of|restricted\s+to|minimum|not\s+less\s+than|extent\s+of)\b[^.;]{{0,25}}?\b{_NUMBER}\b
      | \b{_NUMBER}\s+(?:\w+\s+){{0,2}}?(?:days|months|hours)\b | \ba\s+single\b | \b(?:one|two|three)\s+orders?\s+(?:per|each|only)\b
      | \b(?:first|initial|last|final)\s+(?:{_NUMBER}\s+)?(?:months?|years?|term|days)\b | \bcut-?\s?off\b | \b(?:by|before|until|after|expires?|
        ends?)\s+(?:on\s+)?(?:the\s+end|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d)
      | \bcapped\b | \b(?:quantit(?:y|ies)|amounts?)\s+(?:stated|awarded|estimated|shown|purchased|bid)\b
      | \bcan(?:no|['’])t\s+buy\s+more\b | \btwo\s+limits\b
      | \b(?:only\s+)?(?:after|behind)\s+(?:the\s+)?[\w’']+(?:['’]s)?\s+(?:own\s+)?orders?\b | \bonly\s+(?:while|inside|within|during|until|
        so\s+long)\b | \btruckload\b | \bso\s+far\s+as\b""",
    re.VERBOSE | re.IGNORECASE,
)

# Other worlds in which there are members, participants and orders; and sentences told of somebody else's contract.
ELSEWHERE = re.compile(
    r"""\b(?:insur(?:ance|ed|er)|pension|retire\w*|annuit\w+|health\s+plan|benefit\s+plan|shareholders?|stock|shares|securities|bargaining|
            employees?|leave|salar(?:y|ies)|facilit(?:y|ies)|work\s+product|licens(?:e|ed|or|ee)|affiliates?
        |subcontract\w*|confidential\s+information|tuition|students|patients|passengers?|court|tax(?![-\s]supported)|bonds?|arbitrat\w+|indemnif\w+|franchise\w*|lien|
          audit\w*|records|reference[sd]?|warrant\w+)\b
      | \bpre-?(?:bid|proposal)\s+(?:conference|meeting) | \bbus\s+riders?\b | \bconflict\s+of\s+interest\b""",
    re.VERBOSE | re.IGNORECASE,
)
SHUT = re.compile(
    r"\b(?:no|neither|nor|never|none)\b[^.;]{0,60}\b(?:may|can|shall|will|is|are)\b|\b(?:may|can|shall|will|does|do|is|are|have|has)\s?(?:not|"
    r"n['’]t)\b|\bcannot\b|\bnot\b",
    re.IGNORECASE,
)
