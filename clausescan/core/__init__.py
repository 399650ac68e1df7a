"""What the words mean: frozen values and closed vocabularies. Standard library only."""
