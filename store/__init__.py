"""onrecord's store: dossiers of events, actors, quotes and sources, without any screen.

Open a dossier with `store.corpus.open_dossier`, narrow it with `store.filters` and `store.views`,
and change one with `store.database.editing`.
"""
