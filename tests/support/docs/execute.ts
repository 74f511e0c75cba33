/**
 * Runs modules one after the other: `node --import tsx execute.ts file...`; prints one line of JSON for each.
 *
 * One process for all of them, since starting one takes longer than most blocks run.
 */
import { pathToFileURL } from "node:url";

const limitSeconds = 60;

const tell = (line: string): Promise<void> => new Promise((written) => process.stdout.write(line, () => written()));

const timeUp = (): Promise<never> =>
  new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`still running after ${limitSeconds} s`)), limitSeconds * 1000)
  );

const outcome = async (file: string): Promise<string | null> => {
  try {
    await Promise.race([import(pathToFileURL(file).href), timeUp()]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.stack ?? error.message : String(error);
  }
};

console.log = console.info = () => {};
for (const file of process.argv.slice(2)) {
  await tell(`\n${JSON.stringify({ file, error: await outcome(file) })}\n`);
}
process.exit(0);
