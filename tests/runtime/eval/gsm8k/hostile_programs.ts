import type { Execution } from "../../../../runtime/eval/gsm8k/execution.ts";

/** A program that tries to break the checker, and the verdicts that are in order. */
export interface Hostile {
  readonly name: string;
  readonly body: readonly string[];
  readonly ends: readonly Execution["_tag"][];
}

const hostile = (name: string, body: readonly string[], ...ends: Execution["_tag"][]): Hostile => ({
  name,
  body,
  ends,
});

/** The way from allowed names to every class, and from there to the real `__import__`. */
const escape = [
  "every = ().__class__.__base__.__subclasses__()",
  "real = None",
  "for one in every:",
  "    names = one.__init__.__globals__ if '__globals__' in one.__init__.__class__.__dict__ else {}",
  "    if '__builtins__' in names:",
  "        found = names['__builtins__']",
  "        real = found if isinstance_dict(found) else found.__dict__",
  "        break",
].map((line) => line.replace("isinstance_dict(found)", "str(found.__class__) == \"<class 'dict'>\""));

/** After the escape `get(name)` imports any module. */
const free = [...escape, "get = real['__import__']"];

/** The way from an allowed name to what writes replies: every one of them is `reply` from then on. */
const forged = [
  "get = print.__self__.__import__",
  "get('json')._default_encoder.encode = lambda *_: reply",
  "return 7",
];

/** A reply of the right format around a value. */
const replyOf = (value: string): string =>
  `reply = '{"tag": "Returned", "code": "", "printed": "", "value": ' + ${value} + '}'`;

/** Thirty-two programs: the first line of each body is inside `simple_math_problem()`. */
export const hostilePrograms: readonly Hostile[] = [
  hostile("an endless loop", ["while True: pass"], "TimedOut"),
  hostile("a bare except in an endless loop", [
    "while True:",
    "    try:",
    "        1 / 0",
    "    except:",
    "        pass",
  ], "TimedOut"),
  hostile("a bare except around an endless loop, again and again", [
    "while True:",
    "    try:",
    "        while True: pass",
    "    except:",
    "        pass",
  ], "TimedOut"),
  hostile("a huge allocation", ["return len([0] * 10 ** 9)"], "OutOfMemory"),
  hostile("a huge text", ["return len('x' * (1 << 30))"], "OutOfMemory"),
  hostile(
    "memory, piece by piece",
    ["a = []", "while True: a = [a, [0] * 1000]"],
    "OutOfMemory",
    "Stopped",
    "TimedOut",
  ),
  hostile(
    "memory, with every error swallowed",
    [
      "a = []",
      "while True:",
      "    try:",
      "        a = [a, 'x' * 10 ** 6]",
      "    except:",
      "        pass",
    ],
    "TimedOut",
    "OutOfMemory",
    "Stopped",
  ),
  hostile("a huge power", ["return 10 ** 10 ** 8"], "TimedOut", "OutOfMemory"),
  hostile("a huge shift", ["return 1 << (1 << 62)"], "OutOfMemory", "Raised"),
  hostile("a large number as text", ["return str(10 ** 5000)"], "Raised"),
  hostile("a range without end", ["return sum(range(10 ** 15))"], "TimedOut"),
  hostile("recursion", ["f = lambda n: f(n + 1)", "return f(0)"], "Raised"),
  hostile(
    "recursion with the error swallowed",
    [
      "def f():",
      "    try:",
      "        return f() + f()",
      "    except:",
      "        return f() + f()",
      "return f()",
    ],
    "TimedOut",
    "Raised",
    "Stopped",
  ),
  hostile(
    "a nested list that its own end brings down",
    ["a = 0", "for i in range(10 ** 6): a = [a]", "return a"],
    "Returned",
    "Stopped",
    "OutOfMemory",
    "TimedOut",
  ),
  hostile("printing without end", ["while True: print('x' * 1000)"], "TimedOut", "OutOfMemory", "Stopped"),
  hostile("an import that is not allowed", ["import os", "return 7"], "Raised"),
  hostile("exit by name", ["exit(0)"], "Raised"),
  hostile("sys.exit by the escape", [...free, "get('sys').exit(0)"], "Raised"),
  hostile("os._exit by the escape", [...free, "get('os')._exit(0)"], "Raised", "Stopped"),
  hostile(
    "a thread by the escape",
    [...free, "get('_thread').start_new_thread(get, ('os',))", "return 7"],
    "Raised",
    "Stopped",
  ),
  hostile("reading a file by the escape", [...free, "return get('_io').open('/etc/passwd').read()"], "Raised"),
  hostile("writing a file by the escape", [...free, "get('_io').open('/tmp/x', 'w').write('x')", "return 7"], "Raised"),
  hostile("listing a folder by the escape", [...free, "return str(get('posix').listdir('/'))"], "Raised"),
  hostile(
    "a socket by the escape",
    [...free, "return get('_socket').socket().connect(('127.0.0.1', 80))"],
    "Raised",
    "Stopped",
  ),
  hostile("a process by the escape", [...free, "return get('posix').system('true')"], "Raised", "Stopped"),
  hostile("JavaScript by the escape", [...free, "return get('js').process.exit(1)"], "Raised", "Stopped"),
  hostile(
    "JavaScript by the core module",
    [
      ...free,
      "spec = get('importlib.machinery', None, None, ['x']).ModuleSpec('_pyodide_core', None)",
      "core = get('_imp').create_builtin(spec)",
      "return core.run_js('process.exit(1)')",
    ],
    "Raised",
    "Stopped",
  ),
  hostile(
    "a JavaScript object out of the garbage collector",
    [
      ...free,
      "for o in get('gc').get_objects():",
      "    if 'JsProxy' in str(o.__class__): o.constructor.constructor('process.exit(1)')()",
      "return 7",
    ],
    "Returned",
    "Raised",
    "Stopped",
  ),
  hostile(
    "a crash by a bad pointer",
    [...free, "return get('ctypes').string_at(1 << 31, 1 << 30)"],
    "Raised",
    "Stopped",
    "OutOfMemory",
  ),
  hostile("a forged reply and changed builtins", [
    ...free,
    "main = get('__main__')",
    'main._judge = lambda q: \'{"tag": "Returned", "code": "", "printed": "", "value": {"type": "int", "value": "0x7"}}\'',
    "real['len'] = lambda x: 7",
    "get('math').floor = lambda x: 7",
    "return 8",
  ], "Returned"),
  hostile("a forged reply that is nested without end", [
    replyOf(`'{"type": "list", "value": [' * 20000 + ']}' * 20000`),
    ...forged,
  ], "Stopped"),
  hostile("a forged reply with a number without end", [
    replyOf(`'{"type": "int", "value": "0x' + 'f' * 4000000 + '"}'`),
    ...forged,
  ], "Stopped"),
];

/** The program as a text that a model could have written. */
export const textOf = ({ body }: Hostile): string =>
  `def simple_math_problem():\n${body.map((line) => `    ${line}\n`).join("")}`;
