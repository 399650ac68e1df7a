"""Places that bound the buyers of a grant by the words of the sentence: "districts in the six-county area", "towns along the corridor"."""

from __future__ import annotations

import re

# Bodies that may buy, and what stands between them and a place: "located", "that operate", "having their offices".
_BODY = (
    r"(?:agenc(?:y|ies)|entit(?:y|ies)|bod(?:y|ies)|districts?|municipalit(?:y|ies)|cit(?:y|ies)|towns?|villages?|townships?|boroughs?|count(?:y|ies)"
    r"|governments?|units?|schools?|librar(?:y|ies)|colleges?|universit(?:y|ies)|subdivisions?|jurisdictions?|systems?|providers?|operators?|companies"
    r"|departments?|authorit(?:y|ies)|institutions?|buyers?|users?|purchasers?|participants?|owners?|boards?|offices?|parishes|communities"
    r"|organi[sz]ations?|enforcement|tribes?|hospitals?|grantees|subrecipients)"
)
_STANDING = (
    r"(?:[,\s]+(?:that|which|who|whose|are|is|be|lie|lies|lying|located|situated|operating|operates?|headquartered|headquarters|based|having|have|has"
    r"|serving|serves?|its|their|place|delivery|deliveries|offices?|facilities|service|physically|anywhere|elsewhere|all|only|school|of|education))"
)
_PLACE = (
    r"(?:count(?:y|ies)|zones?|regions?|area|valley|basin|borough|parish(?:es)?|islands?|isles|peninsula|corridor|panhandle|coast|delta|plains|hills|lakes"
    r"|province|territory|metro|metroplex|river|mountains?|highway\s+districts?|school\s+districts?|districts?\s+\d|state|commonwealth)"
)
# The lead's own departments are "of the city"; nobody is bound by "any county", "other states" or an "area of expertise".
_IN_A_PLACE = re.compile(
    rf"""\b{_BODY}\b {_STANDING}{{0,6}} [,\s]+
        (?: (?:with)?in | inside | of | throughout | across | along | on | around | near | serving | (?:north|south|east|west)\s+of ) \s+
        (?! (?:\w+\s+){{0,2}} (?:any|every|all|each|other|another|no|several|many) \b )
        (?: (?:the|this|our|said|one\s+of\s+the|its)\s+ )?
        (?: (?!and\s+other\b|or\s+other\b|may\b|shall\b|will\b|can\b)[\w.'’-]+ [\s,]+ (?:and\s+|or\s+)? ){{0,7}}?
        {_PLACE} \b
        (?! \s+ (?:of\s+(?:expertise|procurement|purchasing|law|service|interest) | contracts? | agreements? | programs? | law | code | statutes?) )
      | \bin\s+(?:the\s+|those\s+)?areas?\s+(?:served|covered|in\s+which)\b
      | \b{_BODY}\b {_STANDING}{{0,6}} [,\s]+ (?:with)?in \s+ (?:Zones?|Regions?|Areas?|Districts?) \s+ [\dA-Z]""",
    re.VERBOSE | re.IGNORECASE,
)
# "towns in Aroostook", "schools throughout Greater Millbrook": a name alone.
_IN_A_NAME = re.compile(
    rf"(?i:\b{_BODY}\b{_STANDING}{{0,6}}[,\s]+(?:within|in|throughout|across|inside|around)\s+)(?:the\s+)?"
    r"(?!America|United|U\.S|Exhibit|Section|Schedule|Appendix|Attachment|Article|Paragraph|Part\b|Table|Annex|Contract|Agreement|Law|State\s+Law|Order|Writing"
    r"|January|February|March|April|May\b|June|July|August|September|October|November|December|North\s+America|Canada\s+and|Any|All|Each|Every|Other)[A-Z][a-z]{2,}"
)
# A place said of the contract: "area covered by this contract: North Zone".
_COVERED = re.compile(
    r"\b(?:area|territory|region|counties|zones?|states?)\s+(?:covered|served)\s+(?:by|under)\b|\b(?:delivery|service|coverage)\s+(?:area|zone)\s*:"
    r"|\b(?:contract|award|bid|price)\s+(?:area|zone|region)\s*:",
    re.IGNORECASE,
)


# "all Elm County townships", "other Fox Valley school districts": a place before the bodies; a county's departments are its own.
_BEFORE_BODIES = re.compile(
    r"\b(?:[Aa]ll|[Aa]ny|[Oo]ther|[Tt]he|[Ee]very|[Ee]ach|[Ff]or|[Tt]o|[Bb]y|[Aa]nd)\s+(?!This|The|Such|Each|Any|All|Other)(?:[A-Z][\w.’'-]+\s+){1,3}"
    r"(?:County|Parish|Valley|Region|Area|Basin|metropolitan|metro|area|region|valley)\s+(?:(?:metropolitan|area|public|local|school|fire|park|government\w*)\s+){0,3}"
    r"(?:municipalities|townships|towns|cities|villages|boroughs|schools|districts|jurisdictions|governments|subdivisions|public\s+agencies|agencies|public\s+bodies|bodies)\b"
)


def bounded(text: str) -> bool:
    """True where the words bind buyers to some place without naming a state: a county, zone, valley, side of a river (CLAUSES 2, GEO)."""
    return bool(_IN_A_PLACE.search(text) or _IN_A_NAME.search(text) or _BEFORE_BODIES.search(text))


def covers_a_place(text: str) -> bool:
    """True where a line by itself says what area the contract covers."""
    return bool(_COVERED.search(text))
