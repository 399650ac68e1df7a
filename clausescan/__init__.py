"""clausescan reads public contracts and says whether another agency may buy from them, and why."""

__version__ = "0.1.0"
