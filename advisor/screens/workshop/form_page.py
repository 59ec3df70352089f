"""Edit by form: an entry of the rule files, picked from all of them."""


def show() -> None:
    """The page."""
