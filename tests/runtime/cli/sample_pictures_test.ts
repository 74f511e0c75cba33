import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { watcher } from "../../../runtime/cli/sample_watch.ts";
import { markovOracle, type Model, sample, tokenNames } from "../../../runtime/mod.ts";
import { corrected, oneByOne } from "../pictures/films.ts";
import { blockgen, printed } from "./in_process.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-cli-"));
const short = ["sample", "--length", "32", "--steps", "2"];

const trace = suite("sample --trace FILE");
trace("writes pages, pictures and data of one run, whose text stays the same", async () => {
  const files = ["run.html", "run.svg", "run.json"].map((name) => join(folder, name));
  const ended = await blockgen(...short, ...files.flatMap((file) => ["--trace", file]));
  const text = (await printed(...short)).split("\n")[0];
  assert.is(ended.stdout.split("\n")[0], text);
  assert.is(ended.stderr, `Wrote ${files.join(", ")}\n`);
  const [html, svg, json] = files.map((file) => readFileSync(file, "utf8"));
  assert.match(html!, /^<!doctype html>[\s\S]*arpc on masked noise/);
  assert.match(svg!, /^<svg[\s\S]*6 NFE/);
  assert.is(JSON.parse(json!).result.rows[0].text, text);
});
trace("draws a row for each prompt, and plays if it is asked to", async () => {
  const file = join(folder, "play.svg");
  await printed(...short, "--prompt", "In ", "--prompt", "And ", "--trace", file, "--animate", "--quiet");
  const svg = readFileSync(file, "utf8");
  assert.match(svg, /noise, row 0[\s\S]*noise, row 1/);
  assert.match(svg, /@keyframes/);
});
trace("tells on stderr as well, as much as is asked", async () => {
  const file = join(folder, "both.json");
  const ended = await blockgen(...short, "--trace", "step", "--trace", file, "--quiet");
  assert.match(ended.stderr, /^row 0 at 0 {2}update 1\/2/m);
  assert.not.match(ended.stderr, /Renoise/);
});
trace("keeps fixed positions apart from what was made", async () => {
  const file = join(folder, "infill.json");
  await printed("sample", "--infill", "And ____ said", "--length", "16", "--steps", "2", "--trace", file, "--quiet");
  const [noise] = JSON.parse(readFileSync(file, "utf8")).moments[0];
  const kinds = noise.cells.map(({ kind }: { readonly kind: string }) => kind);
  assert.equal(kinds.slice(0, 9), [...Array(4).fill("given"), ...Array(4).fill("noise"), "given"]);
  assert.is(noise.cells[8].why, "fixed from the start");
});
const mistakes: readonly (readonly [code: number, sentence: RegExp, ...args: string[]])[] = [
  [2, /"run\.txt" as --trace: .*\.html, \.svg or \.json\n$/, "--trace", "run.txt"],
  [2, /"stag" as --trace: did you mean "stage"\?/, "--trace", "stag"],
  [1, /no folder \S*nowhere that can be written to\n$/, "--trace", join(folder, "nowhere", "run.svg")],
  [2, /--animate as it is for SVG/, "--animate", "--trace", join(folder, "run.html")],
  [2, /--pace as it is for --watch/, "--pace", "3"],
];
trace("says what is wrong before anything runs", async () => {
  for (const [code, sentence, ...args] of mistakes) {
    const ended = await blockgen(...short, ...args);
    assert.is(ended.code, code, args.join(" "));
    assert.match(ended.stderr, sentence);
    assert.is(ended.stdout, "");
  }
});
trace.after(() => rmSync(folder, { recursive: true }));
trace.run();

const watch = suite("sample --watch");
watch("is a line for each step in a pipe, and the text comes out as ever", async () => {
  const ended = await blockgen(...short, "--watch", "--quiet");
  assert.is(ended.stdout, await printed(...short, "--quiet"));
  const lines = ended.stderr.trimEnd().split("\n");
  assert.is(lines.length, 2 * 4);
  assert.is(lines[0], "    0    noise  ················");
});

/** What a terminal shows after lines that each clear their rest, with movements up and clearing below. */
const screenOf = (written: string): readonly string[] => {
  const lines: string[] = [];
  let y = 0;
  let line = "";
  for (const part of written.split(/(\p{Control}\[\d*[AJK]|[\r\n])/u)) {
    const code = part.codePointAt(0) === 27 ? part.at(-1) : part;
    if (code === "A") { y -= Number(part.slice(2, -1)); }
    else if (code === "K") { [lines[y], line] = [line, ""]; }
    else if (code === "J") { lines.length = y; }
    else if (code === "\n") { y++; }
    else if (part.trim() !== "") { line = part; }
  }
  return lines;
};
const model = markovOracle("row, row, row your boat, gently down the stream. ");
const names = tokenNames(model.symbols.length, (token) => model.symbols[token]!);
const watched = async (program: typeof corrected, signal: AbortSignal): Promise<string> => {
  let written = "";
  const err = (text: string): void => void (written += text);
  const terminal = { out: err, err, redraws: true, colours: false, width: 60, height: 24 };
  const { trace } = await sample(program, model as Model, { length: 24, seed: 1, trace: "stage" });
  const { see, end } = watcher(terminal, {
    facts: { title: "a run", prompt: [], names },
    pace: 0,
    signal,
  });
  for (const event of trace) { await see(event); }
  end();
  return written;
};
watch("draws each moment over the one before, and hides nothing that would have to be shown again", async () => {
  for (const [program, moments] of [[corrected, 3 * 6], [oneByOne, 24]] as const) {
    const written = await watched(program, new AbortController().signal);
    assert.is(written.split("\u001b[J").length - 1, moments);
    assert.not.match(written, "\u001b[?");
    const screen = screenOf(written);
    assert.is(screen.filter((line) => line === "a run").length, 1, "one frame is left");
    assert.ok(screen.length < 24);
  }
});
watch("stops drawing when it is interrupted", async () => {
  const abort = new AbortController();
  abort.abort();
  assert.is(await watched(corrected, abort.signal), "");
});
watch.run();
