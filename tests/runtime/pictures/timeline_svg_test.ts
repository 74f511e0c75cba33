import { parseHTML } from "linkedom";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { timelineSvg } from "../../../runtime/mod.ts";
import { ancestral, corrected, filmsOf, nasty, oneByOne } from "./films.ts";

const svg = suite("timelines as SVG");

const parsed = (text: string) => parseHTML(`<html><body>${text}</body></html>`).document;
const cellsIn = (text: string, kind: string): number => parsed(text).querySelectorAll(`g.cell.${kind}`).length;
const plain = { legend: false } as const;

svg("have a cell for each position of each moment, coloured as the timeline says", async () => {
  for (const program of [corrected, ancestral]) {
    const [film] = await filmsOf(program);
    const picture = timelineSvg([film!], plain);
    const cells = film!.moments.flatMap((moment) => moment.cells);
    for (const kind of ["noise", "drafted", "kept", "renoised", "rejected", "committed"]) {
      assert.is(cellsIn(picture, kind), cells.filter((cell) => cell.kind === kind).length, kind);
    }
    assert.is(parsed(picture).querySelectorAll("g.cell > title").length, cells.length);
  }
});
svg("are the same bytes for the same films, and need nothing from elsewhere", async () => {
  const films = await filmsOf(corrected, { rows: 2 });
  for (const animated of [false, true]) {
    const picture = timelineSvg(films, { animated });
    assert.is(picture, timelineSvg(await filmsOf(corrected, { rows: 2 }), { animated }));
    assert.not.match(picture.replace('xmlns="http://www.w3.org/2000/svg"', ""), /https?:|<script|<image|@import|href/);
  }
});
svg("let no text act", async () => {
  const films = await filmsOf(ancestral, { text: nasty, prompt: "<b>", title: nasty });
  for (const animated of [false, true]) {
    const picture = timelineSvg(films, { animated });
    const names = new Set(Array.from(parsed(picture).querySelectorAll("svg, svg *"), ({ localName }) => localName));
    const known = ["svg", "title", "desc", "style", "defs", "pattern", "rect", "g", "text"];
    assert.equal([...names].filter((name) => !known.includes(name)), []);
    assert.not.match(picture.replaceAll("\n", ""), /[\p{Control}\u202e]/u);
    assert.match(picture, "&lt;");
    assert.is(parsed(picture).querySelector("text.title")!.textContent!.includes('<b>"it\'s"'), true);
  }
});
svg("draw the staircase of autoregression once for sixteen positions", async () => {
  const [film] = await filmsOf(oneByOne, { length: 20 });
  const picture = timelineSvg([film!], plain);
  assert.is(cellsIn(picture, "drafted"), 20);
  assert.is(cellsIn(picture, "committed"), 16 * 15 / 2 + 4 * 3 / 2);
});
svg("that play show each moment in its time, and the end to those who asked for less motion", async () => {
  const [film] = await filmsOf(corrected);
  const picture = timelineSvg([film!], { ...plain, animated: true });
  assert.is(picture.match(/@keyframes \w+-m0-\d+\{/g)!.length, film!.moments.length);
  const ends = film!.moments.flatMap(({ label }, i) => label === "commit" ? [`.m0-${i}`] : []);
  const still = /prefers-reduced-motion:reduce.*animation:none!important\}(.*)\{visibility:visible/.exec(picture)![1]!;
  assert.equal(still.split(",").map((one) => one.split(" ")[1]), ends);
});
svg("show a prompt that fills blocks of its own only where they play", async () => {
  const prompt = "Row, row";
  const [film] = await filmsOf(corrected, { prompt });
  assert.is(cellsIn(timelineSvg([film!], plain), "given"), 0);
  assert.is(cellsIn(timelineSvg([film!], { ...plain, animated: true }), "given"), prompt.length);
});
svg("of other themes and of no moments are pictures too", async () => {
  const [film] = await filmsOf(corrected);
  assert.not.match(timelineSvg([film!], { theme: "dark" }), /prefers-color-scheme/);
  assert.match(timelineSvg([film!]), /prefers-color-scheme:dark/);
  for (const animated of [false, true]) {
    assert.match(timelineSvg([{ ...film!, moments: [] }], { animated }), /^<svg[^>]* width="\d+" height="\d+"/);
    assert.match(timelineSvg([], { animated }), /^<svg[^>]* width="\d+" height="\d+"/);
  }
});
svg.run();
