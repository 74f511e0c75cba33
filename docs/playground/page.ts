/** The page: two pipelines at one seed, and one scrubber over their moments. */
import { compare, type LinePair, type Program } from "blockgen/dsl";
import { Side } from "./side.ts";
import { byId } from "./view/element.ts";
import { scrubber } from "./view/scrubber.ts";
import { sharedForm } from "./view/shared_form.ts";

/** Events can come faster than the page can be drawn. */
const MILLISECONDS_BETWEEN_DRAWINGS = 100;

let waiting = false;
const news = (): void => {
  if (waiting) { return; }
  waiting = true;
  setTimeout(() => {
    waiting = false;
    for (const side of sides) { side.readEvents(); }
    time.resize(most());
    draw();
  }, MILLISECONDS_BETWEEN_DRAWINGS);
};

const onForm = (side: Side, field: string): void => start([side], field === "correct");
const left = new Side("Left", "block-ancestral", onForm, news);
const right = new Side("Right", "arpc", onForm, news);
const sides: readonly Side[] = [left, right];
const shared = sharedForm(() => start(sides, false));

const most = (): number => Math.max(1, ...sides.map(({ state }) => state.moments.length));

const draw = (): void => {
  const [a, b] = sides.map((side) => side.pipeline().program) as [Program, Program];
  const pairs: readonly LinePair[] = compare(a, b);
  left.draw(time.at(), most(), pairs, "left");
  right.draw(time.at(), most(), pairs, "right");
  const busy = sides.some((side) => side.busy);
  byId("sides").setAttribute("aria-busy", String(busy));
  byId("state").textContent = busy
    ? "Running …"
    : sides.some(({ state }) => state.error !== null)
    ? "Stopped."
    : "Done.";
};

const time = scrubber(draw);

/** Runs some sides again. */
const start = (which: readonly Side[], compareWithLast: boolean): void => {
  const { text, ...settings } = shared.settings();
  for (const side of which) {
    const { program, process } = side.pipeline();
    const model = text === null ? { _tag: "Book", process } as const : { _tag: "Text", process } as const;
    side.start({ ...settings, model, text: text ?? "", nodes: program.nodes }, compareWithLast);
  }
};

byId("sides").append(left.panel.section, right.panel.section);
draw();
start(sides, false);
