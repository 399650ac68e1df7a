"""Who does what with whose contract: each verb of a sentence with its agent, its object and whether it is denied.

Direction is read from the agent. A buyer that uses the contract at hand is a grant; the issuer that uses somebody else's is the reverse
(CLAUSES 3, test). Negation is read by scope: between agent and verb, in the agent's own determiner, or in a verb that governs both.
"""

from __future__ import annotations

from clausescan.extract.cooperative_extension import extend_frames
from clausescan.extract.cooperative_uses import OF_IT, use_frames
from clausescan.extract.cooperative_view import BUYERS, Frame, View

__all__ = ["BUYERS", "OF_IT", "Frame", "View", "extend_frames", "use_frames"]
