import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blockAncestral } from "../../../dsl/mod.ts";
import { momentLine, terminalFrame } from "../../../runtime/mod.ts";
import { displayWidth } from "../../../runtime/pictures/display_width.ts";
import { corrected, filmsOf, nasty, oneByOne } from "./films.ts";

const frame = suite("a moment on a terminal");

const uncoloured = (line: string): string => line.replace(/\p{Control}\[[\d;]*m/gu, "");
const wide = blockAncestral({ size: 48, steps: 3 });

frame("fits, whatever the terminal and the tokens are, and only colours are written to it", async () => {
  for (const program of [corrected, oneByOne, wide]) {
    const [film] = await filmsOf(program, { text: nasty, title: nasty, length: 48 });
    for (const width of [24, 30, 33, 60, 200]) {
      for (const height of [3, 8, 12, 24, 60]) {
        for (const colours of [false, true]) {
          for (const at of [0, 1, film!.moments.length >> 1, film!.moments.length - 1]) {
            const lines = terminalFrame(film!, at, { width, height, colours });
            assert.ok(lines.length < height, `${lines.length} lines of ${height}`);
            for (const line of lines.map((one) => colours ? uncoloured(one) : one)) {
              assert.ok(displayWidth(line) <= width, `${line} in ${width}`);
              assert.not.match(line, /\p{Control}/u);
            }
          }
        }
      }
    }
  }
});
frame("shows the text so far and the steps of the block at work", async () => {
  const [film] = await filmsOf(corrected, { prompt: "Row, row, " });
  const lines = terminalFrame(film!, film!.moments.length - 1, { width: 80, height: 24, colours: false });
  const end = film!.moments.at(-1)!.cells.map(({ token }) => film!.sign(token));
  assert.is(lines[0], "a run, seed 3");
  assert.ok(lines[1]!.startsWith("Row, row, ") && lines[1]!.replaceAll(" ", "␣").endsWith(end.join("")));
  const labels = lines.map((line) => line.trimStart().split(" ")[0]);
  assert.equal(labels.slice(3, 9), ["noise", "1/4", "2/4", "3/4", "4/4", "commit"]);
  assert.is(lines[8]!.replace("commit ", "").split(" ").join(""), end.join(""));
});
frame("tells without colours what colours tell", async () => {
  const [film] = await filmsOf(corrected, { length: 8 });
  const rows = (colours: boolean): readonly string[] =>
    terminalFrame(film!, 3, { width: 80, height: 24, colours }).filter((line) => /^ *\d\/4/.test(uncoloured(line)));
  const plain = rows(false);
  film!.moments.slice(1, 4).forEach(({ cells }, i) => {
    const count = (kind: string): number => cells.filter((cell) => cell.kind === kind).length;
    assert.is(plain[i]!.split("+").length - 1, count("drafted"));
    assert.is(plain[i]!.split("×").length - 1, count("renoised"));
    assert.is(plain[i]!.split("·").length - 1, count("noise") + count("rejected"));
    assert.is(rows(true)[i]!.split("\u001b[1;34m").length - 1, count("drafted"));
  });
});
frame("is one line in a file", async () => {
  const [film] = await filmsOf(corrected, { length: 8 });
  assert.is(momentLine(film!, 0), "    0    noise  ········");
  assert.match(momentLine(film!, film!.moments.length - 1), /^ {4}0 {3}commit {2}[^·\n]{8}$/);
});
frame.run();
