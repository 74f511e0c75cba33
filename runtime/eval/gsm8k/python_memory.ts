import type { PythonExports } from "./wasm_gate.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Texts in and out of an interpreter, by its C interface alone: no object of JavaScript is handed over. */
export interface PythonMemory {
  /** Calls `_judge` of `__main__` with a text; its answer, or null if Python could not give one. */
  readonly judge: (question: string) => string | null;
  /** Puts every byte back to where it was when this was made. */
  readonly reset: () => void;
}

const bytesOf = ({ memory }: PythonExports): Uint8Array => new Uint8Array(memory.buffer);

/** Copies a text behind a zero byte into the interpreter: its address and length. */
const put = (python: PythonExports, text: string): readonly [number, number] => {
  const bytes = encoder.encode(text);
  const pointer = python.malloc(bytes.length + 1) >>> 0;
  bytesOf(python).set(bytes, pointer);
  bytesOf(python)[pointer + bytes.length] = 0;
  return [pointer, bytes.length];
};

/** Null where there is no text, or one that is no Unicode: the length would then be that of the whole memory. */
const read = (python: PythonExports, text: number, size: number): string | null => {
  const pointer = python.PyUnicode_AsUTF8AndSize(text, size) >>> 0;
  if (pointer === 0) { return null; }
  const length = new DataView(python.memory.buffer).getUint32(size, true);
  return decoder.decode(bytesOf(python).slice(pointer, pointer + length));
};

/** Must be made when the interpreter is at rest and ready: this is the state that every `reset` returns to. */
export const pythonMemory = (python: PythonExports): PythonMemory => {
  const name = (text: string): number => put(python, text)[0];
  const [question, answer, call] = [
    name("_question"),
    name("_answer_text"),
    name("_answer_text = _judge(_question)\n"),
  ];
  const size = python.malloc(4) >>> 0;
  const names = python.PyModule_GetDict(python.PyImport_AddModule(name("__main__")));
  const kept = bytesOf(python).slice();
  return {
    judge: (text) => {
      const [pointer, length] = put(python, text);
      python.PyDict_SetItemString(names, question, python.PyUnicode_FromStringAndSize(pointer, length));
      return python.PyRun_SimpleStringFlags(call, 0) === 0
        ? read(python, python.PyDict_GetItemString(names, answer), size)
        : null;
    },
    reset: () => {
      const now = bytesOf(python);
      now.set(kept);
      now.fill(0, kept.length);
    },
  };
};
