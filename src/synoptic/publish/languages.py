"""Which way the words of a language run."""

# Languages that are written from right to left, by their ISO 639 codes.
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"))


def direction(language: str) -> str:
    """Return “rtl” for a language written from right to left, else “auto”: the first letter decides.

    An Arabic paragraph that begins with a Latin name would otherwise be set from the left.
    """
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "auto"
