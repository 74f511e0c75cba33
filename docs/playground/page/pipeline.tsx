import { chipsOf } from "../program/chips.ts";
import { problemOf } from "./changed_sides.ts";
import { ChipBody } from "./chips/chip_body.tsx";
import { CodeTab } from "./code_tab.tsx";
import { Comparison } from "./comparison.tsx";
import { Diagram } from "./diagram.tsx";
import { abilitiesOf, type Half, setup } from "./store.ts";
import { Tabs } from "./tabs.tsx";

const Chips = ({ half }: { half: Half }) => {
  const problem = problemOf(setup.value, half, abilitiesOf(half));
  return (
    <div class="tree">
      <ChipBody half={half} path="nodes" chips={chipsOf(setup.value.sides[half].nodes)} />
      {problem === null ? null : <p class="misfit">{problem}</p>}
    </div>
  );
};

/** A side's program, four ways: to change as chips or as code, to read as a diagram or line by line beside the other one. */
export const Pipeline = ({ half }: { half: Half }) => (
  <Tabs
    label="The pipeline"
    tabs={[
      { name: "Chips", content: () => <Chips half={half} /> },
      { name: "Code", content: (open) => <CodeTab half={half} open={open} />, stays: true },
      { name: "Diagram", content: () => <Diagram half={half} /> },
      { name: "Compare", content: () => <Comparison half={half} /> },
    ]}
  />
);
