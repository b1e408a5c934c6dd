"""What the excerpt on the embassy attack says, written down by reading it, line by line.

The bundled dossier is held against this table, both ways. `lines` are the lines of the excerpt
that a fact rests on (it has eleven, a sentence each); `says` are words that the record's prose
must hold. A line's marks in square brackets were weighed as well: see MARKS.
"""

from typing import NamedTuple

SPANS = {
    1: (0, 190), 2: (191, 390), 3: (391, 565), 4: (566, 745), 5: (746, 900), 6: (901, 1333),
    7: (1334, 1504), 8: (1505, 1905), 9: (1906, 2222), 10: (2223, 2375), 11: (2376, 2546),
}  # fmt: skip
"""Where each line begins and ends, in code points; a newline stands between two."""

MARKS = {1: ("[1]", "[7]"), 6: ("[2]",)}
"""The reference marks that belong to a sentence of the excerpt; all others belong to lost ones."""

NUMBERS = {"29", "31", "2019", "2", "2020", "100", "5", "16", "200", "120"}
"""Every number that the excerpt gives in figures, marks aside."""

NAMES = {
    "AP", "Abdul-Mahdi", "Abu", "Adil", "Ahl", "Alfayyadh", "American", "Asa'ib", "Baghdad",
    "Brian", "Chairman", "Chiefs", "Defense", "December", "Diplomatic", "Esper", "Falih", "Forces",
    "Green", "Guardsmen", "Gulf", "Hadi", "Hezbollah", "Hook", "House", "Iran", "Iran-backed",
    "Iranian", "Iranian-backed", "Iraq", "Iraqi", "Joint", "Kata'ib", "Khazali", "Mahdi", "Marine",
    "Marines", "Mark", "Mike", "Milley", "Mobilization", "Obama", "PMF", "Persian", "Pompeo",
    "Popular", "Qais", "Secretary", "Security", "Service", "Staff", "State", "Syria", "US",
    "White", "Zone", "al-Amiri", "al-Haq", "al-Muhandis",
}  # fmt: skip
"""Every word of a proper name or title in the excerpt; "US" stands for its "U.S."."""


class Office(NamedTuple):
    """A title, and the actor that it belongs to; `then` where the text says so."""

    title: str
    of: str
    then: bool = False


class ActorFact(NamedTuple):
    """Somebody or something that takes part, speaks, or is spoken of."""

    name: str
    kind: str
    lines: set[int]
    short: str | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


class EventFact(NamedTuple):
    """Something that happened, or an act of saying; the cast is (actor, role) pairs."""

    when: str | None
    type: str
    lines: set[int]
    cast: set[tuple[str, str]]
    says: tuple[str, ...]
    place: str | None = None
    status: str | None = None
    hedge: str | None = None
    display_date: str | None = None


class QuoteFact(NamedTuple):
    """A statement; `exact` are the speaker's own words, none for a paraphrase."""

    kind: str
    speaker: str
    cue: str
    lines: set[int]
    said: str | None
    events: tuple[str, ...]
    says: tuple[str, ...]
    exact: str | None = None
    about: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    status: str | None = None
    hedge: str | None = None
    via: str | None = None
    attribution: str | None = None


class LinkFact(NamedTuple):
    """A relation between two records, from the later or dependent one."""

    source: str
    target: str
    kind: str
    lines: set[int]


