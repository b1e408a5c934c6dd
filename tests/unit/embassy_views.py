"""What filters must leave of the bundled dossier, written down by reading it."""

from __future__ import annotations

from typing import NamedTuple


class Left(NamedTuple):
    """What a filter leaves: ids in the order of the lists.

    Attributes:
        events: Events that hold the filter themselves.
        dim: Events that are there for their words alone.
        quotes: Quotes.
    """

    events: str
    dim: str
    quotes: str


OPEN = "embassy-scene deployment pompeo-identification pompeo-naming"
"""The events that are dated from the attack on."""

ON_THE_ATTACK = "ap-observation pompeo-leaders pompeo-responsible"
ON_THE_STRIKES = "abdul-mahdi-condemns hook-message-to-iran"
BY_ESPER = "esper-game-changed esper-strike-first esper-urges-iraq"

VIEWS: dict[str, Left] = {
    "date:2019-12": Left(
        f"airstrikes condemnation hook-statement attack {OPEN}",
        "",
        f"{ON_THE_STRIKES} {ON_THE_ATTACK}",
    ),
    "within:2019-12": Left("airstrikes attack", "", ""),
    "within:2019-12-29..": Left(
        f"airstrikes condemnation hook-statement attack {OPEN} esper-statement",
        "",
        f"{ON_THE_STRIKES} {ON_THE_ATTACK} {BY_ESPER}",
    ),
    "date:none": Left(
        "milley-statement pompeo-message white-house-visits", "", "milley-buzzsaw pompeo-120-sites"
    ),
    "-date:none date:2020-01-03": Left(
        f"condemnation hook-statement {OPEN}", "airstrikes attack",
        f"{ON_THE_STRIKES} {ON_THE_ATTACK}",
    ),
    "date:..2019-12-29": Left("airstrikes condemnation hook-statement", "", ON_THE_STRIKES),
    "-actor:pompeo date:..2019-12-31": Left(
        "airstrikes condemnation hook-statement attack embassy-scene deployment",
        "",
        f"{ON_THE_STRIKES} ap-observation",
    ),
    "actor:esper|milley kind:verbatim": Left("", "esper-statement", "esper-game-changed"),
    "kind:mixed|verbatim": Left(
        "", "esper-statement milley-statement", "esper-game-changed milley-buzzsaw"
    ),
    "-kind:paraphrase": Left(
        "", "esper-statement milley-statement", "esper-game-changed milley-buzzsaw"
    ),
    "role:target": Left("airstrikes attack", "", f"{ON_THE_STRIKES} {ON_THE_ATTACK}"),
    "role:TARGET -role:present": Left("airstrikes", "", ON_THE_STRIKES),
    '"green zone"': Left("attack", "", ON_THE_ATTACK),
    "GREEN-ZONE": Left("attack", "", ON_THE_ATTACK),
    '-"green zone" kataib': Left("airstrikes", "", f"{ON_THE_STRIKES} {ON_THE_ATTACK}"),
    "kataib": Left("airstrikes attack", "", f"{ON_THE_STRIKES} {ON_THE_ATTACK}"),
    "amiri": Left(
        "attack pompeo-identification pompeo-naming white-house-visits", "",
        "pompeo-leaders pompeo-responsible",
    ),
    "game": Left("esper-statement", "", BY_ESPER),
    "buzzsaw": Left("", "milley-statement", "milley-buzzsaw"),
    'buzzsaw -"a group that"': Left("", "", "milley-buzzsaw"),
    "buzzsaw|guards kind:mixed": Left("", "milley-statement", "milley-buzzsaw"),
    "nothing-of-the-kind": Left("", "", ""),
    "actor:pompeo": Left(
        "pompeo-identification pompeo-naming pompeo-message", "attack",
        "pompeo-leaders pompeo-responsible pompeo-120-sites",
    ),
    "speaker:pompeo": Left(
        "", "attack pompeo-identification pompeo-naming pompeo-message",
        "pompeo-leaders pompeo-responsible pompeo-120-sites",
    ),
    "about:iran": Left(
        "", "airstrikes hook-statement esper-statement", "hook-message-to-iran esper-urges-iraq"
    ),
    "actor:ap": Left("", "", ""),
    "status:reported": Left("pompeo-message white-house-visits", "", "pompeo-120-sites"),
    "type:statement -actor:pompeo": Left(
        "condemnation hook-statement esper-statement milley-statement", "",
        f"{ON_THE_STRIKES} {BY_ESPER} milley-buzzsaw",
    ),
    "-type:statement": Left(
        "airstrikes attack embassy-scene deployment white-house-visits", "", "ap-observation"
    ),
    "place:baghdad": Left("attack embassy-scene", "", ON_THE_ATTACK),
    "event:attack": Left("attack", "", ON_THE_ATTACK),
    'event:attack speaker:"AP reporter"': Left("", "attack", "ap-observation"),
    "id:pompeo-leaders": Left("", "attack pompeo-identification", "pompeo-leaders"),
    "id:attack": Left("attack", "", ""),
    "id:us": Left("", "", ""),
}  # fmt: skip

ACTORS: dict[str, str] = {
    "actor:esper|milley kind:verbatim": (
        "us iran esper paramilitary-groups us-forces iraqi-government milley"
    ),
    "-actor:pompeo date:..2019-12-31": (
        "us-embassy kataib-hezbollah pmf pmf-supporters us additional-troops us-marines "
        "abdul-mahdi hook iran ap-reporter marine-guardsmen diplomatic-security intruders khazali "
        "al-amiri"
    ),
    "role:target": (
        "us-embassy kataib-hezbollah pmf pmf-supporters us abdul-mahdi hook iran ap-reporter "
        "marine-guardsmen diplomatic-security intruders pompeo al-muhandis khazali alfayyadh "
        "al-amiri"
    ),
    "actor:ap": "ap",
    "id:us": "us",
    "buzzsaw": "us-embassy milley",
    "nothing-of-the-kind": "",
}
"""The actors in view, in file order."""

CALLED: dict[str, str] = {
    "mahdi": "abdul-mahdi al-muhandis",
    "MAHDI AL": "al-muhandis",
    "mark": "esper milley",
    "Pompeo": "pompeo",
    "ap": "ap",
    "AP rep": "ap-reporter",
    "us": "us",
    "PMF": "pmf",
    "pmf s": "pmf-supporters",
    "amiri": "al-amiri",
    "kataib": "kataib-hezbollah",
    "Asa’ib": "asaib-ahl-al-haq",
    "iran": "iran",
    "irania": "paramilitary-groups",
    "bullah": "",
    "'": "",
}
"""Whom a name stands for: an exact id, then an exact name, then the beginning of a word."""
