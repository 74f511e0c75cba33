import type { Chip } from "../../program/chips.ts";
import { nodeAt, type Path } from "../../program/path.ts";
import { outlineOf } from "../../../../dsl/interpreters/outline.ts";
import { type Half, setup } from "../store.ts";
import { ChipBody } from "./chip_body.tsx";
import { ChipDetail } from "./chip_detail.tsx";
import { isSelected, toggle } from "./selection.ts";

/** Longest text beside a chip's name, in characters. */
const MOST = 36;

/** The knobs of a stage that are not as usual, short enough to stand on its chip. */
const unusual = (half: Half, path: Path): string => {
  const node = nodeAt(setup.value.sides[half].nodes, path);
  const text = node === null ? "" : outlineOf(node).knobs.join(", ");
  return text.length <= MOST ? text : `${text.slice(0, MOST)}…`;
};

const Face = ({ half, chip }: { half: Half; chip: Chip }) => {
  const open = isSelected(half, "chip", chip.path);
  const knobs = unusual(half, chip.path);
  return (
    <button
      type="button"
      class={`chip tag-${chip.tag.toLowerCase()}`}
      title={chip.says}
      aria-expanded={open}
      data-path={chip.path}
      onClick={() => toggle(half, "chip", chip.path)}
    >
      <b>{chip.label}</b>
      {knobs === "" ? null : <small>{knobs}</small>}
    </button>
  );
};

/** A stage of the pipeline as a chip; a loop or a group as a frame around its own. */
export const ChipView = ({ half, chip }: { half: Half; chip: Chip }) => {
  const detail = isSelected(half, "chip", chip.path) ? <ChipDetail half={half} chip={chip} /> : null;
  if (chip.bodies.length === 0) {
    return (
      <>
        <li class="chip-place">
          <Face half={half} chip={chip} />
        </li>
        {detail === null ? null : <li class="detail-place">{detail}</li>}
      </>
    );
  }
  return (
    <li class="group">
      <Face half={half} chip={chip} />
      {detail}
      {chip.bodies.map(({ label, path, chips }) => (
        <div key={path} class="body">
          {label === "body" ? null : <i>{label}</i>}
          <ChipBody half={half} path={path} chips={chips} />
        </div>
      ))}
    </li>
  );
};