ACTORS = {
    "us-embassy": ActorFact(
        "U.S. embassy in Baghdad", "facility", {1, 3, 6, 7, 8, 10}, "U.S. embassy"),
    "kataib-hezbollah": ActorFact("Kata'ib Hezbollah", "armed-group", {1, 2, 4}),
    "pmf": ActorFact("Popular Mobilization Forces", "armed-group", {1, 4, 8}, "PMF", ("PMF",)),
    "pmf-supporters": ActorFact("PMF supporters and sympathizers", "group", {1}, "PMF supporters"),
    "us": ActorFact("U.S.", "state", {2, 3, 4, 5, 8, 9, 10}),
    "additional-troops": ActorFact("Additional troops", "group", {3}),
    "us-marines": ActorFact("U.S. Marines", "group", {3}),
    "abdul-mahdi": ActorFact(
        "Adil Abdul-Mahdi", "person", {5}, "Abdul-Mahdi",
        offices=(Office("prime minister", "iraq"),)),
    "iraq": ActorFact("Iraq", "state", {5}),
    "hook": ActorFact("Brian Hook", "person", {5}, "Hook",
        offices=(Office("special envoy", "us"),)),
    "iran": ActorFact("Iran", "state", {5, 9}),
    "ap": ActorFact("AP", "media", {6}),
    "ap-reporter": ActorFact("AP reporter", "person", {6}, offices=(Office("reporter", "ap"),)),
    "marine-guardsmen": ActorFact("U.S. Marine Security Guardsmen", "group", {6}, "Guardsmen"),
    "diplomatic-security": ActorFact(
        "Diplomatic Security Service personnel", "group", {6}, "Diplomatic Security"),
    "intruders": ActorFact("Intruders", "group", {6}),
    "pompeo": ActorFact(
        "Mike Pompeo", "person", {7, 8, 11}, "Pompeo",
        offices=(Office("Secretary of State", "us"),)),
    "al-muhandis": ActorFact(
        "Abu Mahdi al-Muhandis", "person", {7, 8}, "al-Muhandis",
        offices=(Office("deputy chief", "pmf", then=True),)),
    "khazali": ActorFact(
        "Qais Khazali", "person", {7, 8}, "Khazali",
        offices=(Office("leader", "asaib-ahl-al-haq"),)),
    "alfayyadh": ActorFact(
        "Falih Alfayyadh", "person", {7, 8}, "Alfayyadh", offices=(Office("chairman", "pmf"),),),
    "al-amiri": ActorFact(
        "Hadi al-Amiri", "person", {7, 8}, "al-Amiri", offices=(Office("commander", "pmf"),),),
    "asaib-ahl-al-haq": ActorFact("Asa'ib Ahl al-Haq", "unknown", {8}),
    "white-house": ActorFact("White House", "facility", {8}),
    "esper": ActorFact(
        "Mark Esper", "person", {9}, "Esper", offices=(Office("Defense Secretary", "us"),),),
    "paramilitary-groups": ActorFact(
        "Iranian-backed paramilitary groups in Iraq", "group", {9}, "paramilitary groups"),
    "us-forces": ActorFact("U.S. forces", "group", {9}),
    "iraqi-government": ActorFact("Iraqi government", "government-body", {9}),
    "milley": ActorFact(
        "Mark Milley", "person", {10}, "Milley",
        offices=(Office("Chairman of the Joint Chiefs of Staff", "us"),)),
    "baghdad": ActorFact("Baghdad", "unknown", {11}),
    "iran-backed-militias": ActorFact("Iran-backed militias", "group", {11}, "militias"),
}  # fmt: skip

EVENTS = {
    "airstrikes": EventFact(
        "2019-12-29", "strike", {2, 4},
        {("us", "attacker"), ("kataib-hezbollah", "target"), ("pmf", "target")},
        ("five", "weapon", "command and control", "retaliatory"),
        place="Iraq and Syria",
    ),
    "condemnation": EventFact(
        "2019-12-29/..", "statement", {5}, {("abdul-mahdi", "speaker")}, ("airstrikes", "no day")
    ),
    "hook-statement": EventFact(
        "2019-12-29/..", "statement", {5}, {("hook", "speaker"), ("iran", "spoken of")},
        ("message", "no day"),
    ),
    "attack": EventFact(
        "2019-12-31", "attack", {1, 2, 8},
        {
            ("kataib-hezbollah", "attacker"), ("pmf-supporters", "attacker"),
            ("us-embassy", "target"), ("khazali", "present"), ("al-amiri", "present"),
        },
        ("militiamen", "supporters", "sympathizers", "prompted", "both of which"),
        place="Green Zone, Baghdad, Iraq",
    ),
    "embassy-scene": EventFact(
        "2019-12-31/..", "observation", {6},
        {
            ("ap-reporter", "witness"), ("marine-guardsmen", "guard"),
            ("diplomatic-security", "guard"), ("intruders", "intruder"), ("us-embassy", "site"),
        },
        (
            "fire", "roof", "main building", "at least half a dozen", "guns", "corridor",
            "about 5 meters (16 feet)", "about 200 meters", "militia uniforms",
        ),
        place="U.S. embassy, Baghdad, Iraq",
    ),
    "deployment": EventFact(
        "2019-12-31/..", "deployment", {3},
        {
            ("us", "sender"), ("additional-troops", "sent"), ("us-marines", "sent"),
            ("us-embassy", "reinforced"),
        },
        ("hundreds", "about 100", "marines"),
        place="Persian Gulf region",
    ),
    "pompeo-identification": EventFact(
        "2019-12-31/..", "statement", {7},
        {
            ("pompeo", "speaker"), ("al-muhandis", "named as leader"),
            ("khazali", "named as leader"), ("alfayyadh", "named as leader"),
            ("al-amiri", "named as leader"),
        },
        ("later", "led the attack", "four"),
        hedge="would later identify",
    ),
    "pompeo-naming": EventFact(
        "2019-12-31/..", "statement", {8},
        {
            ("pompeo", "speaker"), ("al-muhandis", "named responsible"),
            ("khazali", "named responsible"), ("al-amiri", "named responsible"),
            ("alfayyadh", "named responsible"),
        },
        ("responsib", "four", "offices"),
    ),
    "esper-statement": EventFact(
        "2020-01-02", "statement", {9},
        {
            ("esper", "speaker"), ("iraqi-government", "addressee"), ("us", "spoken of"),
            ("paramilitary-groups", "spoken of"), ("us-forces", "spoken of"),
            ("iran", "spoken of"),
        },
        ("game", "strikes", "urges", "iran"),
    ),
    "milley-statement": EventFact(
        None, "statement", {10}, {("milley", "speaker"), ("us-embassy", "spoken of")},
        ("overrun", "no date"),
    ),
    "pompeo-message": EventFact(
        None, "statement", {11},
        {("pompeo", "speaker"), ("baghdad", "addressee"), ("iran-backed-militias", "spoken of")},
        ("120 sites in iraq", "rocket attacks", "no date"),
        status="reported", hedge="According to some media sources",
    ),
    "white-house-visits": EventFact(
        None, "visit", {8},
        {("al-amiri", "guest"), ("alfayyadh", "guest"), ("white-house", "host")}, ("guests",),
        "White House", "reported", "reportedly", "during the Obama administration",
    ),
}  # fmt: skip

