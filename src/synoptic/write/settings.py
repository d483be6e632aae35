"""The settings of the `write` stages, with their defaults and the reason for each."""

import msgspec


class WriteSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a brief is and what it may hold.

    The lengths follow the daily briefings that editors already send: an item of 90 to 200 words.
    """

    most_words: int = 180
    most_agreed: int = 6
    most_disputes: int = 2
    most_single: int = 3
    # So many words are kept for what only one origin says, that agreement may not crowd it out.
    words_for_single: int = 50
    longest_sentence: int = 60
    # Sentences in this language are printed where the story has any; others only where nothing else says it.
    language: str = "en"
