"""How every weight in `models/` is made. One folder a model family; each recipe is one command."""
