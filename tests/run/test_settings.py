"""Settings: one commented file, unknown keys refused."""

from pathlib import Path

import msgspec
import pytest

from synoptic.errors import SettingsError
from synoptic.run.settings import Settings, read_settings

COMMENTED = Path(__file__).parents[2] / "examples" / "synoptic.toml"


def write(folder: Path, text: str) -> Path:
    """Return the path of a settings file with a text."""
    path = folder / "synoptic.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_value_in_the_file_replaces_the_default(tmp_path):
    """What the file sets is set, and everything else stays as it was."""
    read = read_settings(write(tmp_path, "[write]\nmost_words = 90\n"))
    assert read == msgspec.structs.replace(
        Settings(), write=msgspec.structs.replace(Settings().write, most_words=90)
    )


def test_an_unknown_key_is_refused_by_name(tmp_path):
    """A typing error in a key does not pass in silence."""
    with pytest.raises(SettingsError, match=r"\[S003\].*mots_words"):
        read_settings(write(tmp_path, "[write]\nmots_words = 90\n"))


def test_a_value_of_the_wrong_type_is_refused(tmp_path):
    """A word where a number belongs is refused."""
    with pytest.raises(SettingsError, match=r"\[S003\]"):
        read_settings(write(tmp_path, '[write]\nmost_words = "many"\n'))


def test_a_file_that_is_not_toml_says_where(tmp_path):
    """The message names the line that cannot be read."""
    with pytest.raises(SettingsError, match=r"\[S002\].*line 1"):
        read_settings(write(tmp_path, "most words\n"))


def test_a_file_that_is_not_there_is_named(tmp_path):
    """A wrong path is said to be one."""
    with pytest.raises(SettingsError, match=r"\[S001\].*nowhere\.toml"):
        read_settings(tmp_path / "nowhere.toml")


def test_other_settings_have_another_digest():
    """Rows that were made with other settings can be told apart."""
    other = msgspec.structs.replace(Settings(), write=msgspec.structs.replace(Settings().write, most_words=90))
    assert Settings().digest == Settings().digest != other.digest


def test_the_commented_file_holds_exactly_the_defaults():
    """The settings file that we ship shows every key with its default."""
    import tomllib

    shown = tomllib.loads(COMMENTED.read_text(encoding="utf-8"))
    assert shown == msgspec.json.decode(msgspec.json.encode(Settings()))
    assert read_settings(COMMENTED) == Settings()
