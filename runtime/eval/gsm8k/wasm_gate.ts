/** What closes once Python is ready: the interpreter's ways out of its memory, and its growth beyond a size. */
export interface Gate {
  /** From now on only the imports below answer. */ readonly close: () => void;
  /** The exports of the interpreter, known once it is loaded. */ readonly exports: () => PythonExports;
}

/** The part of CPython's C interface that is called, and its memory. Pointers are addresses in that memory. */
export interface PythonExports {
  readonly memory: WebAssembly.Memory;
  readonly malloc: (bytes: number) => number;
  readonly free: (pointer: number) => void;
  readonly PyImport_AddModule: (name: number) => number;
  readonly PyModule_GetDict: (module: number) => number;
  readonly PyDict_GetItemString: (dict: number, name: number) => number;
  readonly PyDict_SetItemString: (dict: number, name: number, value: number) => number;
  readonly PyUnicode_FromStringAndSize: (bytes: number, length: number) => number;
  readonly PyUnicode_AsUTF8AndSize: (text: number, length: number) => number;
  readonly PyRun_SimpleStringFlags: (source: number, flags: number) => number;
  readonly Py_DecRef: (object: number) => void;
}

/** Imports that stay: calls back into the interpreter's own functions, growth of its memory (with a limit), the clock. */
const harmless = new Set([
  "_PyEM_TrampolineCall_JS",
  "_Py_CheckEmscriptenSignals_Helper",
  "emscripten_resize_heap",
  "emscripten_get_heap_max",
  "emscripten_date_now",
  "emscripten_get_now",
  "clock_time_get",
  "clock_res_get",
]);

/** "Operation not permitted", as system calls report it: negative from the kernel's, positive from WASI's. */
const notPermitted = 63;

const refusal = (name: string) => (): number => {
  if (name.startsWith("__syscall_")) { return -notPermitted; }
  if (/^(fd_|random_get|environ_)/.test(name)) { return notPermitted; }
  throw new Error(`the program called ${name}, which is closed to it`);
};

type Import = (...parameters: unknown[]) => unknown;

const gated = (name: string, open: Import, isClosed: () => boolean): Import => {
  const refuse = refusal(name);
  const closable = (...parameters: unknown[]): unknown => isClosed() ? refuse() : open(...parameters);
  // Emscripten reads the signature off some of its functions.
  return Object.assign(closable, open);
};

const limitGrowth = (bytes: number): void => {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages: number): number {
    if (this.buffer.byteLength + pages * 65536 > bytes) { throw new RangeError("the memory limit is reached"); }
    return grow.call(this, pages);
  };
};

/**
 * Puts a gate before the next module that WebAssembly instantiates here: after `close`, files, sockets, the environment and every
 * object of JavaScript are out of its reach, however it is asked, because the functions that led there refuse.
 *
 * @param bytes Its memory cannot grow beyond. @param compiled A module to use in place of the one given, to compile once only.
 */
export const installGate = (bytes: number, compiled: WebAssembly.Module): Gate => {
  let closed = false;
  let exports: PythonExports | undefined;
  const instantiate = WebAssembly.instantiate as (
    module: unknown,
    imports?: WebAssembly.Imports,
  ) => Promise<WebAssembly.Instance>;
  limitGrowth(bytes);
  WebAssembly.instantiate = (async (module: unknown, imports?: Record<string, Record<string, unknown>>) => {
    // Loaders have small modules of their own.
    if (imports?.["env"]?.["emscripten_resize_heap"] === undefined) {
      return await instantiate(
        module,
        imports as never,
      );
    }
    for (const functions of [imports["env"], imports["wasi_snapshot_preview1"]!]) {
      for (const [name, value] of Object.entries(functions)) {
        if (typeof value !== "function" || harmless.has(name)) { continue; }
        functions[name] = gated(name, value as Import, () => closed);
      }
    }
    const instance = await instantiate(compiled, imports as WebAssembly.Imports);
    exports = instance.exports as unknown as PythonExports;
    return { instance, module: compiled };
  }) as unknown as typeof WebAssembly.instantiate;
  return { close: () => closed = true, exports: () => exports! };
};
