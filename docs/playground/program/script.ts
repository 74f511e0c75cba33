import { describeCodecError, program, toSource } from "blockgen/dsl";
import { type Either, map, mapLeft } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { match } from "ts-pattern";
import type { ModelChoice, Setup } from "../setup.ts";

/** A model as code: what has to be imported for it, and the lines that leave it as `model`. */
interface ModelCode {
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

const literal = (value: unknown): string => JSON.stringify(value);

const oracle = (text: string, process: string): string => `markovOracle(${text}, { process: ${literal(process)} })`;

const modelCode = (model: ModelChoice, text: string): ModelCode =>
  match(model)
    .with({ _tag: "Book" }, ({ process }) => ({
      imports: ["loadBook", "markovOracle"],
      lines: [`const model = ${oracle("(await loadBook()).text", process)};`],
    }))
    .with({ _tag: "Text" }, ({ process }) => ({
      imports: ["markovOracle"],
      lines: [`const text = ${literal(text)};`, `const model = ${oracle("text", process)};`],
    }))
    .with({ _tag: "Shipped" }, ({ name }) => ({
      imports: ["describeLoadError", "shippedModel"],
      lines: [
        "// Another engine than the page's may round the network's last bits otherwise, and so come to other tokens.",
        `const loaded = await shippedModel(${literal(name)});`,
        'if (loaded._tag === "Left") { throw new Error(describeLoadError(loaded.left)); }',
        "const model = loaded.right;",
      ],
    }))
    .exhaustive();

const runLines = ({ length, seed, prompt }: Setup): readonly string[] => [
  `const rows = [${prompt === "" ? "{}" : `{ prompt: ${literal(prompt)} }`}];`,
  `const result = await sample(sampler, model, { length: ${length}, seed: ${seed}, rows });`,
  "console.log(result.rows[0]?.text);",
  "console.log(`${result.nfe} function evaluations, kernels on ${result.backend}`);",
];

/**
 * One side of a setup as a complete TypeScript file that comes to the same tokens as the page.
 *
 * @param file Its name, which says how to run it; the ending `.mts` makes it a module in any folder.
 * @returns The file, or one sentence: a custom stage is a function and has no text.
 */
export const scriptOf = (setup: Setup, side: 0 | 1, file: string): Either<string, string> => {
  const { model, nodes } = setup.sides[side];
  const { imports, lines } = modelCode(model, setup.text);
  return pipe(
    toSource(program(nodes)),
    mapLeft(describeCodecError),
    map((source) =>
      [
        "// A run of the blockgen playground, to the token.",
        `// Beside an installed blockgen: npx tsx ${file}, or deno run -A ${file}`,
        `import { ${[...imports, "sample"].sort().join(", ")} } from "blockgen";`,
        source,
        ...lines,
        ...runLines(setup),
        ...(model._tag === "Shipped" ? ["await model.dispose();"] : []),
        "",
      ].join("\n")
    ),
  );
};
