"""An article made up for the tests, and 40 quotes from it, each classed by reading."""

from __future__ import annotations

from typing import NamedTuple

ARTICLE = """\
Ferry to Ostrava Island stops for the winter

By our correspondent. The last ferry left the old harbour on Friday evening with eleven
passengers and a cow. “I have never seen the quay so quiet,” said the harbour master, Ilse
Brandt, who has worked there for thirty-one years [1]. “We knew that this day would come, and
we were still not ready for it.”

The council had voted nine to four to end the service. Its speaker, Tomas Vrba, said that the
boat "cost more in a month than the library costs in a year", and that nobody who had read the
accounts could be surprised. “It's a sad decision,” he added – “but it's the right one.”

Not everyone agrees. "They didn't ask us," said Marta Klein, a baker on the island. "They sent
a letter. They didn't ask us." Her neighbour, a retired teach-
er, put it more mildly: “Perhaps the council (and the mayor) will think again when the first
patient cannot reach the hospital.” Asked whether she would leave, Klein laughed. “Leave? Where
would I go? My oven is here.”

The mayor did not come to the harbour. In a statement he said: “We will not abandon the island.
A smaller boat will run twice a week from April; until then, the air-rescue service is on call
at all hours.” He put the cost at 10,000 crowns a month. Critics say that this is a third of
what will be needed [2], and that the U.S.-built boat that he has in mind is “not fit for
ice”. An of\ufb01cial of the port agency, speaking on condition of anonymity, called the plan
“na\u00efve at best … and dangerous at worst”.

On the island itself the evening was calm. The children had painted a banner with the words
“Come back soon”. It hung over the landing stage, and nobody took it down. “Come back soon” was
also what the harbour master wrote in the logbook, under the date, in red ink. It was, she said,
the only entry in thirty-one years that was not about the weather.
"""


class Expected(NamedTuple):
    """A quote, its class, and a part of what is said of the difference."""

    words: str
    result: str
    said: str = ""
    prefix: str = ""
    suffix: str = ""


QUOTES = [
    # letter for letter
    Expected("I have never seen the quay so quiet,", "exact"),
    Expected("cost more in a month than the library costs in a year", "exact"),
    Expected("It's a sad decision,", "exact"),
    Expected("My oven is here.", "exact"),
    Expected("We will not abandon the island.", "exact"),
    Expected("A smaller boat will run twice a week from April", "exact"),
    Expected("They sent", "exact"),
    Expected("They didn't ask us", "exact", prefix="They sent\na letter. "),
    Expected("Come back soon", "exact", prefix="a banner with the words\n“"),
    Expected("Come back soon", "exact", suffix="” was\nalso what"),
    # the same words, set otherwise
    Expected("It’s a sad decision", "typographic", "quotation marks"),
    Expected("I have never seen the quay so quiet.", "typographic", "the mark at the end"),
    Expected(
        "We knew that this day would come, and we were still not ready for it.",
        "typographic", "spaces",
    ),
    Expected("the air‑rescue service is on call at all hours", "typographic", "dashes"),
    Expected("a retired teacher", "typographic", "dashes"),
    Expected("An official of the port agency", "typographic", "the spelling of letters"),
    Expected("nai\u0308ve at best", "typographic", "the spelling of letters"),
    Expected("he added — “but it’s the right one.”", "typographic", "dashes"),
    Expected("Perhaps the council [and the mayor] will", "typographic", "“and the mayor”"),
    Expected("this is a third of what will be needed, and that", "typographic", "spaces"),
    Expected("We knew … we were still not ready for it", "typographic", "that this day would come"),
    Expected("We will not abandon the island. […] He put the cost", "typographic", "[…] for “A"),
    Expected("[The council] didn't ask us", "ambiguous", "in 2 places"),
    Expected("[B]ut it's the right one", "typographic", "brackets"),
    Expected("when the first [sick person] cannot reach the hospital", "typographic", "“patient”"),
    Expected("We knew that this [sic] day would come", "typographic", "[sic] for nothing"),
    Expected("naïve at best ... and dangerous at worst", "typographic", "ellipses"),
    # other words, other marks
    Expected("We will abandon the island", "altered", "left out “not”"),
    Expected("We will never abandon the island", "altered", "“not” → “never”"),
    Expected("We will not ever abandon the island", "altered", "added “ever”"),
    Expected("I have never seen the quay, so quiet", "altered", "added “,”"),
    Expected("Leave. Where would I go?", "altered", "“?” → “.”"),
    Expected("the cost at 10", "altered", "“10,000”"),
    Expected("built boat that he has in mind", "altered", "“U.S.-built"),
    # a passage that is like it, and no more
    Expected("“They didn’t ask us. They sent a letter.”", "near"),
    Expected("cost more in a week than any school costs in a lifetime of lessons", "near"),
    # in several places
    Expected("thirty-one years", "ambiguous", "in 2 places"),
    # not there
    Expected("The sea was as flat as a mirror that night", "missing"),
    Expected("Nobody told me anything", "missing"),
    Expected("Ferries are the past", "missing"),
]  # fmt: skip
