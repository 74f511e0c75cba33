import { isLeft } from "fp-ts/lib/Either.js";
import { check, describeProblem, explain, type Process, type SamplerEntry, samplerFacts } from "../../dsl/mod.ts";
import { buildSampler, toSource } from "../../dsl/mod.ts";
import { kebab } from "../../runtime/cli/nearest.ts";
import { samplerOptions } from "../../runtime/cli/sampler_options.ts";
import { oracleFor } from "../quality/oracle.ts";
import { figure } from "./both_schemes.ts";
import type { Page, Picture } from "./page.ts";
import { samplerInPlayground } from "./playground_link.ts";
import { structure } from "./structure.ts";

/** What a page shows besides what the entry itself says. */
export interface Shown {
  /** Its paragraph in docs/samplers.md. */ readonly prose: string;
  readonly curve: Picture | null;
  readonly film: Picture | null;
}

/** Noise as readers call it. */
export const noiseName = (process: Process): string => process === "absorbing" ? "masked" : process;

/** Numbers of arXiv as links. */
export const withLinks = (text: string): string =>
  text.replace(/\b(\d{4}\.\d{5})\b/g, "[$1](https://arxiv.org/abs/$1)");

const code = (text: string): string => `\`${text}\``;
const list = (words: readonly string[], none: string): string => words.length === 0 ? none : words.join(", ");

const facts = (entry: SamplerEntry): string => {
  const { process, needs, nfe } = samplerFacts(entry);
  return [
    `- **Published in** ${withLinks(entry.paper)}`,
    `- **Noise:** ${process.map(noiseName).join(", ")}`,
    `- **Needs of a model:** ${list(needs.map(code), "predictions, no more")}`,
    `- **Function evaluations (NFE):** ${nfe}`,
  ].join("\n");
};

const knobs = ({ parameters, quick }: SamplerEntry): string => {
  const rows = Object.entries(parameters).map(([knob, value]) => {
    const first = quick?.[knob as keyof typeof quick];
    const option = kebab(knob);
    const tried = first === undefined || first === value ? "" : `, ${first} at a first try`;
    const means = samplerOptions[option]!.means.replace(/^[\w-]+(, [\w-]+)*: /, "").replace(/ \([^()]*\)$/, "");
    return `| ${code(`--${option}`)} | ${value}${tried} | ${means} |`;
  });
  return ["| knob | default | what it is |", "| --- | --- | --- |", ...rows].join("\n");
};

/** How to run it on the exact model of the shipped book, or why that model will not do. */
const trial = async (entry: SamplerEntry): Promise<string> => {
  const noise = samplerFacts(entry).process[0]!;
  const program = buildSampler(entry, entry.quick);
  const { abilities } = await oracleFor(noise, "full");
  const problems = check(program, { ...abilities, selfConditioning: false }, { length: 64 });
  if (problems.length > 0) {
    return `Not on the exact models that ship: ${[...new Set(problems.map(describeProblem))].join("; ")}.`;
  }
  const process = noise === "absorbing" ? "" : ` --process ${noise}`;
  return `\`\`\`sh\nnpx blockgen sample --sampler ${entry.name}${process} --prompt "In the beginning " --length 64\n\`\`\`\n\n${
    samplerInPlayground(entry.name, noise)
  }. On the command line and there, whole rows get fewer updates at first.`;
};

const source = (entry: SamplerEntry): string => {
  const text = toSource(buildSampler(entry));
  if (isLeft(text)) { throw new Error(`${entry.name} has no source`); }
  return `\`\`\`ts\n${text.right.trimEnd()}\n\`\`\``;
};

const quality = (name: string, curve: Picture | null): string =>
  curve === null
    ? "Not measured: the exact model lacks what it needs."
    : `${
      figure(curve)
    }\n\nTexts of the exact model of the shipped book; its own texts have the dotted values. Grey: ancestral sampling
on the same noise, at temperature 1. Solid: masked noise, dashed: uniform. Fewer bits than the dotted line at less entropy
are no gain: the texts are more alike. [All samplers, and how it was measured](/quality.md)${
      name === "arpc" ? "; [the paper's picture](/reproduce.md)" : ""
    }.`;

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

/** The page of a named sampler, made from its own definition. */
export const samplerPage = async (entry: SamplerEntry, { prose, curve, film }: Shown): Promise<Page> => {
  const program = buildSampler(entry);
  const text = [
    `# ${entry.name}`,
    sentence(entry.summary),
    withLinks(prose),
    facts(entry),
    "## Try it",
    await trial(entry),
    knobs(entry),
    "## What it does",
    structure(program),
    ...(film === null ? [] : ["One block behind the words “In the beginning”, an update a row:", figure(film)]),
    "The program in text, as `blockgen explain` prints it:",
    `\`\`\`text\n${explain(program)}\n\`\`\``,
    "## The composition",
    `This is what \`toSource\` writes for the defaults; change a stage and run it. In your own program,
\`buildSampler(samplerNamed("${entry.name}")!)\` is the same sampler.`,
    source(entry),
    "## Quality",
    quality(entry.name, curve),
    "",
  ];
  return { path: `samplers/${entry.name}.md`, text: text.join("\n\n") };
};
