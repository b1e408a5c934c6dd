"""The style sheet of the HTML page: that of clippings, and what a chronology has besides."""

from __future__ import annotations

from typing import Final

from store.clippings.sheet import SHEET as _CLIPPINGS

SHEET: Final = f"""{_CLIPPINGS}\
body {{ max-width: 46rem; }}
header {{ margin-bottom: 1.5rem; }}
.lead {{ margin: 0 0 .9rem; }}
nav {{ margin: 0 0 2.2rem; font-size: .95rem; }}
nav a {{ color: var(--accent); margin-inline-end: 1.4em; }}
section.part {{ margin: 0 0 4rem; }}
h2.part {{
  font-size: .8rem; letter-spacing: .12em; text-transform: uppercase; color: var(--accent);
  border-top: 1px solid var(--rule); padding-top: 1.5rem; margin: 0 0 1.4rem;
}}
h3 {{ font-size: 1.2rem; line-height: 1.28; font-weight: normal; margin: 0; text-wrap: balance; }}
.event, .actor {{ display: grid; grid-template-columns: 8.5rem 1fr; column-gap: 1.5rem;
  align-items: baseline; }}
.event .date, .actor .kind {{
  color: var(--soft); font-size: .92rem; line-height: 1.35;
  overflow-wrap: normal;
}}
.event .date {{ color: var(--ink); }}
.event p, .actor p {{ margin: .3rem 0 0; }}
.event > div, .actor > div {{ grid-column: 2; }}
.facts {{ font-size: .92rem; line-height: 1.45; color: var(--soft); }}
.actor {{ margin: 1.1rem 0 0; }}
.actor h3 {{ font-size: 1.08rem; }}
.group h3 {{ font-size: 1.25rem; }}
.clip {{ margin: 1.6rem 0 0; }}
figcaption, .about, .note {{ margin-left: 0; margin-right: 0; margin-inline-start: 1.3rem; }}
.list {{ margin-top: 4rem; }}
.list ol {{ padding: 0; padding-inline-start: 1.9rem; }}
@media (max-width: 36rem) {{
  body {{ padding: 2.2rem 1.1rem 3.5rem; font-size: 1.06rem; }}
  h1 {{ font-size: 1.75rem; }}
  .event, .actor {{ display: block; }}
  figcaption, .about {{ margin-inline-start: .6rem; }}
}}
@media print {{
  nav {{ display: none; }}
  header {{ border: 0; padding: 0; }}
  body {{ max-width: none; padding: 0; }}
  h1 {{ font-size: 21pt; }}
  h2.part {{ font-size: 9pt; margin-bottom: 5mm; }}
  h3 {{ font-size: 12.5pt; }}
  .event, .actor {{ display: grid; grid-template-columns: 34mm 1fr; column-gap: 5mm; }}
  section.part, .list {{ margin: 0 0 10mm; }}
  .group {{ margin: 0 0 8mm; }}
  h3, h2.part, .under {{ break-after: avoid; }}
  .actor, .event, .clip {{ break-inside: avoid; }}
}}
"""
