import { useSignal } from "@preact/signals";
import { type Body, describeCodecError, program, toSource } from "blockgen/dsl";
import { isLeft } from "fp-ts/lib/Either.js";
import { useEffect, useRef } from "preact/hooks";
import { loadCode } from "../chunks.ts";
import { changePipeline } from "./chips/change.ts";
import type { Editor } from "../code/editor.ts";
import { abilitiesOf, type Half, setup } from "./store.ts";

type EditorPart = typeof import("../code/editor.ts");

const sourceOf = (nodes: Body): string => {
  const source = toSource(program(nodes));
  return isLeft(source) ? `// ${describeCodecError(source.left)}` : source.right;
};

/** The program as code, in an editor that loads when this opens. What it says can run becomes the side's pipeline at once. */
export const CodeTab = ({ half }: { half: Half }) => {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const written = useRef<Body | null>(null);
  const sentences = useSignal<readonly string[]>(["The editor loads …"]);
  const { nodes } = setup.value.sides[half];
  const open = ({ mountEditor }: EditorPart): void => {
    editor.current = mountEditor(place.current!, {
      source: sourceOf(setup.value.sides[half].nodes),
      abilities: () => abilitiesOf(half),
      onChange: (result) => {
        sentences.value = isLeft(result) ? result.left.map(({ sentence }) => sentence) : [];
        if (isLeft(result)) { return; }
        written.current = result.right;
        changePipeline(half, result.right);
      },
    });
    sentences.value = [];
  };
  useEffect(() => {
    let closed = false;
    loadCode<EditorPart>("editor").then((part) => closed ? undefined : open(part), (thrown) => {
      sentences.value = [String(thrown)];
    });
    return () => {
      closed = true;
      editor.current?.destroy();
    };
  }, []);
  useEffect(() => {
    if (nodes !== written.current) { editor.current?.set(sourceOf(nodes)); }
  }, [nodes]);
  return (
    <div class="code">
      <div ref={place} />
      <ul class="sentences" role="status">{sentences.value.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
    </div>
  );
};
