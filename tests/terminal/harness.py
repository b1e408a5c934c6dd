"""Real terminals for tests: a program in a pty, in tmux, beside X and Wayland.

Nothing of the developer's own machine gets in: the environment is made anew, with a home of its
own. Every wait is for something, and failing it shows the screen.
"""

from tests.terminal.emulator import KEYS, Cell, Pty, osc52_texts
from tests.terminal.servers import Sway, Tmux, Xvfb
from tests.terminal.surroundings import clean_env, require

__all__ = ["KEYS", "Cell", "Pty", "Sway", "Tmux", "Xvfb", "clean_env", "osc52_texts", "require"]
