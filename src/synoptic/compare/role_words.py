"""Words for one office in several languages, so that “président” and “president” are one role."""

_GROUPS = (
    "president|president elect|presidente|presidenta|prasident|prasidentin|mandatario|mandataria|staatsprasident|bundesprasident",
    "prime minister|premier|premier ministre|premiere ministre|primer ministro|primera ministra|ministerprasident|"
    "ministerprasidentin|premierminister|premierministerin|taoiseach|first minister",
    "chancellor|chancelier|chanceliere|bundeskanzler|bundeskanzlerin|kanzler|kanzlerin",
    "king|roi|rey|konig",
    "queen|reine|reina|konigin",
    "mayor|maire|alcalde|alcaldesa|burgermeister|burgermeisterin|oberburgermeister",
    "foreign minister|foreign secretary|ministre des affaires etrangeres|aussenminister|aussenministerin|canciller",
    "minister|ministre|ministro|ministra|ministerin",
    "chief executive|chief executive officer|ceo|directeur general|directrice generale|pdg|director general|directora general|"
    "vorstandschef|vorstandschefin|geschaftsfuhrer|managing director",
    "governor|gouverneur|gouverneure|gobernador|gobernadora|gouverneurin",
    "spokesman|spokeswoman|spokesperson|porte parole|portavoz|vocero|vocera|sprecher|sprecherin",
    "vice president|vice president elect|vicepresidente|vicepresidenta|vizeprasident|vizeprasidentin",
    "pope|pape|papa|papst",
    "regional secretary|secretaire regional|secretaire regionale|secretario regional|secretaria regional",
)
_LEADERS = frozenset(
    [
        "leader",
        "ruler",
        "strongman",
        "dictator",
        "dirigeant",
        "dirigeante",
        "lider",
        "mandatario",
        "mandataria",
        "machthaber",
        "dictateur",
        "dictador",
        "diktator",
        "head of state",
        "chef de l'etat",
        "chef d'etat",
        "jefe de estado",
        "staatschef",
        "staatschefin",
        "regierungschef",
        "head of government",
    ]
)
_OFFICE_OF: dict[str, int] = {word: number for number, group in enumerate(_GROUPS) for word in group.split("|")}
# Groups whose holders lead a country, so that “leader” may mean them.
_STATE = frozenset((0, 1, 2, 3, 4))


def same_role(one: str, other: str) -> bool:
    """Return whether two roles, as entities carry them, can be one office; former holders stay apart."""
    if one.startswith("former ") != other.startswith("former "):
        return False
    left, right = one.removeprefix("former "), other.removeprefix("former ")
    if left == right:
        return True
    if left in _LEADERS or right in _LEADERS:
        other_one = right if left in _LEADERS else left
        return other_one in _LEADERS or _OFFICE_OF.get(other_one) in _STATE
    return left in _OFFICE_OF and _OFFICE_OF[left] == _OFFICE_OF.get(right)
