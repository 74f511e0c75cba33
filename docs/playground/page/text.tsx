import { views } from "./side_view.ts";
import { apart, type Half, sides } from "./store.ts";
import { inText } from "./symbol.ts";

/** The row as text at the moment shown, each token coloured by what happened to it. */
export const Text = ({ half }: { half: Half }) => {
  const { ready, flashing } = sides[half].value;
  const others = apart.value;
  const cells = views[half]!.sequence.value;
  return (
    <p class="text" aria-label="The text at this step">
      {ready === null ? null : cells.map((cell, i) => {
        const flash = flashing.has(i) ? " flash" : "";
        const differs = others?.has(i) ? " apart" : "";
        return <span key={i} class={`${cell.kind}${flash}${differs}`}>{inText(ready.symbols, cell.token)}</span>;
      })}
    </p>
  );
};
