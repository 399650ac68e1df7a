"""Words without which an expression cannot match, read from the expression itself: asking for them costs far less than the search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

Way = tuple[tuple[str, ...], ...]
"""Choices: of every one of them at least one word must be there."""
_Ways = tuple[Way, ...]
"""At least one of them must be met; empty where nothing can be told."""

_MOST_WORDS, _MOST_WAYS = 64, 24
_SHORTEST = 2
_TOKEN = re.compile(
    r"""[A-Za-z]+(?![*+?{A-Za-z])                           # letters, of which the last is not repeated
      | \\.                                                # a class, an assertion or a letter that stands for itself
      | \[\^?\]?(?:\\.|[^\]\\])*\]                         # a set of letters
      | \((?:\?(?:[=!:]|<[=!]|P<\w+>|[a-z-]+:))?           # the beginning of a group, an assertion among them
      | (?:[*+?]|\{\d+(?:,\d+)?\})\??                      # how often
      | .                                                  # a letter, or a sign such as | ) ^ $ .
    """,
    re.VERBOSE | re.DOTALL,
)
_OFTEN = re.compile(r"[*+?]\??\Z|\{\d")
_PLACES = frozenset({"^", "$", r"\b", r"\B", r"\A", r"\Z"})


@dataclass(frozen=True, slots=True)
class Needed:
    """The choices that must be met in any case, and the ways of which one must be met besides, if there are any."""

    always: Way
    ways: _Ways

    def may_match(self, small: str) -> bool:
        """Whether a text in lower case holds what is needed; False means that the expression cannot match in it."""
        for choice in self.always:
            for word in choice:
                if word in small:
                    break
            else:
                return False
        for way in self.ways:
            for choice in way:
                for word in choice:
                    if word in small:
                        break
                else:
                    break
            else:
                return True
        return not self.ways


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a piece of an expression asks for. `exact`: all that it can match, in lower case; None where that is not a short list."""

    exact: frozenset[str] | None
    ways: _Ways = ()


_NOTHING = _Piece(frozenset([""]))
_ANYTHING = _Piece(None)


@cache
def needed_words(expression: str) -> Needed:
    """What the lower case of a text must hold for the expression, without regard to case, to match in it.

    Only for plain expressions: no comments, no references back. The old signs that case folding joins to letters (ſ for s) are not thought of.
    Words are of two letters or more, the rarer ones (the long) first.
    """
    tokens = _TOKEN.findall(expression)
    tokens.reverse()
    ways = _ways_of(_alternatives(tokens))
    always = frozenset[tuple[str, ...]](ways[0] if ways else ()).intersection(*ways)
    left = tuple(_rarest_first(choice for choice in way if choice not in always) for way in ways)
    return Needed(_rarest_first(always), left if all(left) else ())


def _rarest_first(choices: Iterable[tuple[str, ...]]) -> Way:
    return tuple(sorted(choices, key=lambda c: (-len(c[0]), len(c), c)))


def _alternatives(tokens: list[str]) -> _Piece:
    """The pieces up to the end of the group, which is taken too; `tokens` are in reverse."""
    pieces = [_sequence(tokens)]
    while tokens and tokens.pop() == "|":
        pieces.append(_sequence(tokens))
    if len(pieces) == 1:
        return pieces[0]
    exact = frozenset(w for p in pieces for w in p.exact or ())
    if len(exact) <= _MOST_WORDS and all(p.exact is not None for p in pieces):
        return _Piece(exact)
    ways = [_ways_of(p) for p in pieces]
    return _Piece(None, _few(tuple(way for some in ways for way in some)) if all(ways) else ())


def _sequence(tokens: list[str]) -> _Piece:
    """One piece after the other, up to a bar or the end of a group, which are left."""
    run, choices, branches = frozenset([""]), list[tuple[str, ...]](), list[_Ways]()
    plain = True
    while tokens and tokens[-1] not in "|)":
        piece = _one(tokens)
        if piece.exact is not None and len(run) * len(piece.exact) <= _MOST_WORDS:
            run = frozenset(a + b for a, b in product(run, piece.exact))
            continue
        plain = False
        choices += _choice(run)
        run = piece.exact if piece.exact is not None else frozenset([""])
        branches += [piece.ways] if piece.ways else []
    if plain:
        return _Piece(run)
    choices += _choice(run)
    # One group of several ways is kept as such; of the others, each way gives its best choice.
    branches.sort(key=len)
    kept = branches.pop() if branches else ((),)
    choices += [choice for ways in branches for choice in _flat(ways)]
    return _Piece(None, tuple(way for way in (tuple(sorted({*way, *choices}, key=len)) for way in kept) if way))


def _one(tokens: list[str]) -> _Piece:
    """One piece with how often it stands."""
    first = tokens.pop()
    if first[0] == "(":
        piece = _alternatives(tokens)
        if first[-1] in "=!":
            piece = _NOTHING
    elif first in _PLACES:
        piece = _NOTHING
    elif first[0] in ".[" or not first.isascii() or (first[0] == "\\" and first[1].isalnum()):
        piece = _ANYTHING
    else:
        piece = _Piece(frozenset([first.removeprefix("\\").lower()]))
    return _repeated(piece, tokens.pop()) if tokens and _OFTEN.match(tokens[-1]) else piece


def _repeated(piece: _Piece, often: str) -> _Piece:
    """A piece that may be missing, or stand several times."""
    if often[0] == "?" or often.startswith("{0,1}"):
        return _ANYTHING if piece.exact is None else _Piece(piece.exact | {""})
    if often[0] == "*" or often.startswith("{0"):
        return _ANYTHING
    return replace(piece, exact=None, ways=_ways_of(piece))


def _ways_of(piece: _Piece) -> _Ways:
    """The ways of a piece, also of one that matches a few words only."""
    if piece.exact is None:
        return piece.ways
    choices = _choice(piece.exact)
    return (tuple(choices),) if choices else ()


def _choice(words: Iterable[str]) -> list[tuple[str, ...]]:
    """The words as a choice, without those that hold another of them; none where one is too short to tell anything."""
    shortest: list[str] = []
    for word in sorted(words, key=len):
        if len(word) < _SHORTEST:
            return []
        if not any(w in word for w in shortest):
            shortest.append(word)
    return [tuple(shortest)]


def _flat(ways: _Ways) -> list[tuple[str, ...]]:
    """Several ways as one choice, made of the best choice of each."""
    best = [min(way, key=lambda c: (len(c), -len(c[0]))) for way in ways]
    return _choice({word for choice in best for word in choice})


def _few(ways: _Ways) -> _Ways:
    """The ways, with those that are one choice joined; all as one where they are still many."""
    single = [word for way in ways if len(way) == 1 for word in way[0]]
    joined = (*(way for way in ways if len(way) > 1), *((tuple(_choice(single)),) if single else ()))
    return joined if len(joined) <= _MOST_WAYS else (tuple(_flat(joined)),)
