import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openJournal } from "../../../../runtime/eval/sweep/journal_node.ts";
import { resultLine } from "../../../../runtime/eval/sweep/result.ts";
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
journal.after(() => rmSync(folder, { recursive: true }));
journal.run();