FOUR = ("al-muhandis", "khazali", "alfayyadh", "al-amiri")

QUOTES = {
    "abdul-mahdi-condemns": QuoteFact(
        "paraphrase", "abdul-mahdi", "condemned", {5}, "2019-12-29/..",
        ("condemnation", "airstrikes"), ("airstrikes", "condemned"),
    ),
    "hook-message-to-iran": QuoteFact(
        "paraphrase", "hook", "said", {5}, "2019-12-29/..", ("hook-statement", "airstrikes"),
        ("strikes", "message", "iran"), about=("iran",),
    ),
    "ap-observation": QuoteFact(
        "paraphrase", "ap-reporter", "observed", {6}, "2019-12-31/..", ("embassy-scene", "attack"),
        (
            "main building", "at least half a dozen", "u.s. marine security guardsmen",
            "diplomatic security service", "guns", "intruders", "militia uniforms", "fire",
        ),
        about=("marine-guardsmen", "diplomatic-security", "intruders"),
        attribution="an AP reporter on the scene",
    ),
    "pompeo-leaders": QuoteFact(
        "paraphrase", "pompeo", "would later identify", {7}, "2019-12-31/..",
        ("pompeo-identification", "attack"),
        ("hadi al-amiri", "falih alfayyadh", "qais khazali", "abu mahdi al-muhandis", "leaders"),
        about=FOUR,
    ),
    "pompeo-responsible": QuoteFact(
        "paraphrase", "pompeo", "named", {8}, "2019-12-31/..", ("pompeo-naming", "attack"),
        ("hadi al-amiri", "falih alfayyadh", "qais khazali", "abu mahdi al-muhandis", "responsib"),
        about=FOUR,
    ),
    "esper-game-changed": QuoteFact(
        "verbatim", "esper", "said", {9}, "2020-01-02", ("esper-statement",),
        (), exact="the game has changed",
    ),
    "esper-strike-first": QuoteFact(
        "paraphrase", "esper", "stated", {9}, "2020-01-02", ("esper-statement",),
        ("signs", "paramilitary groups in iraq", "iran", "u.s. forces", "would strike first"),
        about=("us", "paramilitary-groups", "us-forces"),
    ),
    "esper-urges-iraq": QuoteFact(
        "paraphrase", "esper", "urging", {9}, "2020-01-02", ("esper-statement",),
        ("government of iraq", "iran's influence"),
        about=("iran",), audience=("iraqi-government",),
    ),
    "milley-buzzsaw": QuoteFact(
        "mixed", "milley", "emphasized", {10}, None, ("milley-statement",),
        ("any group", "overrun", "embassy in baghdad"), exact="run into a buzzsaw",
        about=("us-embassy",),
    ),
    "pompeo-120-sites": QuoteFact(
        "paraphrase", "pompeo", "informed", {11}, None, ("pompeo-message",),
        ("american lives", "rocket attacks", "120 sites in iraq", "iran-backed militias"),
        about=("iran-backed-militias",), audience=("baghdad",),
        status="reported", hedge="According to some media sources", via="some media sources",
    ),
}  # fmt: skip

LINKS = {
    "attack-after-airstrikes": LinkFact("attack", "airstrikes", "caused-by", {2}),
    "deployment-after-attack": LinkFact("deployment", "attack", "response-to", {3}),
    "condemnation-of-airstrikes": LinkFact("condemnation", "airstrikes", "response-to", {5}),
    "scene-in-attack": LinkFact("embassy-scene", "attack", "part-of", {6}),
    "kataib-hezbollah-in-pmf": LinkFact("kataib-hezbollah", "pmf", "part-of", {4}),
    "marines-among-troops": LinkFact("us-marines", "additional-troops", "part-of", {3}),
}
