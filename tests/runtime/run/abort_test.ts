import * as E from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blockAncestral } from "../../../dsl/mod.ts";
import { type Model, run, type Session, stream, userModel } from "../../../runtime/mod.ts";
import { assertFailure } from "../../support/failures.ts";

const program = blockAncestral({ size: 4, steps: 3 });

/** A model that counts, and calls back before its n-th prediction. */
const watched = (at: number, then: () => void) => {
  const seen = { opened: 0, asked: 0, closed: 0 };
  const flat = userModel({
    process: "absorbing",
    vocabulary: 3,
    predict: ({ noisy }) => Array.from(noisy, () => [0, 1, 2]),
  });
  const open = async (batch: { rows: number; length: number }): Promise<Session> => {
    seen.opened++;
    const session = await flat.open(batch);
    const predict: Session["predict"] = (request) => {
      if (++seen.asked === at) { then(); }
      return session.predict(request);
    };
    return { predict, close: () => void seen.closed++ };
  };
  return { model: { ...flat, open } as Model, seen };
};

const abortAt = async (at: number, reason?: unknown) => {
  const controller = new AbortController();
  const { model, seen } = watched(at, () => controller.abort(reason));
  const result = await run(program, model, {
    length: 12,
    rows: [{ prompt: [1] }],
    backend: "host",
    signal: controller.signal,
  })();
  assert.ok(E.isLeft(result));
  return { error: (result as E.Left<never>).left, seen };
};

const abort = suite("aborting a run");

abort("before the start: nothing is opened", async () => {
  const { model, seen } = watched(0, () => undefined);
  const signal = AbortSignal.abort(new Error("changed my mind"));
  const result = await run(program, model, { length: 12, backend: "host", signal })();
  assertFailure(
    (result as E.Left<never>).left,
    "Aborted",
    /Stopped by the caller \(changed my mind\) with 0 tokens committed/,
  );
  assert.equal(seen, { opened: 0, asked: 0, closed: 0 });
});

abort("in mid-block: what the block had is dropped, the session is closed", async () => {
  const { error, seen } = await abortAt(5, new Error("enough"));
  assert.equal(error, { _tag: "Aborted", committed: 3, reason: "enough" });
  assert.equal(seen, { opened: 1, asked: 5, closed: 1 });
});

abort("between blocks: all of the blocks before it count", async () => {
  const controller = new AbortController();
  const { model, seen } = watched(0, () => undefined);
  const walk = stream(program, model, { length: 12, backend: "host", signal: controller.signal });
  let next = await walk.next();
  for (; next.done !== true; next = await walk.next()) {
    if (next.value._tag === "Committed" && next.value.start === 4) { controller.abort("two are enough"); }
  }
  assert.equal(next.value, E.left({ _tag: "Aborted", committed: 8, reason: "two are enough" }));
  assert.equal(seen, { opened: 1, asked: 6, closed: 1 });
});

abort("after the last evaluation: the run is whole", async () => {
  const controller = new AbortController();
  const { model } = watched(9, () => controller.abort());
  const result = await run(program, model, { length: 12, backend: "host", signal: controller.signal })();
  assert.ok(E.isRight(result));
});

abort("a consumer that breaks out of the loop closes the session, and nothing more is asked", async () => {
  for (const tag of ["Started", "Step", "Committed"] as const) {
    const { model, seen } = watched(0, () => undefined);
    for await (const event of stream(program, model, { length: 12, backend: "host", trace: "step" })) {
      if (event._tag === tag) { break; }
    }
    const asked = seen.asked;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(seen, { opened: 1, asked, closed: 1 });
    assert.ok(asked < 9);
  }
});

abort("a consumer that throws closes it too, and sees its own error", async () => {
  const { model, seen } = watched(0, () => undefined);
  try {
    for await (const event of stream(program, model, { length: 12, backend: "host" })) {
      if (event._tag === "Committed") { throw new Error("mine"); }
    }
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, "mine");
  }
  assert.is(seen.closed, 1);
});

abort("a stream that nobody reads opens nothing", () => {
  const { model, seen } = watched(0, () => undefined);
  stream(program, model, { length: 12 });
  assert.is(seen.opened, 0);
});

abort.run();
