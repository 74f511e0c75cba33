import * as assert from "uvu/assert";

interface TraceEvent {
  readonly name: string;
  readonly tid: number;
  /** Microseconds of the thread's own time. */ readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What Chromium must trace for it. */
export const taskCategories = ["toplevel", "disabled-by-default-devtools.timeline"];

/** Milliseconds that the longest task of the main thread computed: the time in which other processes had the core is left out. */
export const longestTask = (trace: Buffer): number => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(({ tid }) =>
      tid
    ),
  );
  const tasks = traceEvents.filter(({ name, tid, tdur }) =>
    /RunTask$/.test(name) && main.has(tid) && tdur !== undefined
  );
  assert.ok(tasks.length > 100, `only ${tasks.length} tasks`);
  return Math.max(...tasks.map(({ tdur }) => tdur! / 1000));
};
