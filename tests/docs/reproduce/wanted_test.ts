import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Found, pageOf } from "../../../docs/reproduce/page.ts";
import { judgedPair, pairWords, shippedPair, underAr, versesOf } from "../../../docs/reproduce/settings.ts";
import { wantedOf } from "../../../docs/reproduce/wanted.ts";

const own = ["--masked", "out/a", "--uniform", "out/b", "--judge", "ngram:kjv"];

const wanted = suite("what npm run reproduce is asked for");
wanted("goes into the docs where it is all of what ships, in full, and nowhere else unless it is said", () => {
  assert.equal([wantedOf([]).into, wantedOf([]).isTheDocs], ["docs", true]);
  const others: readonly (readonly [readonly string[], string])[] = [
    [["--quick"], ".cache/reproduce/quick"],
    [["--only", "i"], ".cache/reproduce/full/part"],
    [["--only", "iii", ...own], ".cache/reproduce/full/own"],
    [["--judge", "ngram:kjv"], ".cache/reproduce/full/own"],
    [["--masked", "out/a", "--quick", "--into", "out/page"], "out/page"],
  ];
  for (const [args, into] of others) {
    const found = wantedOf(args);
    assert.equal([found.into, found.isTheDocs], [into, false], args.join(" "));
  }
  assert.throws(() => wantedOf(["--only", "iv"]), /--only must be of i, ii, iii: found iv/);
});
wanted("has a title that says what was named, and verses only under judges that have not read them", async () => {
  assert.match(pairWords(shippedPair)[0], /networks that ship, under an independent judge/);
  const { pair } = wantedOf(own);
  assert.is(pairWords(pair)[0], "(iii) `out/a` (masked) and `out/b` (uniform), judged by `ngram:kjv`");
  assert.is(pairWords({ ...shippedPair, judge: "oracle" })[0], "(iii) The networks that ship, judged by `oracle`");
  assert.equal([judgedPair(shippedPair).name, judgedPair(pair).name], ["networks that ship", "checkpoints"]);
  for (const one of [pair, { ...shippedPair, judge: "ngram:kjv" }, { ...underAr, masked: "out/a" }]) {
    assert.is(await versesOf(one, 16), null);
  }
});
wanted("has the text on its numbers only where they are those of the docs", () => {
  const pageFor = (args: readonly string[]): string =>
    pageOf({ ...wantedOf(args), settings: [], results: [] } satisfies Found);
  assert.match(pageFor([]), /^## What it says$/m);
  assert.match(pageFor([]), /^`npm run reproduce`: 160 texts/m);
  assert.not.match(pageFor(["--quick"]), /What it says/);
  assert.match(pageFor(["--only", "iii", ...own]), /^`npm run reproduce -- --only iii --masked out\/a --uniform/m);
});
wanted.run();
