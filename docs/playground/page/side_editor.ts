import type { Signal } from "@preact/signals";
import { type Body, describeCodecError, program, toSource } from "blockgen/dsl";
import { isLeft } from "fp-ts/lib/Either.js";
import { useEffect, useRef } from "preact/hooks";
import { isSame } from "../../../dsl/interpreters/canonical.ts";
import { loadCode } from "../chunks.ts";
import type { Diagnostic, Editor } from "../code/editor.ts";
import { changePipeline } from "./chips/change.ts";
import { abilitiesOf, type Half, setup } from "./store.ts";

type EditorPart = typeof import("../code/editor.ts");

/** Where an editor stands, and what it tells. */
interface SideEditor {
  readonly half: Half;
  /** Is it in sight? One that is not writes nothing, and catches up when it is again. */ readonly open: boolean;
  readonly place: { readonly current: HTMLDivElement | null };
  readonly findings: Signal<readonly Diagnostic[]>;
  /** How far it has loaded, or why it has not. */ readonly state: Signal<string>;
  /** A reader's text that the page has written over; null if there is none. */ readonly replaced: Signal<
    string | null
  >;
}

const sourceOf = (nodes: Body): string => {
  const source = toSource(program(nodes));
  return isLeft(source) ? `// ${describeCodecError(source.left)}` : source.right;
};

const nodesOf = (half: Half): Body => setup.value.sides[half].nodes;

/** Mounts it, with the pipeline that its text stands for in `shown`. */
const mount = ({ mountEditor }: EditorPart, side: SideEditor, shown: { current: Body }): Editor =>
  mountEditor(side.place.current!, {
    source: sourceOf(shown.current),
    abilities: () => abilitiesOf(side.half),
    onChange: (result) => {
      // A text takes a while to be read: what has been changed elsewhere meanwhile is the newer wish.
      if (isLeft(result) || !isSame(nodesOf(side.half), shown.current)) { return; }
      shown.current = result.right;
      side.replaced.value = null;
      changePipeline(side.half, result.right);
    },
    onFindings: (all) => side.findings.value = all,
  });

/**
 * The editor of a side's pipeline. Its text stays as it was written, unfinished or with comments, for as long as the pipeline is the one
 * that it was written for.
 */
export const useSideEditor = (side: SideEditor): { readonly current: Editor | null } => {
  const { half, open, state, replaced } = side;
  const editor = useRef<Editor | null>(null);
  const nodes = nodesOf(half);
  const shown = useRef(nodes);
  useEffect(() => {
    let closed = false;
    loadCode<EditorPart>("editor").then((part) => {
      if (closed) { return; }
      shown.current = nodesOf(half);
      editor.current = mount(part, side, shown);
      state.value = "";
    }, (thrown) => {
      state.value = String(thrown);
    });
    return () => {
      closed = true;
      editor.current?.destroy();
    };
  }, []);
  useEffect(() => {
    if (!open || editor.current === null || isSame(nodes, shown.current)) { return; }
    shown.current = nodes;
    replaced.value = editor.current.set(sourceOf(nodes)) ?? replaced.value;
  }, [nodes, open]);
  return editor;
};
