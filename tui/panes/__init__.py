"""The panes of the explorer: each shows what it is given and reports what the user does."""
