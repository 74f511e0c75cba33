import { Fragment } from "preact";
import type { Chip } from "../../program/chips.ts";
import { type Path, placeIn } from "../../program/path.ts";
import type { Half } from "../store.ts";
import { ChipView } from "./chip_view.tsx";
import { Offers } from "./offers.tsx";
import { isSelected, toggle } from "./selection.ts";

const Gap = ({ half, gap, before }: { half: Half; gap: Path; before: string }) => {
  const open = isSelected(half, "gap", gap);
  return (
    <>
      <li class="gap-place">
        <button
          type="button"
          class="gap"
          aria-expanded={open}
          aria-label={`Insert a stage ${before}`}
          data-gap={gap}
          onClick={() => toggle(half, "gap", gap)}
        >
          +
        </button>
      </li>
      {open
        ? (
          <li class="detail-place">
            <Offers half={half} gap={gap} />
          </li>
        )
        : null}
    </>
  );
};

/** The chips of a body, with a gap before each and behind the last. */
export const ChipBody = ({ half, path, chips }: { half: Half; path: Path; chips: readonly Chip[] }) => (
  <ol class="chips">
    {chips.map((chip, i) => (
      <Fragment key={chip.path}>
        <Gap half={half} gap={placeIn(path, i)} before={`before ${chip.label}`} />
        <ChipView half={half} chip={chip} />
      </Fragment>
    ))}
    <Gap half={half} gap={placeIn(path, chips.length)} before="at the end" />
  </ol>
);
