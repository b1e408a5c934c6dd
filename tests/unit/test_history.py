"""Back and forward, held against a plain model of a browser's history."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from store.views import View
from tui.history import History, Place

PLACES = [Place(View(event=f"e{number}"), pane=number % 3) for number in range(6)]
A, B, C, D = PLACES[:4]


@dataclass
class Browser:
    """Pages before the present one, and pages after it, as a browser keeps them."""

    now: Place
    behind: list[Place] = field(default_factory=list)
    ahead: list[Place] = field(default_factory=list)

    def follow(self, place: Place) -> None:
        self.behind.append(self.now)
        self.now = place
        self.ahead.clear()

    def step(self, by: int) -> Place | None:
        pages, others = (self.behind, self.ahead) if by < 0 else (self.ahead, self.behind)
        if not pages:
            return None
        others.append(self.now)
        self.now = pages.pop()
        return self.now


def test_nothing_was_before_the_first_place() -> None:
    history = History()
    assert history.step(-1, A) is None
    assert history.step(1, A) is None
    history.leave(A)
    assert history.step(-1, B) == A


def test_there_and_back_again() -> None:
    history = History()
    history.leave(A)
    history.leave(B)
    assert history.step(1, C) is None
    assert history.step(-1, C) == B
    assert history.step(-1, B) == A
    assert history.step(-1, A) is None
    assert history.step(1, A) == B
    assert history.step(1, B) == C
    assert history.step(1, C) is None


def test_a_new_way_forgets_the_old_one() -> None:
    history = History()
    history.leave(A)
    history.leave(B)
    assert history.step(-1, C) == B
    history.leave(B)
    assert history.step(1, D) is None
    assert history.step(-1, D) == B
    assert history.step(-1, B) == A


def test_a_place_is_given_back_as_it_was_left() -> None:
    history = History()
    history.leave(A)
    moved = Place(B.view, pane=2, quote="q1")
    assert history.step(-1, moved) == A
    assert history.step(1, Place(A.view, pane=1)) == moved
    assert history.step(-1, moved) == Place(A.view, pane=1)


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("follow"), st.sampled_from(PLACES)),
        st.tuples(st.just("move"), st.sampled_from(PLACES)),
        st.tuples(st.just("step"), st.sampled_from([-1, 1])),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(ACTS)
def test_it_is_like_a_browser(acts: list[tuple[str, Place | int]]) -> None:
    history, browser = History(), Browser(A)
    for act, what in acts:
        if isinstance(what, int):
            left = browser.now
            assert history.step(what, left) == browser.step(what)
        elif act == "follow":
            history.leave(browser.now)
            browser.follow(what)
        else:
            # The cursor moves within a page: what is come back to is where it was last.
            browser.now = what
