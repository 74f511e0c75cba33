import { right } from "fp-ts/lib/Either.js";
import { type SamplerEntry, samplerFacts, samplers } from "../../dsl/mod.ts";
import { has } from "./arguments.ts";
import type { Command } from "./command.ts";
import { wrapIndented } from "./layout.ts";
import { kebab } from "./nearest.ts";
import { styled, type Terminal } from "./terminal.ts";

/** Where the details begin. */
const HANG = 9;

/** An entry as plain data. */
const dataOf = (entry: SamplerEntry) => {
  const { build: _, ...data } = entry;
  return { ...data, ...samplerFacts(entry) };
};

const linesOf = (entry: SamplerEntry, terminal: Terminal): readonly string[] => {
  const { process, needs, nfe } = samplerFacts(entry, entry.quick);
  const options = Object.entries({ ...entry.parameters, ...entry.quick }).map(([knob, value]) =>
    `--${kebab(knob)} ${value}`
  );
  const noise = process.map((one) => one === "absorbing" ? "masked" : one);
  const details = [
    `paper    ${entry.paper}`,
    `noise    ${noise.join(", ")}`,
    ...(needs.length === 0 ? [] : [`needs    ${needs.join(", ")}`]),
    `NFE      ${nfe}`,
    `options  ${options.join(", ")}`,
  ];
  return [
    `${styled(terminal, "bold", entry.name)}: ${entry.summary}`,
    ...details.flatMap((line) => wrapIndented(`  ${line}`, terminal.width, HANG)),
    "",
  ];
};

/** `blockgen samplers`: lists the samplers that have names. */
export const samplersCommand: Command = {
  name: "samplers",
  summary: "list the named samplers: paper, noise, what they need, what they cost",
  words: "",
  options: { json: { means: "as JSON" } },
  examples: ["blockgen samplers"],
  run: (args, terminal) => {
    const text = has(args, "json")
      ? JSON.stringify(samplers.map(dataOf))
      : samplers.flatMap((entry) => linesOf(entry, terminal)).join("\n").trimEnd();
    terminal.out(`${text}\n`);
    return Promise.resolve(right(0));
  },
};
