import { isLeft } from "fp-ts/lib/Either.js";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { readArguments } from "../../../runtime/cli/arguments.ts";
import { commands, main } from "../../../runtime/cli/main.ts";
import type { Terminal } from "../../../runtime/cli/terminal.ts";
import { root } from "../root.ts";
import type { ShellLine } from "./shell_lines.ts";

/** What checking came to: commands of ours that ran, those whose options were read only, and one complaint per fault. */
export interface CommandReport {
  readonly ran: number;
  readonly read: number;
  readonly complaints: readonly string[];
}

/** How a reader calls the command line. */
const ours: readonly (readonly string[])[] = [["npx", "blockgen"], ["blockgen"], ["npx", "tsx", "runtime/cli.ts"]];
/** Commands that end soon on the shipped model; the others are for hours or for files that are not here. */
const quick = new Set(["sample", "explain", "inspect", "samplers"]);
/** Programs of others that pages may name; what they do is not ours to test. */
const foreign = new Set(["deno", "npx esbuild", "npm i", "npm ci", "npm install", "npm publish"]);

const argumentsOf = ({ words }: ShellLine): readonly string[] | null => {
  const call = ours.find((call) => call.every((word, i) => words[i] === word));
  return call === undefined ? null : words.slice(call.length);
};

/** Does it name a model or a file that only its reader has? */
const needsMore = (args: readonly string[]): boolean =>
  args.some((word, i) =>
    /^(hf:|out\b)/.test(word) || ["--watch"].includes(word) ||
    (args[i - 1] === "--model" && !/^(oracle|masked|uniform)$/.test(word)) ||
    (args[i - 1] === "--program" && !existsSync(word)) || (args[0] === "inspect" && i === 1)
  );

const scripts = (): Readonly<Record<string, string>> =>
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> }).scripts;

/** What is wrong with a command that is not ours, as far as one can see. */
const foreignComplaint = ({ words }: ShellLine): string | null => {
  const [first = "", second = "", third = ""] = words;
  if (first === "npm" && ["start", "test"].includes(second)) { return second in scripts()
      ? null
      : `no script ${second}`; }
  if (first === "npm" && second === "run") {
    const name = words.slice(2).find((word) => !word.startsWith("-"));
    return name !== undefined && name in scripts() ? null : `package.json has no script ${name}`;
  }
  if (first === "npx" && second === "tsx") {
    const there = existsSync(join(root, third)) || !third.includes("/");
    return there ? null : `there is no file ${third}`;
  }
  if (existsSync(join(root, first)) || ["node", "git", "cd", "export"].includes(first)) { return null; }
  return foreign.has(first) || foreign.has(`${first} ${second}`) ? null : `nobody knows the command ${first} ${second}`;
};

const optionsComplaint = (args: readonly string[]): string | null => {
  const [name = "--help", ...rest] = args;
  if (name.startsWith("-")) { return name === "--help" ? null : `blockgen has no option ${name}`; }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) { return `blockgen has no command ${name}`; }
  const { options } = command.subcommands?.find((one) => one.name === rest[0]) ?? command;
  const read = rest.includes("--help") ? null : readArguments(rest, options);
  return read !== null && isLeft(read) ? read.left.sentence : null;
};

/** Runs one of our commands in the folder that the process is in. */
const runHere = async (args: readonly string[], into: string | null): Promise<string | null> => {
  const said = { out: "", err: "" };
  const terminal: Terminal = {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    redraws: false,
    colours: false,
    width: 80,
    height: 24,
  };
  const code = await main(args, terminal);
  if (into !== null) { writeFileSync(into, said.out); }
  return code === 0 ? null : `ended with ${code}: ${said.err}`;
};

/** Folders that commands write into are made: a reader has them. */
const makeFolders = (args: readonly string[]): void => {
  for (const word of args) {
    if (/^\w[\w/.-]*\/[\w-]+\.\w+$/.test(word)) {
      mkdirSync(dirname(word), { recursive: true });
    }
  }
};

/** Reads the options of every command, and runs those that end soon, page by page in a folder of its own. */
export const checkCommands = async (lines: readonly ShellLine[]): Promise<CommandReport> => {
  const complaints: string[] = [];
  let [ran, read, page] = [0, 0, ""];
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "blockgen-commands-"));
  try {
    for (const line of lines) {
      if (line.file !== page) {
        page = line.file;
        const own = join(folder, page.replace(/\W/g, "_"));
        mkdirSync(own);
        process.chdir(own);
      }
      const args = argumentsOf(line);
      const wrong = args === null ? foreignComplaint(line) : optionsComplaint(args);
      const runs = args !== null && wrong === null && quick.has(args[0] ?? "") && !needsMore(args);
      if (runs) { makeFolders(args); }
      const failed = runs ? await runHere(args, line.into) : wrong;
      if (runs) { ran++; }
      else { read++; }
      if (failed !== null) { complaints.push(`${line.file}:${line.line}: ${line.words.join(" ")}: ${failed}`); }
    }
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
  return { ran, read, complaints };
};
