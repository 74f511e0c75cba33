import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { parseHTML } from "linkedom";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  colourCount,
  colourOf,
  describePlotError,
  drawSheet,
  loadTools,
  type Sheet,
  styleSheet,
} from "../../../runtime/plot/mod.ts";

const points = [2, 4, 8].map((x) => ({ x, y: 1 / x, low: 1 / x - 0.1, high: 1 / x + 0.1 }));
const panel = {
  x: { label: "calls", scale: "log", ticks: [2, 4, 8] },
  y: {},
  level: 0.2,
  lines: [
    { names: ["first", "= second"], colour: 0, points },
    { names: ["<third> & more"], colour: 1, dashed: true, points: points.slice(0, 1) },
  ],
} as const;
const sheet: Sheet = {
  title: "Bits & calls",
  description: "Falls from 0.5 to 0.125.",
  columns: ["left", "right"],
  rows: [{ title: "a row", panels: [panel, panel] }, { title: "another", panels: [panel] }],
};

const drawn = async (what: Sheet): Promise<string> => {
  const svg = await drawSheet(what)();
  assert.ok(isRight(svg));
  return svg.right;
};
const nodesOf = (svg: string, selector: string): readonly Element[] =>
  Array.from(parseHTML(`<html><body>${svg}</body></html>`).document.querySelectorAll(selector));

const pictures = suite("drawSheet");
pictures("names every tick that was chosen, on a log scale too", async () => {
  const ticks = [3, 5, 9, 17, 33, 65];
  const wide = {
    ...panel,
    x: { ...panel.x, ticks },
    lines: [{ ...panel.lines[0], points: [...ticks.map((x) => ({ x, y: x }))] }],
  };
  const svg = await drawn({ ...sheet, columns: ["left"], rows: [{ title: "a row", panels: [wide] }] });
  const labels = nodesOf(svg, '[aria-label="x-axis tick label"] text').map((node) => node.textContent);
  assert.equal(labels, ticks.map(String));
});
pictures("draws a line, a band or an interval, and its dots for every line of every panel", async () => {
  const svg = await drawn(sheet);
  const count = (label: string) => nodesOf(svg, `[aria-label="${label}"]`).length;
  assert.is(count("line"), 6);
  assert.is(count("area"), 3);
  assert.is(count("dot"), 6);
  assert.is(count("rule"), 6); // a level in each panel, and the interval of each single point
});
pictures("names every line once a row, with its markup escaped", async () => {
  const svg = await drawn(sheet);
  const texts = nodesOf(svg, "text").map((text) => text.textContent);
  assert.is(texts.filter((text) => text === "= second").length, 2);
  assert.is(texts.filter((text) => text === "<third> & more").length, 2);
});
pictures("says what it is to readers that cannot see it", async () => {
  const svg = await drawn(sheet);
  assert.is(nodesOf(svg, "title")[0]?.textContent, sheet.title);
  assert.is(nodesOf(svg, "desc")[0]?.textContent, sheet.description);
  assert.match(svg, /role="img" aria-labelledby="title description"/);
});
pictures("is the same bytes every time", async () => {
  assert.is(await drawn(sheet), await drawn(sheet));
});
pictures("needs nothing from elsewhere and no colour of its own", async () => {
  const svg = await drawn(sheet);
  assert.not.match(svg, /<script|href=|url\(|NaN|undefined/);
  const paints = nodesOf(svg, "*").flatMap((node) => [node.getAttribute("stroke"), node.getAttribute("fill")]);
  const known = (paint: string | null) => paint === null || /^(none|currentColor|var\(--(c\d|paper)\))$/.test(paint);
  assert.equal(paints.filter((paint) => !known(paint)), []);
});
pictures("the legend never reaches into the next row", async () => {
  const lines = Array.from({ length: 20 }, (_, i) => ({ names: [`line ${i}`], colour: i, points }));
  const svg = await drawn({ ...sheet, rows: [{ title: "many", panels: [{ ...panel, lines }] }, ...sheet.rows] });
  const titleAt = Number(nodesOf(svg, "text").find((text) => text.textContent === "a row")?.getAttribute("y"));
  const last = nodesOf(svg, "text").find((text) => text.textContent === "line 19")!;
  const top = Number(/,([\d.]+)\)/.exec(last.parentElement!.parentElement!.getAttribute("transform")!)![1]);
  assert.ok(top + Number(last.getAttribute("y")) < titleAt);
});
pictures.run();

const colours = suite("palette");
colours("has every colour in light and in dark, and starts again", () => {
  for (let i = 0; i < colourCount; i++) { assert.is(styleSheet.split(`--c${i}:#`).length, 3); }
  assert.is(colourOf(colourCount + 1), colourOf(1));
});
colours.run();

const missing = suite("packages that are absent");
const absent = () => Promise.reject(new Error("Cannot find package\nsomewhere"));
missing("are named in one sentence", async () => {
  const present = { plot: () => import("@observablehq/plot"), linkedom: () => import("linkedom") };
  for (
    const [name, imports] of [["@observablehq/plot", { plot: absent }], ["linkedom", { linkedom: absent }]] as const
  ) {
    const result = await drawSheet(sheet, loadTools({ ...present, ...imports }))();
    assert.ok(isLeft(result));
    assert.is(
      describePlotError(result.left),
      `Cannot draw a plot without the package ${name} (Cannot find package): npm install --ignore-scripts @observablehq/plot linkedom`,
    );
  }
});
missing.run();
