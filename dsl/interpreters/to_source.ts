import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { Node } from "../node.ts";
import type { Program } from "../program.ts";
import { everyNode } from "./bodies_of.ts";
import type { CodecError } from "./codec_error.ts";
import { braces, call, type Code, layout, namesIn } from "./source_code.ts";
import { blocksCode, pipeCode } from "./source_stage.ts";

/**
 * A program as a TypeScript module that exports it under a name: running the module gives the same nodes.
 *
 * Options at their defaults are left out. A custom stage is refused, as its function has no text.
 *
 * @param name What the program is called in the module; an identifier.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { autoregressive, toSource } from "blockgen/dsl";
 *
 * const source = toSource(autoregressive(), "oneByOne");
 * strictEqual(
 *   source._tag === "Right" && source.right.split("\n").at(-2),
 *   "export const oneByOne = blocks(1, pipe(open, noise(), predict(), shape(), finish(), commitBlock()));",
 * );
 * ```
 */
export const toSource = (program: Program, name = "sampler"): Either<CodecError, string> => {
  const custom = everyNode(program.nodes).find(({ node }) => node._tag === "Custom");
  if (custom?.node._tag === "Custom") { return left({ _tag: "CustomStage", name: custom.node.name, at: custom.at }); }
  const code = programCode(program.nodes);
  return right(`${importsOf(code)}\n${namesIn(code).includes(name) ? renamed(code, name) : exported(code, name)}`);
};

const declared = (opening: string, code: Code): string => `${opening}${layout(code, "", opening.length + 1)};\n`;
const exported = (code: Code, name: string): string => declared(`export const ${name} = `, code);

/** A sampler may be called like a stage it is made of: then only its export is. */
const LOCAL = "sampler";
const renamed = (code: Code, name: string): string =>
  `${declared(`const ${LOCAL} = `, code)}\nexport { ${LOCAL} as ${name} };\n`;

const isBlocks = (node: Node) => node._tag === "Blocks";

const programCode = (nodes: readonly Node[]): Code => {
  const programs = nodes.filter(isBlocks).map(blocksCode);
  if (nodes.length === 0 || programs.length < nodes.length) { return pipeCode(nodes); }
  return programs.length === 1 ? programs[0] : call("sequence", ...programs);
};

const FROM_FP_TS = ["flow", "pipe"];

const importsOf = (code: Code): string => {
  const names = [...new Set(namesIn(code))].sort();
  const line = (some: readonly string[], module: string) =>
    some.length === 0
      ? ""
      : `import ${layout(braces(some), "", "import  from ;".length + module.length + 2)} from ${
        JSON.stringify(module)
      };\n`;
  return line(names.filter((name) => FROM_FP_TS.includes(name)), "fp-ts/lib/function.js") +
    line(names.filter((name) => !FROM_FP_TS.includes(name)), "blockgen/dsl");
};
