import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLeft } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { describeTrain, type LogRecord, readLog } from "../../../runtime/train/mod.ts";
import { root } from "../../support/root.ts";

/** Updates of the run, and how often it is killed. */
const [STEPS, KILLS] = [60, 4];

/** Runs a toy training, and kills it so many milliseconds behind its so many-th record; whether it came to its end. */
const run = (folder: string, resume: boolean, kill: { readonly records: number; readonly after: number } | null) =>
  new Promise<boolean>((resolve) => {
    const file = join(root, "tests/support/training_child.ts");
    const args = ["--import", "tsx", file, folder, String(STEPS), ...(resume ? ["--resume"] : [])];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let records = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const before = records;
      records += text.split("\n").length - 1;
      if (kill !== null && before < kill.records && records >= kill.records) {
        setTimeout(() => child.kill("SIGKILL"), kill.after);
      }
    });
    child.on("close", (code) => resolve(code === 0));
  });

const logOf = async (folder: string): Promise<readonly object[]> => {
  const log = readLog(await readFile(join(folder, "log.jsonl"), "utf8"));
  if (isLeft(log)) { throw new Error(describeTrain(log.left)); }
  return log.right.map(({ elapsed: _, ...rest }: LogRecord) => rest);
};

const killed = suite<{ folder: string }>("a training that is killed");
killed.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "blockgen-killed-"));
});
killed.after(({ folder }) => rm(folder, { recursive: true }));

killed(`${KILLS} times at any moment goes on to the same log, bit for bit`, async ({ folder }) => {
  const [whole, broken] = ["whole", "broken"].map((name) => join(folder, name)) as [string, string];
  assert.ok(await run(whole, false, null));
  for (let round = 0; round < KILLS; round++) {
    const kill = { records: 1 + Math.floor(Math.random() * 12), after: Math.random() * 40 };
    const resume = existsSync(join(broken, "state/state.safetensors"));
    assert.not.ok(await run(broken, resume, kill), `killed ${kill.after} ms behind record ${kill.records}`);
  }
  assert.ok(await run(broken, existsSync(join(broken, "state/state.safetensors")), null));
  assert.equal(await logOf(broken), await logOf(whole));
  const [a, b] = await Promise.all([whole, broken].map((one) => readFile(join(one, "model.safetensors"))));
  assert.ok(a!.equals(b!));
});

killed.run();
