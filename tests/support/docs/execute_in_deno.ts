/** Imports modules one after the other under Deno and says which failed: `name -> error`, null where none. */
export default async function (files: readonly string[]): Promise<Readonly<Record<string, string | null>>> {
  const answers: Record<string, string | null> = {};
  const { log, info } = console;
  console.log = console.info = () => {};
  for (const file of files) {
    try {
      await import(`file://${file}`);
      answers[file] = null;
    } catch (error) {
      answers[file] = error instanceof Error ? error.stack ?? error.message : String(error);
    }
  }
  Object.assign(console, { log, info });
  return answers;
}
