"""What is done in a sentence: a purchase under the contract at hand, or another act under it (CLAUSES 4, verbs and objects).

Agencies use networks, halls and maps together, lend crews and ask for help, all "under this Agreement" and at some rate. Use by others takes the act
of buying, or the contract or its prices as what is used or extended.
"""

from __future__ import annotations

from clausescan.extract.wordings import Wording

_HAD_BEFORE = Wording("cooperative/acts.had-before")
_BUYING = Wording("cooperative/acts.buying")
_OF_THE_CONTRACT = Wording("cooperative/acts.of-the-contract")
_SOMETHING_ELSE = Wording("cooperative/acts.something-else")
_FROM_ONE_ANOTHER = Wording("cooperative/acts.from-one-another")
_OTHER_RATES = Wording("cooperative/acts.other-rates")
_COMMAND = Wording("cooperative/acts.command")


def bought_under(text: str) -> bool:
    """True where a sentence speaks of buying, or of the contract or its prices as what others use."""
    rest = _HAD_BEFORE.sub(" ", text)
    return bool(_BUYING.search(rest) or _OF_THE_CONTRACT.search(rest))


def of_another_act(text: str) -> bool:
    """True where something else than the contract is used, lent, offered or asked for, and nothing is bought."""
    return _COMMAND.search(text) is not None or (_SOMETHING_ELSE.search(text) is not None and not bought_under(text))


def from_somebody_else(text: str) -> bool:
    """True where what is bought comes from one of the parties, not from the vendor, or at rates that somebody sets apart from the contract."""
    return _FROM_ONE_ANOTHER.search(text) is not None or _OTHER_RATES.search(text) is not None
