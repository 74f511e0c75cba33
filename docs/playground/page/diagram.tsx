import type { Body, Node } from "blockgen/dsl";
import { bodiesOf } from "../../../dsl/interpreters/bodies_of.ts";
import { outlineOf } from "../../../dsl/interpreters/outline.ts";
import { type Half, setup } from "./store.ts";

const Box = ({ node }: { node: Node }) => {
  const { name, knobs } = outlineOf(node);
  const parts = bodiesOf(node);
  if (parts.length === 0) {
    return (
      <li class={`box ${node._tag === "Predict" || node._tag === "Verify" ? "asks" : ""}`}>
        <b>{name}</b>
        {knobs.map((knob) => <small key={knob}>{knob}</small>)}
      </li>
    );
  }
  return (
    <li class="box frame-box">
      <b>{name}</b>
      {knobs.map((knob) => <small key={knob}>{knob}</small>)}
      <div class="branches">
        {parts.map(({ label, body }) => (
          <div key={label} class="branch">
            {label === "body" ? null : <i>{label}</i>}
            <Boxes body={body} />
          </div>
        ))}
      </div>
    </li>
  );
};

const Boxes = ({ body }: { body: Body }) => <ol class="boxes">{body.map((node, i) => <Box key={i} node={node} />)}</ol>;

/** The pipeline as boxes: stages follow each other downwards, loops and groups stand around theirs, branches side by side. */
export const Diagram = ({ half }: { half: Half }) => (
  <div class="diagram" role="group" aria-label="Diagram of the pipeline" tabindex={0}>
    <Boxes body={setup.value.sides[half].nodes} />
  </div>
);
