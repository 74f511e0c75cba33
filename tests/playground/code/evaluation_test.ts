import { ar, arpc, blockAncestral, buildSampler, program, samplers, toSource } from "blockgen/dsl";
import { isRight, left, right } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { evaluate, type Evaluated } from "../../../docs/playground/code/evaluation.ts";
import { importOf } from "../../../docs/playground/code/imports.ts";
import { functionBody } from "../../../docs/playground/code/module_text.ts";

const text = suite("texts that are run");

const bodyOf = (source: string): string => {
  const body = functionBody(source);
  if (!isRight(body)) { throw new Error(JSON.stringify(body.left)); }
  return body.right;
};
const ran = (source: string): Evaluated => evaluate(bodyOf(source));
const printed = (of: Parameters<typeof toSource>[0]): string => {
  const source = toSource(of);
  if (!isRight(source)) { throw new Error("it has text"); }
  return source.right;
};

text("give the program that was printed, for every named sampler", () => {
  for (const entry of samplers) {
    const { nodes } = buildSampler(entry);
    const result = ran(printed(program(nodes)));
    assert.equal(
      result,
      { _tag: "Program", json: { version: 1, nodes: JSON.parse(JSON.stringify(nodes)) } },
      entry.name,
    );
  }
});

text("may import and export in every way a module can", () => {
  const { nodes } = blockAncestral({ size: 4, steps: 2 });
  const json = { version: 1, nodes: JSON.parse(JSON.stringify(nodes)) };
  const call = "blockAncestral({ size: 4, steps: 2 })";
  const texts = [
    `import { blockAncestral } from "blockgen/dsl";\nexport const sampler = ${call};`,
    `import {\n  // all of it\n  blockAncestral as b,\n  type Sampler,\n} from "blockgen/dsl";\nexport default b({ size: 4, steps: 2 });`,
    `import * as dsl from "blockgen";\nconst one = dsl.${call};\nexport { one as sampler };`,
    `import { blockAncestral, arpc, ar } from "blockgen/dsl";\nexport const sampler = ${call};\nexport const z = arpc({ size: 1, steps: 1, by: ar.nll });`,
    `import type { Sampler } from "blockgen/dsl";\nimport { blockAncestral } from "blockgen/dsl";\nexport const mine = ${call}`,
  ];
  for (const source of texts) { assert.equal(ran(source), { _tag: "Program", json }, source); }
});

text("keep their lines, so that what fails is found", () => {
  const source = 'import {\n  arpc,\n  ar,\n} from "blockgen/dsl";\n\nexport const sampler = arpc(\n  null.x);\n';
  const result = ran(source);
  assert.ok(result._tag === "Failed" && result.line === 7, JSON.stringify(result));
});

const failed = (sentence: string, line: number | null = null): Evaluated => ({ _tag: "Failed", sentence, line });

text("that give no program get a sentence", () => {
  assert.equal(ran("const a = 1;"), failed("The text exports no program: write `export const sampler = blocks(...)`."));
  const custom = 'import { custom, open, program } from "blockgen/dsl";\n' +
    'export const sampler = program([custom({ name: "mine", reads: [], leaves: [], run: () => ({}) })(open).nodes[0]]);';
  const result = ran(custom);
  assert.ok(result._tag === "Failed" && result.sentence.includes('the custom stage "mine" is a function'));
  const foreign = ran('import { readFileSync } from "node:fs";\nexport const sampler = readFileSync("/");');
  assert.ok(
    foreign._tag === "Failed" && foreign.line === 1 && foreign.sentence.startsWith('Cannot import "node:fs" here'),
  );
  assert.equal(ran('throw "up";'), failed("up"));
});

text("a word of the language that is not imported is told by the import it needs", () => {
  const source =
    'import { arpc } from "blockgen/dsl";\nexport const sampler = arpc({ size: 4, steps: 2, by: ar.nll });';
  assert.equal(ran(source), failed('ar is not imported: add it to the names from "blockgen/dsl"', 2));
  const other = ran("export const sampler = nothing;");
  assert.ok(other._tag === "Failed" && other.sentence === "nothing is not defined");
});

const inserted = (source: string, name: string): string => {
  const change = importOf(source, name);
  return change === null ? source : source.slice(0, change.from) + change.insert + source.slice(change.from);
};

text("and can be given that import, in a list of any form", () => {
  const { nodes } = arpc({ size: 4, steps: 2, by: ar.nll });
  const rest = "\nexport const sampler = arpc({ size: 4, steps: 2, by: ar.nll });";
  const starts = ['import { arpc } from "blockgen/dsl";', 'import {\n  arpc,\n} from "blockgen/dsl";', ""];
  for (const start of starts) {
    const source = ["arpc", "ar"].reduce(inserted, start + rest);
    assert.equal(
      ran(source),
      { _tag: "Program", json: { version: 1, nodes: JSON.parse(JSON.stringify(nodes)) } },
      source,
    );
  }
  assert.is(inserted(starts[1]!, "ar"), 'import {\n  arpc,\n  ar,\n} from "blockgen/dsl";');
  assert.is(importOf("", "constructor"), null);
  assert.is(inserted("", "flow"), 'import { flow } from "fp-ts/lib/function.js";\n');
});

text("with types wait for TypeScript, those that are none are shown where", () => {
  const typed = [
    "const a: number = 1;",
    "const a = 1 as number;",
    "type A = 1;",
    "interface A { a: 1 }",
    "const f = (a?: number) => a!;",
    "const b = new Map<string, number>();",
    "const c = 1 satisfies number;",
  ];
  for (const source of typed) { assert.equal(functionBody(source), left({ _tag: "Typed" }), source); }
  const wrong = functionBody("export const sampler = blocks(16 pipe(open, noise()));");
  assert.ok(!isRight(wrong) && wrong.left._tag === "Wrong" && wrong.left.from > 0);
  const open = functionBody("export const sampler = blocks(16");
  assert.ok(!isRight(open) && open.left._tag === "Wrong" && open.left.sentence.startsWith("The text ends too early"));
});

text("the words import and export inside of strings and comments are left alone", () => {
  const source =
    "// export const x = 1;\nconst s = \"import { a } from 'b'; export default 1;\";\nexport const sampler = s;";
  const body = bodyOf(source);
  assert.ok(body.includes("\"import { a } from 'b'; export default 1;\"") && body.includes("// export const x = 1;"));
});

text("what a text brings is JSON when it leaves", () => {
  const { nodes } = arpc({ size: 4, steps: 2, by: ar.nll });
  const json = JSON.stringify(nodes);
  const result = ran(`export const sampler = { nodes: ${json}, run: () => 1 };`);
  assert.equal(result, { _tag: "Program", json: { version: 1, nodes: JSON.parse(json) } });
  assert.ok(isRight(right(result)));
});
text.run();
