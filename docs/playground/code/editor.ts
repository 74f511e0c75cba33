import { type Diagnostic as Shown, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Abilities, Body } from "blockgen/dsl";
import { type Either, isLeft, isRight } from "fp-ts/lib/Either.js";
import { loadChunk } from "../chunks.ts";
import { askedWorker } from "./asked_worker.ts";
import { completions } from "./completions.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { look } from "./editor_look.ts";
import { MOST_MILLISECONDS, type Readers, readProgram } from "./read_program.ts";

export type { Diagnostic } from "./diagnostic.ts";

/** What an editor starts with, and whom it tells. */
export interface EditorOptions {
  readonly source: string;
  /** What the side's model can do now; null while that is not known. */
  readonly abilities: () => Abilities | null;
  /** Told after each change by the reader: the program, if it can run, else what keeps it from that. */
  readonly onChange: (result: Either<readonly Diagnostic[], Body>) => void;
  /** Told all that is wrong with the text, whenever that changes: what a run found, and what TypeScript did. */
  readonly onFindings?: (all: readonly Diagnostic[]) => void;
  /** The texts of the workers' scripts; the parts beside the page by default. */
  readonly scripts?: { readonly evaluate: () => Promise<string>; readonly types: () => Promise<string> };
}

/** An editor on the page. */
export interface Editor {
  /** Shows another text; `onChange` is not told. What it replaces is given back if a reader has written in it, else null. */
  readonly set: (source: string) => string | null;
  /** Writes a text as a reader would: it runs. */ readonly write: (source: string) => void;
  /** Takes it off the page, its workers included. */ readonly destroy: () => void;
}

const MILLISECONDS_BEFORE_RUNNING = 150;
const MILLISECONDS_BEFORE_TYPES = 500;
/** TypeScript reads its declarations before its first answer. */
const MOST_MILLISECONDS_OF_TYPES = 60_000;

/** Marks a change that the page made, not the reader. */
const fromPage = Annotation.define<true>();

const shown = ({ from, to, sentence, detail }: Diagnostic, length: number): Shown => ({
  from: Math.min(from, length),
  to: Math.min(Math.max(to, from), length),
  severity: "error",
  message: sentence,
  ...(detail === null ? {} : { renderMessage: () => rendered(sentence, detail) }),
});

/** The sentence, and below it all that the compiler says; texts, never markup. */
const rendered = (sentence: string, detail: string): HTMLElement => {
  const whole = document.createElement("div");
  const rest = document.createElement("div");
  rest.className = "cm-detail";
  rest.textContent = detail;
  whole.append(sentence, rest);
  return whole;
};

/** What is said of a text: first by running it, then by its types; one sentence once. */
class Findings {
  #run: readonly Diagnostic[] = [];
  #types: readonly Diagnostic[] = [];

  constructor(private readonly view: () => EditorView, private readonly tell: EditorOptions["onFindings"]) {}

  show(change: { readonly run?: readonly Diagnostic[]; readonly types?: readonly Diagnostic[] }): void {
    this.#run = change.run ?? this.#run;
    this.#types = change.types ?? this.#types;
    // The compiler knows the place better than a run does.
    const sentences = new Set(this.#types.map(({ sentence }) => sentence));
    const all = [...this.#types, ...this.#run.filter(({ sentence }) => !sentences.has(sentence))];
    const { state } = this.view();
    this.view().dispatch(setDiagnostics(state, all.map((one) => shown(one, state.doc.length))));
    this.tell?.(all);
  }
}

/** Puts an editor into an element. TypeScript begins to load with it, and nothing waits for that. */
export const mountEditor = (parent: HTMLElement, options: EditorOptions): Editor => {
  const { evaluate, types } = options.scripts ??
    { evaluate: () => loadChunk("evaluate"), types: () => loadChunk("types") };
  const readers: Readers = {
    evaluate: askedWorker(evaluate, MOST_MILLISECONDS),
    types: askedWorker(types, MOST_MILLISECONDS_OF_TYPES),
  };
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const later = (name: string, milliseconds: number, work: () => Promise<void>): void => {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(() => void work(), milliseconds));
  };
  let version = 0;
  let written = false;
  const findings = new Findings(() => view, options.onFindings);
  const source = (): string => view.state.doc.toString();
  const runText = async (): Promise<void> => {
    const mine = version;
    const result = await readProgram(source(), options.abilities(), readers);
    if (mine !== version) { return; }
    findings.show({ run: isLeft(result) ? result.left : [] });
    options.onChange(result);
  };
  const checkTypes = async (): Promise<void> => {
    const mine = version;
    const answer = await readers.types.ask({ _tag: "Check", source: source() });
    if (mine !== version || !isRight(answer) || answer.right._tag !== "Checked") { return; }
    findings.show({ types: answer.right.diagnostics });
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.source,
      extensions: [
        look,
        completions,
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) { return; }
          version++;
          const byPage = update.transactions.some((transaction) => transaction.annotation(fromPage));
          written = !byPage;
          if (byPage) { clearTimeout(timers.get("run")); }
          else { later("run", MILLISECONDS_BEFORE_RUNNING, runText); }
          later("types", MILLISECONDS_BEFORE_TYPES, checkTypes);
        }),
      ],
    }),
  });
  later("types", 0, checkTypes);
  const replaced = (insert: string) => ({ changes: { from: 0, to: view.state.doc.length, insert } });
  return {
    set: (text) => {
      if (text === source()) { return null; }
      const before = written ? source() : null;
      view.dispatch({ ...replaced(text), annotations: fromPage.of(true) });
      findings.show({ run: [], types: [] });
      return before;
    },
    write: (text) => view.dispatch(replaced(text)),
    destroy: () => {
      version++;
      for (const timer of timers.values()) { clearTimeout(timer); }
      readers.evaluate.close();
      readers.types.close();
      view.destroy();
    },
  };
};
