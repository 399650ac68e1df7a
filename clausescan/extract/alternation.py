"""One expression for many words, quick on long texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable


def alternation(words: Iterable[str], not_after: str = "") -> str:
    """A group that matches any of the words as written or in capitals, the longest first; a space stands for one or two.

    Grouped by the first letter, so that a place in the text is tried against few words only. No word counts behind a character of
    the class `not_after`; that is asked behind the first letter, since an expression that begins with letters skips all others quickly.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted({f for word in words for f in (word, word.upper())}, key=lambda w: (-len(w), w)):
        groups[form[0]].append(re.escape(form[1:]).replace(r"\ ", r"\s{1,2}").replace("'", "['’]"))
    heads = {first: re.escape(first) + (f"(?<!{not_after}{re.escape(first)})" if not_after else "") for first in groups}
    return "(?:" + "|".join(f"{heads[first]}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items())) + ")"
