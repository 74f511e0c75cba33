import { compare } from "blockgen/dsl";
import { type Half, programOf } from "./store.ts";

/** The program as indented text; lines that the other side lacks are marked, also for eyes that see no colour. */
export const Comparison = ({ half }: { half: Half }) => {
  const pairs = compare(programOf(0), programOf(1));
  return (
    <ol class="pipeline">
      {pairs.map(({ left, right, same }, i) => {
        const line = half === 0 ? left : right;
        if (line === null) { return <li key={i} class="missing">&nbsp;</li>; }
        const text = line.trimStart();
        return (
          <li key={i} class={same ? "same" : "differs"} style={{ "--indent": `${line.length - text.length}ch` }}>
            {text}
          </li>
        );
      })}
    </ol>
  );
};
