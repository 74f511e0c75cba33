import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { exportsOf } from "../../../docs/site/api/symbols.ts";
import { figure, inScheme } from "../../../docs/site/both_schemes.ts";
import { inProse } from "../../../docs/site/links.ts";
import { navigationOf } from "../../../docs/site/navigation.ts";
import { readProse } from "../../../docs/site/sampler_prose.ts";
import { writtenFiles } from "../../../docs/site/written_pages.ts";
import { structure } from "../../../docs/site/structure.ts";
import { ar, arpc, samplers } from "../../../dsl/mod.ts";
import { root } from "../../support/root.ts";

const parts = suite("parts of the docs site");
parts("a picture has the rules of one scheme only", () => {
  const svg = "<style>a{b:c}\n@media (prefers-color-scheme:dark){a{b:d}}</style>";
  assert.is(inScheme(svg, "light"), "<style>a{b:c}\n</style>");
  assert.is(inScheme(svg, "dark"), "<style>a{b:c}\na{b:d}</style>");
});
parts("a picture leads to its file in either scheme, and says so where it is shown smaller than it is", () => {
  const drawn = (width: number) =>
    figure({ name: "a", alt: "what it shows", svg: `<svg width="${width}" height="80"></svg>` });
  for (const scheme of ["light", "dark"]) {
    assert.match(drawn(300), `<a class="${scheme}-only" href="/pictures/a.${scheme}.svg"`);
  }
  assert.match(drawn(300), 'width="300" height="80"');
  assert.equal([300, 600, 900].map((width) => drawn(width).includes('class="wide"')), [false, true, true]);
  assert.equal([300, 600, 900].map((width) => drawn(width).includes("<figcaption>")), [false, false, true]);
});
parts("prose is changed, code is not", () => {
  const text = "a\n```ts\na\n```\na\n````md\n```\na\n```\n````\na";
  assert.is(
    inProse(text, (prose) => prose.replaceAll("a", "b")),
    text.replace(/^a/, "b").replace("```\na\n````", "```\nb\n````").replace(/a$/, "b"),
  );
});
parts("every sampler has a paragraph in a family, and what all keep comes last", () => {
  const { families, closing } = readProse(readFileSync(join(root, "docs/samplers.md"), "utf8"));
  assert.equal(
    families.flatMap(({ samplers }) => [...samplers.keys()]).sort(),
    samplers.map(({ name }) => name).sort(),
  );
  assert.ok(families.every(({ samplers }) => [...samplers.values()].every((text) => text.length > 40)));
  assert.match(closing, /^## What all of them keep/);
});
parts("a program is drawn as boxes in frames", () => {
  const html = structure(arpc({ size: 16, steps: 8, by: ar.nll }));
  for (const name of ["blocks", "denoise", "correct", "draft", "verify", "renoise"]) {
    assert.ok(html.includes(`<b>${name}</b>`), name);
  }
  assert.is(html.split("<li").length, html.split("</li>").length);
});
parts("every page has a place in the navigation", () => {
  const paths = [
    "index.md",
    "start.md",
    "concepts/scores.md",
    "api/index.md",
    "api/dsl/stages.md",
    "samplers/index.md",
    "workshop/plan.md",
    "new.md",
  ];
  const families = [{ title: "all", samplers: new Map([["arpc", ""]]) }];
  const text = JSON.stringify(navigationOf(paths.map((path) => ({ path, text: `# ${path}\n` })), families));
  for (
    const link of [
      "/",
      "/start",
      "/concepts/scores",
      "/api/",
      "/api/dsl/stages",
      "/samplers/",
      "/samplers/arpc",
      "/workshop/plan",
      "/new",
    ]
  ) {
    assert.ok(text.includes(`"link":"${link}"`), link);
  }
});
parts("no page is in a list twice", () => {
  const pages = [...writtenFiles().values()].map((path) => ({ path, text: "# a\n" }));
  for (const list of Object.values(navigationOf(pages, []).sidebar)) {
    const links = [...JSON.stringify(list).matchAll(/"link":"([^"]*)"/g)].map(([, link]) => link);
    assert.is(new Set(links).size, links.length, links.join(" "));
  }
});
parts("the reference has what is exported, under the name it is exported by", async () => {
  const symbols = await exportsOf("dsl/mod.ts");
  const found = symbols.find(({ name }) => name === "describeProblem");
  assert.is(found?.local, "describe");
  assert.ok(symbols.length > 250, String(symbols.length));
});
parts.run();
