import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import files from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { withLock } from "../../runtime/file_lock_node.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-lock-"));
const lock = join(folder, "deep", "file.lock");
const locks = suite("a lock on a file");
locks("lets one in at a time, and is gone behind the last, also where one fails", async () => {
  let inside = 0;
  let most = 0;
  const enter = (fails: boolean) =>
    withLock(lock, undefined, async () => {
      most = Math.max(most, ++inside);
      await sleep(5);
      inside--;
      if (fails) { throw new Error("it failed"); }
      return "done";
    }).catch(() => "failed");
  const ends = await Promise.all([false, true, false].map(enter));
  assert.equal([ends, most, existsSync(lock)], [["done", "failed", "done"], 1, false]);
});
locks("that a killed process left is taken at once, one that is old in any case", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(lock, `${pid} ${hostname()}`);
  assert.is(await withLock(lock, undefined, () => Promise.resolve("done")), "done");
  writeFileSync(lock, "7 another-machine");
  const before = new Date(Date.now() - 120_000);
  utimesSync(lock, before, before);
  assert.is(await withLock(lock, undefined, () => Promise.resolve("done")), "done");
});
locks("that was left behind is taken by one of those who find it, however late another removes it", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(lock, `${pid} ${hostname()}`);
  const { rm } = files;
  let [removals, inside, most] = [0, 0, 0];
  files.rm = async (...given) => (await sleep(removals++ === 0 ? 5 : 40), await rm(...given));
  syncBuiltinESMExports();
  try {
    const enter = () =>
      withLock(lock, undefined, async () => {
        most = Math.max(most, ++inside);
        await sleep(100);
        inside--;
      });
    await Promise.all([enter(), enter()]);
  } finally {
    files.rm = rm;
    syncBuiltinESMExports();
  }
  assert.is(most, 1);
  assert.equal(readdirSync(join(folder, "deep")), []);
});
locks("that another holds is waited for, until the caller stops", async () => {
  writeFileSync(lock, `${process.pid} ${hostname()}`);
  const control = new AbortController();
  const waiting = withLock(lock, control.signal, () => Promise.resolve("done"));
  await sleep(20);
  control.abort();
  assert.is(await waiting, null);
  assert.ok(existsSync(lock));
});
locks.after(() => rmSync(folder, { recursive: true }));
locks.run();
