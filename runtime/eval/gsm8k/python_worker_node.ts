/** One sandboxed interpreter: a worker thread that answers questions about programs until it is terminated. */
import { parentPort, workerData } from "node:worker_threads";
import { judgeSource } from "./judge_source.ts";
import { pythonMemory } from "./python_memory.ts";
import { installGate } from "./wasm_gate.ts";
import type { Answer, Question, WorkerData } from "./worker_protocol.ts";

const { pyodide, folder, module, memoryBytes } = workerData as WorkerData;
const port = parentPort!;

const load = async (): Promise<ReturnType<typeof pythonMemory>> => {
  const gate = installGate(memoryBytes, module);
  const { loadPyodide } = await import(pyodide) as typeof import("pyodide");
  const python = await loadPyodide({ indexURL: folder, env: {}, stdout: () => {}, stderr: () => {} });
  python.runPython(judgeSource);
  const memory = pythonMemory(gate.exports());
  gate.close();
  return memory;
};

const answer = (memory: ReturnType<typeof pythonMemory>, { id, text, task }: Question): Answer => {
  const started = performance.now();
  try {
    const reply = memory.judge(JSON.stringify({ text, task }));
    memory.reset();
    return { id, reply, milliseconds: performance.now() - started };
  } catch (error) {
    // A trap or a refused import leaves the interpreter's stack as it was: it cannot be used again.
    const stopped = error instanceof Error ? error.message : String(error);
    return { id, reply: null, stopped, milliseconds: performance.now() - started };
  }
};

try {
  const memory = await load();
  port.on("message", (question: Question) => port.postMessage(answer(memory, question)));
  port.postMessage("ready");
} catch (error) {
  port.postMessage({ failed: error instanceof Error ? error.message : String(error) });
}
