import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { siteLinks } from "../../../docs/site/links.ts";
import { writtenFiles } from "../../../docs/site/written_pages.ts";
import { samplers } from "../../../dsl/mod.ts";
import { root } from "../../support/root.ts";

const names = new Set(samplers.map(({ name }) => name));
const onSite = (text: string): string => siteLinks("docs/start.md", text, names);

const links = suite("links between pages");
links("become those of the site: pages, samplers, examples", () => {
  assert.is(onSite("[a](concepts/index.md)"), "[a](/concepts/index.md)");
  assert.is(onSite("[a](map.md#slots)"), "[a](/map.md#slots)");
  assert.is(onSite("[a](samplers.md#arpc)"), "[a](/samplers/arpc.md)");
  assert.is(onSite("[a](samplers.md#what-all-of-them-keep)"), "[a](/samplers/index.md#what-all-of-them-keep)");
  assert.is(onSite("[a](../examples/01_first_sampler.ts)"), "[a](/examples/01_first_sampler.md)");
  assert.match(onSite("[a](playground/README.md)"), '(/playground/index.html){target="_self"}');
  assert.is(onSite("[a](../README.md)"), "[a](/index.md)");
});
links("to files that are no page name them instead; addresses, anchors and code stay as they are", () => {
  assert.is(onSite("[the node](../dsl/node.ts)"), "the node (`dsl/node.ts`)");
  for (const text of ["[a](https://a.b)", "[a](#b)", "```md\n[a](none.md)\n```"]) { assert.is(onSite(text), text); }
  assert.throws(() => onSite("[a](none.md)"), /docs\/start\.md links to none\.md/);
});
links("of every page lead somewhere in the repository", () => {
  const faults = [...writtenFiles().keys(), "README.md"].flatMap((file) => {
    try {
      siteLinks(file, readFileSync(join(root, file), "utf8"), names);
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
  assert.equal(faults, []);
});
links.run();
