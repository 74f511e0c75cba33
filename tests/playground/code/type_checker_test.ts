import { ar, arpc, buildSampler, samplers, toSource } from "blockgen/dsl";
import { isRight } from "fp-ts/lib/Either.js";
import ts from "typescript-6";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeDeclarations } from "../../../docs/playground/code/make_declarations.ts";
import { type TypeChecker, typeChecker } from "../../../docs/playground/code/type_checker.ts";

const types = suite("TypeScript of the page");

let checker: TypeChecker;
let bytes = 0;
types.before(async () => {
  const declarations = await makeDeclarations();
  bytes = JSON.stringify(declarations).length;
  checker = typeChecker(ts, declarations);
});

const printed = (of: Parameters<typeof toSource>[0]): string => {
  const source = toSource(of);
  if (!isRight(source)) { throw new Error("it has text"); }
  return source.right;
};

types("finds nothing wrong with named samplers", () => {
  // One in six: that all of them compile is tested with the compiler itself, which is faster.
  for (const entry of samplers.filter((_, i) => i % 6 === 0)) {
    assert.equal(checker.check(printed(buildSampler(entry))), [], entry.name);
  }
});

types("a misplaced stage is one finding, and its first line is the language's sentence", () => {
  const source = printed(arpc({ size: 16, steps: 8, by: ar.nll })).replace("predict(), shape(), correct", "correct");
  const [found, ...more] = checker.check(source);
  assert.equal(more, []);
  assert.is(found!.sentence, "correct reads dist, which no earlier stage has left");
  assert.ok(source.slice(found!.from, found!.to).startsWith("correct("));
  assert.match(found!.detail!, "is not assignable");
});

types("other mistakes are told by their first line", () => {
  assert.equal(checker.check("export const a: number = 'x';"), [
    { from: 13, to: 14, sentence: "Type 'string' is not assignable to type 'number'.", detail: null },
  ]);
  assert.is(checker.check('import { posteriorr } from "blockgen/dsl";\nposteriorr();').length, 1);
  assert.ok(checker.check("export const a = f(").length > 0);
  assert.equal(checker.check(""), []);
});

types("takes types out of a text and leaves the rest", () => {
  const source =
    'import { type Sampler, ar } from "blockgen/dsl";\nexport const a: unknown = ar as Sampler | typeof ar;\n';
  assert.is(checker.strip(source), 'import { ar } from "blockgen/dsl";\nexport const a = ar;\n');
});

types("the declarations are small enough to load behind a click", () => {
  assert.ok(bytes > 200_000 && bytes < 1_000_000, String(bytes));
});
types.run();
