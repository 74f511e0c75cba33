import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Diagnostic } from "../code/editor.ts";
import type { Half } from "./store.ts";
import { useSideEditor } from "./side_editor.ts";

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

/** What is said where the page had to write over a reader's text, and the way back to it. */
const Replaced = ({ onBack }: { onBack: () => void }) => (
  <p class="replaced">
    {"The pipeline was changed outside of this editor, so that its code is written anew. "}
    <button type="button" onClick={onBack}>Bring my text back</button>
  </p>
);

/** The program as code, in an editor that loads when this opens first. What it says can run becomes the side's pipeline at once. */
export const CodeTab = ({ half, open }: { half: Half; open: boolean }) => {
  const place = useRef<HTMLDivElement>(null);
  const findings = useSignal<readonly Diagnostic[]>([]);
  const state = useSignal("The editor loads …");
  const replaced = useSignal<string | null>(null);
  const editor = useSideEditor({ half, open, place, findings, state, replaced });
  const bringBack = (): void => {
    const text = replaced.value!;
    replaced.value = null;
    editor.current?.write(text);
  };
  return (
    <div class="code">
      <div ref={place} />
      <p class="loads" role="status">{state.value}</p>
      <div role="status">
        {replaced.value === null ? null : <Replaced onBack={bringBack} />}
        <ul class="sentences">
          {findings.value.map((one) => <Finding key={`${one.from} ${one.sentence}`} {...one} />)}
        </ul>
      </div>
    </div>
  );
};
