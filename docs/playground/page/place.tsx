import { views } from "./side_view.ts";
import { type Half, sides } from "./store.ts";

/** Which positions and which step the grid shows. */
export const Place = ({ half }: { half: Half }) => {
  const { at, pane } = views[half]!;
  const { moments, outcome, job, cut } = sides[half].value;
  if (at.value === null || pane.value === null) { return <p class="place" />; }
  const { start, end } = pane.value;
  const { label } = moments[at.value]!;
  const step = /^\d/.test(label) ? `step ${label.replace("/", " of ")}` : label;
  const length = outcome?.tokens.length ?? job?.length ?? end;
  const kept = cut ? `; the grid keeps the first ${moments.length} moments of this long run` : "";
  return <p class="place">{`Positions ${start} to ${end - 1} of ${length}, ${step}${kept}`}</p>;
};
