import { useSignal } from "@preact/signals";
import { type Body, describeCodecError, program, toSource } from "blockgen/dsl";
import { isLeft } from "fp-ts/lib/Either.js";
import { useEffect, useRef } from "preact/hooks";
import { loadCode } from "../chunks.ts";
import { changePipeline } from "./chips/change.ts";
import type { Diagnostic, Editor } from "../code/editor.ts";
import { abilitiesOf, type Half, setup } from "./store.ts";

type EditorPart = typeof import("../code/editor.ts");

const sourceOf = (nodes: Body): string => {
  const source = toSource(program(nodes));
  return isLeft(source) ? `// ${describeCodecError(source.left)}` : source.right;
};

/** One thing that is wrong with the text: its sentence, and all that the compiler says for whoever asks. */
const Finding = ({ sentence, detail }: Diagnostic) => (
  <li>
    <span class="says">{sentence}</span>
    {detail === null ? null : (
      <details>
        <summary>all that TypeScript says</summary>
        <pre>{detail}</pre>
      </details>
    )}
  </li>
);

/** The program as code, in an editor that loads when this opens. What it says can run becomes the side's pipeline at once. */
export const CodeTab = ({ half }: { half: Half }) => {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const written = useRef<Body | null>(null);
  const findings = useSignal<readonly Diagnostic[]>([]);
  const state = useSignal("The editor loads …");
  const { nodes } = setup.value.sides[half];
  const open = ({ mountEditor }: EditorPart): void => {
    editor.current = mountEditor(place.current!, {
      source: sourceOf(setup.value.sides[half].nodes),
      abilities: () => abilitiesOf(half),
      onChange: (result) => {
        if (isLeft(result)) { return; }
        written.current = result.right;
        changePipeline(half, result.right);
      },
      onFindings: (all) => findings.value = all,
    });
    state.value = "";
  };
  useEffect(() => {
    let closed = false;
    loadCode<EditorPart>("editor").then((part) => closed ? undefined : open(part), (thrown) => {
      state.value = String(thrown);
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
      <p class="loads" role="status">{state.value}</p>
      <div role="status">
        <ul class="sentences">
          {findings.value.map((one) => <Finding key={`${one.from} ${one.sentence}`} {...one} />)}
        </ul>
      </div>
    </div>
  );
};
