import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Compiler, compilers } from "../support/types/compile.ts";
import { marksIn } from "../support/types/marks.ts";
import { checkMistakes, compareWithMarks } from "../support/types/mistakes.ts";

const planted = "tests/house/fixtures/mistakes/planted.ts";
const harness = suite("the harness for programs that must not compile");

for (const compiler of Object.keys(compilers) as Compiler[]) {
  harness(`accepts a planted mistake with its sentence (${compiler})`, async () => {
    assert.equal(await checkMistakes(compiler, [planted], "planted"), []);
  });
}

harness("a mark speaks of the next line of code", () => {
  assert.equal(marksIn("a;\n  // error: so it is\n// more\nb;\n"), [{ line: 4, sentence: "so it is" }]);
});

const source = "// error: no dist\nshape();\nfine();\n";
const error = (line: number, message: string) => ({ file: "x.ts", line, message });
const compare = (...errors: readonly ReturnType<typeof error>[]) => compareWithMarks("x.ts", source, errors).length;

harness("demands the sentence in the last line of exactly one error there, and no other error", () => {
  assert.is(compare(error(2, "TS1: not assignable\n  no dist")), 0);
  assert.is(compare(), 1, "no error");
  assert.is(compare(error(2, "TS1: no dist\n  something else")), 1, "the sentence is not last");
  assert.is(compare(error(2, "TS1: no dist"), error(2, "TS1: no dist")), 1, "two errors");
  assert.is(compare(error(2, "TS1: no dist"), error(3, "TS1: no dist")), 1, "a stray error");
  assert.is(compareWithMarks("x.ts", "fine();\n", []).length, 1, "a file without marks");
});
harness.run();
