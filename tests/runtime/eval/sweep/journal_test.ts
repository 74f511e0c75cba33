import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { whileAlone } from "../../../../runtime/eval/sweep/alone_node.ts";
import { openJournal } from "../../../../runtime/eval/sweep/journal_node.ts";
import { lostBy } from "../../../../runtime/eval/sweep/merge.ts";
import { resultLine } from "../../../../runtime/eval/sweep/result.ts";
import { runSweep } from "../../../../runtime/eval/sweep/sweep_node.ts";
import { result } from "../../../support/sweep_result.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-journal-"));
const file = join(folder, "results.jsonl");
const one = result({}, [1]);
const line = resultLine(one, one).trimEnd();

const journal = suite("a file of results");
journal("loses the half line that a killed run left, wherever it ends, and goes on", () => {
  for (let length = 0; length <= line.length; length++) {
    writeFileSync(file, `${line}\n${line.slice(0, length)}`);
    const opened = openJournal(file);
    assert.ok(isRight(opened), String(length));
    assert.is(opened.right.finished.length, 1);
    opened.right.append("next\n");
    opened.right.close();
    assert.is(readFileSync(file, "utf8"), `${line}\nnext\n`);
  }
});
journal("does not count the result that it cuts off", () => {
  writeFileSync(file, line);
  const opened = openJournal(file);
  assert.ok(isRight(opened));
  opened.right.close();
  assert.equal([opened.right.finished, readFileSync(file, "utf8")], [[], ""]);
});
journal("that holds anything else is refused and left as it is", () => {
  const others = [
    '{"samplers":["arpc"],"nfe":[3]}',
    '{\n  "samplers": ["arpc"]\n}\n',
    "hello",
    '{"id":"a1","name":"one line of a data set"}',
    `${line}\nhello\n`,
    `${line}\nhello`,
    `hello\n${line.slice(0, 40)}`,
  ];
  for (const other of others) {
    writeFileSync(file, other);
    const opened = openJournal(file);
    assert.ok(isLeft(opened), other);
    assert.match(opened.left, /^Cannot keep results in .* as its lines must be results of a sweep: found "/);
    assert.is(readFileSync(file, "utf8"), other);
  }
});
journal("without a half line is not cut, as something may have been appended since", () => {
  writeFileSync(file, `${line}\n`);
  utimesSync(file, 1000, 1000);
  const opened = openJournal(file);
  assert.ok(isRight(opened));
  opened.right.close();
  assert.is(statSync(file).mtimeMs, 1_000_000);
});
journal("is written to by one sweep at a time; a killed one holds nobody up", async () => {
  writeFileSync(file, `${line}\n`);
  const second = await whileAlone(file, () => runSweep([], { file }));
  assert.ok(isRight(second) && isLeft(second.right));
  assert.match(
    second.right.left,
    /^Cannot write to .* as another sweep writes to it; wait for its end, or name another/,
  );
  // No process has this number.
  writeFileSync(`${file}.lock`, `4194305 ${hostname()}`);
  assert.ok(isRight(await runSweep([], { file })));
  assert.is(existsSync(`${file}.lock`), false);
});
journal("is not lost by what is merged over it, but for half a line", () => {
  const merged = `${line}\n`;
  assert.equal(["", merged, line, `${line}\n{"id`].map((old) => lostBy(merged, old)), [null, null, null, null]);
  const other = line.replace('"nfe":', '"nfe":1');
  assert.equal([lostBy(merged, `${merged}${other}\n`), lostBy(merged, "hello"), lostBy(merged, "a\n\n")], [
    other,
    "hello",
    "a",
  ]);
});
journal.after(() => rmSync(folder, { recursive: true }));
journal.run();
