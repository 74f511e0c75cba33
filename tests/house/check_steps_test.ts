import { suite } from "uvu";
import * as assert from "uvu/assert";
import { counts, type DocError, parseDocErrors } from "../support/check/doc_lint.ts";
import { checkLockfile, lockfileComplaints } from "../support/check/lockfile.ts";
import { nodeTags, tagsOfNode } from "../support/check/node_variants.ts";

const lockfile = suite("lockfile");
lockfile("of the repository has hashes and no addresses", async () => {
  const { ok, text } = await checkLockfile();
  assert.ok(ok, text);
});
lockfile("is refused with an address or without a hash", () => {
  const packages = {
    "": {},
    a: { integrity: "x" },
    b: { integrity: "x", resolved: "https://example.org/b.tgz" },
    c: {},
  };
  assert.equal(lockfileComplaints(JSON.stringify({ packages })), [
    "b has an address: https://example.org/b.tgz",
    "c has no integrity hash",
  ]);
});
lockfile.run();

const docLint = suite("documentation lint");
const error = (rule: string, message = ""): DocError => ({ rule, message, file: "x.ts", line: 1 });
docLint("reads what Deno prints", () => {
  const output =
    "error[missing-jsdoc]: exported symbol is missing JSDoc documentation\n  --> /a/x.ts:67:12\n   | \n67 |   b\n";
  const [first] = parseDocErrors(output);
  assert.equal(first, {
    rule: "missing-jsdoc",
    message: "exported symbol is missing JSDoc documentation",
    file: "/a/x.ts",
    line: 67,
  });
});
docLint("counts what a reader misses", () => {
  assert.ok(counts(error("missing-jsdoc"), () => "export const a = 1;"));
  assert.not.ok(counts(error("missing-jsdoc"), () => "  readonly formula: Formula;"));
  assert.not.ok(counts(error("missing-explicit-type"), () => "export const a = f();"));
  assert.ok(counts(error("private-type-ref", "public type 'A' references private type 'B'"), () => ""));
  assert.not.ok(counts(error("private-type-ref", "public type 'A' references private type 'Either'"), () => ""));
  assert.ok(counts(error("a-new-rule"), () => ""));
});
docLint.run();

const variants = suite("node variants");
variants("are counted in the union only", () => {
  const source =
    'export type Other = { _tag: "No" };\nexport type Node = Readonly<\n  | { _tag: "A" }\n  | { _tag: "B"; n: 1 }\n  | {\n    _tag: "C";\n  }\n>;\n';
  assert.equal(tagsOfNode(source), ["A", "B", "C"]);
});
variants("of the instruction set are there, each once", () => {
  const tags = nodeTags();
  for (const tag of ["Noise", "Predict", "Blocks", "Custom"]) { assert.ok(tags.includes(tag), tag); }
  assert.is(new Set(tags).size, tags.length);
});
variants.run();
