"""The style sheet of the HTML page: set like a printed page, on paper and on a screen."""

from __future__ import annotations

from typing import Final

SHEET: Final = """\
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #1f1d1a; --soft: #6a645b; --rule: #d9d3c7; --accent: #8a3b22;
  --note: #f3eee2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191816; --ink: #e6e1d8; --soft: #a39c90; --rule: #3b3833; --accent: #e0997d;
    --note: #25231f;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body {
  max-width: 65ch; margin: 0 auto; padding: 4rem 1.5rem 5rem;
  font: 1.125rem/1.55 "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua",
    "URW Palladio L", P052, Georgia, "Noto Serif", "Liberation Serif", serif;
  font-kerning: normal; font-variant-numeric: oldstyle-nums; overflow-wrap: anywhere;
  hanging-punctuation: first;
}
p { margin: 0; }
a { color: inherit; text-decoration: none; }
a:hover, a:focus-visible { color: var(--accent); text-decoration: underline; }
header { border-bottom: 1px solid var(--rule); padding-bottom: 1.5rem; margin-bottom: 3rem; }
header .what, h2.sources {
  font-size: .8rem; font-weight: normal; letter-spacing: .12em; text-transform: uppercase;
  color: var(--accent);
}
h1 {
  font-size: 2.1rem; line-height: 1.18; font-weight: normal; margin: .35rem 0 .9rem;
  text-wrap: balance;
}
.scope, .under { color: var(--soft); font-size: .95rem; }
code { font: .85em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.group { margin: 0 0 3.25rem; }
h2 { font-size: 1.35rem; line-height: 1.25; font-weight: normal; margin: 0; text-wrap: balance; }
article { margin: 1.6rem 0 0; }
figure { margin: 0; }
.said {
  margin: 0; padding-inline-start: 1.15rem; border-inline-start: 2px solid var(--rule);
}
.verbatim .said { border-color: var(--accent); font-size: 1.2rem; line-height: 1.45; }
.own { font-weight: 500; }
.label {
  font-size: .76rem; letter-spacing: .1em; text-transform: uppercase; color: var(--soft);
  margin-inline-end: .2em;
}
figcaption { margin: .5rem 0 0 1.3rem; font-size: .95rem; color: var(--soft); }
.who { color: var(--ink); }
.hedge { font-style: italic; }
.cite { display: inline-block; font-variant-numeric: lining-nums; }
.cite a { color: var(--accent); }
.about { margin: .3rem 0 0 1.3rem; font-size: .88rem; line-height: 1.45; color: var(--soft); }
.note {
  margin: .8rem 0 0 1.3rem; padding: .55rem .85rem; background: var(--note); border-radius: 3px;
  font: .86rem/1.5 ui-sans-serif, system-ui, "Helvetica Neue", Arial, sans-serif;
}
.note b { font-weight: 600; }
.list { border-top: 1px solid var(--rule); padding-top: 1.5rem; }
.list ol { margin: .8rem 0 0; padding-left: 1.9rem; font-size: .93rem; line-height: 1.5; }
.list li { margin: 0 0 .5rem; padding-left: .3rem; }
.list li::marker { color: var(--accent); font-variant-numeric: lining-nums; }
.list li:target, article:target { background: var(--note); }
.back { color: var(--soft); font-size: .85em; }
@page { margin: 24mm 22mm 26mm; @bottom-center { content: counter(page); font-size: 9pt; } }
@media print {
  :root {
    color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb; --accent: #000;
    --note: #fff;
  }
  body { max-width: none; padding: 0; font-size: 11pt; line-height: 1.42; }
  header { margin-bottom: 9mm; }
  h1 { font-size: 21pt; }
  h2 { font-size: 14pt; }
  .verbatim .said { font-size: 12.5pt; }
  h1, h2, .under, .said, .scope { break-after: avoid; }
  article, .list li { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .note { border: 1px solid var(--rule); }
  .back { display: none; }
}
"""
"""It names no address, so that nothing is fetched."""
