import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { canonical } from "../../dsl/interpreters/canonical.ts";
import { fnv1a64 } from "../../dsl/interpreters/hash.ts";
import { root } from "../../tests/support/root.ts";
import type { Scale } from "./scale.ts";

/** Two networks' folders. */
export interface Networks {
  readonly masked: string;
  readonly uniform: string;
}

/** Trains both networks on text of the small language, by `blockgen train`; goes on where it was stopped, and is done only once. */
export const trainNetworks = async (folder: string, { training }: Scale): Promise<Networks> => {
  // Other settings make other networks.
  const home = join(folder, `networks-${fnv1a64(canonical(training)).slice(0, 8)}`);
  const networks = { masked: join(home, "masked"), uniform: join(home, "uniform") };
  await Promise.all([trainOne("masked", networks.masked, training), trainOne("uniform", networks.uniform, training)]);
  return networks;
};

/** One token a character: the vocabulary is the alphabet. */
const vocabulary = "14";

const trainOne = async (
  noise: keyof Networks,
  folder: string,
  training: Scale["training"],
): Promise<void> => {
  const done = join(folder, "finished");
  if (existsSync(done)) { return; }
  const resume = existsSync(join(folder, "state")) ? ["--resume"] : [];
  const options = Object.entries(training).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const args = ["train", "--corpus", "mini", "--process", noise, "--vocabulary", vocabulary, "--out", folder];
  await blockgen([...args, "--blocks", "1:0.25,16:0.75", "--save-every", "30", ...options, ...resume]);
  writeFileSync(done, "");
};

/** A run that is killed leaves no training behind that would write into the folder of the next. */
const endsWithUs = `data:text/javascript,${
  encodeURIComponent('process.on("disconnect", () => process.exit(1)); process.channel.unref();')
}`;

const blockgen = (args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const main = join(root, "runtime/cli.ts");
    const child = spawn(process.execPath, ["--import", endsWithUs, "--import", "tsx", main, ...args], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`Cannot go on without a network: blockgen ${args.join(" ")} ended with ${code}`)));
  });
