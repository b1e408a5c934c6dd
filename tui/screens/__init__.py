"""The screens: the explorer, the reader, and the dialogs over them."""
