/** One thread of a sweep: measures the cells that it is sent, one at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { isLeft } from "fp-ts/lib/Either.js";
import { reasonOf } from "../../thrown.ts";
import type { NamedCell } from "./cells.ts";
import { measurer } from "./tools_node.ts";
import type { WorkerAnswer, WorkerData } from "./worker_protocol.ts";

const { threads } = workerData as WorkerData;
const port = parentPort!;
const measure = measurer(threads);

const answer = async ({ id, cell }: NamedCell): Promise<WorkerAnswer> => {
  const notices: string[] = [];
  try {
    const measured = await measure(cell, (notice) => void notices.push(notice));
    return { id, notices, ...(isLeft(measured) ? { failed: measured.left } : { measured: measured.right }) };
  } catch (thrown) {
    return { id, notices, failed: `Cannot finish the cell ${id}: ${reasonOf(thrown)}` };
  }
};

port.on("message", async (cell: NamedCell) => port.postMessage(await answer(cell)));
