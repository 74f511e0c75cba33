/** The page: two pipelines at one seed, and one scrubber over their moments. */
import { compare, type LinePair, type Program } from "blockgen/dsl";
import { loadChunk } from "./chunks.ts";
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

const onForm = (side: Side, field: string): void => void start([side], field === "correct");
const left = new Side("Left", "block-ancestral", onForm, news);
const right = new Side("Right", "arpc", onForm, news);
const sides: readonly Side[] = [left, right];
const shared = sharedForm(() => void start(sides, false));

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

let asked = 0;
/** Runs some sides again. While the book or the engine still loads, only the last call counts. */
const start = async (which: readonly Side[], compareWithLast: boolean): Promise<void> => {
  const call = ++asked;
  const again = pendingSides(which);
  const { text, ...settings } = shared.settings();
  try {
    const [engine, source] = await Promise.all([loadChunk("engine"), text()]);
    if (call !== asked) { return; }
    pending.clear();
    for (const side of again) {
      const { program, process } = side.pipeline();
      side.start(engine, { ...settings, text: source, process, nodes: program.nodes }, compareWithLast);
    }
  } catch (thrown) {
    for (const side of again) { side.fail(thrown instanceof Error ? thrown.message : String(thrown)); }
  }
};

const pending = new Set<Side>();
const pendingSides = (which: readonly Side[]): ReadonlySet<Side> => {
  for (const side of which) { pending.add(side); }
  return pending.size === 0 ? pending : new Set(pending);
};

byId("sides").append(left.panel.section, right.panel.section);
draw();
void start(sides, false);
