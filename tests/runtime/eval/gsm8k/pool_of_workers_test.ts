import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PythonPool } from "../../../../runtime/eval/gsm8k/python_pool.ts";
import type { Asked, WorkerHandle } from "../../../../runtime/eval/gsm8k/worker_protocol.ts";

const answered: Asked = { _tag: "Answered", answer: { id: 0, reply: '{"tag":"OutOfMemory"}', milliseconds: 1 } };

/** Answers as often as said, then dies. */
const mortal = (lives: number): WorkerHandle => ({
  ask: () => Promise.resolve<Asked>(lives-- > 0 ? answered : { _tag: "Died", reason: "it was its time" }),
  end: () => Promise.resolve(),
});

/** Starts these, one after the other, then none. */
const starting = (...workers: WorkerHandle[]) => {
  const count = { asked: 0 };
  const start = async (): Promise<WorkerHandle> => {
    const worker = workers[count.asked++];
    if (worker === undefined) { throw new Error("no memory for a thread"); }
    return await Promise.resolve(worker);
  };
  return { start, count };
};

const tags = async (pool: PythonPool, programs: number): Promise<readonly string[]> =>
  (await Promise.all(Array.from({ length: programs }, () => pool.execute("")))).map((one) => JSON.stringify(one));

const over = '{"_tag":"SandboxGone","reason":"no memory for a thread"}';
const pool = suite("a pool whose workers die");
pool("starts others, and loses no program but those that killed one", async () => {
  const { start } = starting(mortal(1), mortal(9));
  const workers = new PythonPool(start, 1);
  await workers.add();
  const found = await tags(workers, 4);
  assert.is(found.filter((one) => one === '{"_tag":"OutOfMemory"}').length, 3);
  assert.is(found.filter((one) => one.includes("it was its time")).length, 1);
});
pool("of which no other starts settles what waits, and what comes later", async () => {
  const { start, count } = starting(mortal(0));
  const workers = new PythonPool(start, 1);
  await workers.add();
  assert.equal((await tags(workers, 3)).slice(1), [over, over]);
  assert.equal(await tags(workers, 2), [over, over]);
  assert.is(count.asked, 4, "three attempts behind the first worker");
});
pool("goes on with the workers that are left, and settles everything when the last is gone", async () => {
  const { start } = starting(mortal(0), mortal(9));
  const workers = new PythonPool(start, 1);
  await Promise.all([workers.add(), workers.add()]);
  const found = await tags(workers, 30);
  assert.is(found.filter((one) => one === '{"_tag":"OutOfMemory"}').length, 9);
  assert.is(found.filter((one) => one === over).length, 19);
});
pool("that is closed while a worker starts ends that worker", async () => {
  let ended = 0;
  const late = { ...mortal(9), end: () => Promise.resolve(void ended++) };
  const workers = new PythonPool(starting(late).start, 1);
  const adding = workers.add();
  await workers.close();
  await adding;
  assert.is(ended, 1);
  assert.equal(await tags(workers, 1), ['{"_tag":"SandboxGone","reason":"the sandbox was closed"}']);
});
pool.run();
