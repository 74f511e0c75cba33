/** Where tests must have run for a full run to count: an engine, a browser's graphics interface, a kernel backend. */
export const places = ["chromium", "webgl2", "webgpu", "deno"] as const;

/** One of them, or a place that some runs may lack. */
export type Place = typeof places[number] | "cpu" | "webasm" | "headlessgl" | "host";

const mark = "# ran on: ";
const skip = "# skipped: ";

/** Tells the runner that a test really ran there. */
export const ranOn = (place: Place): void => console.log(`\n${mark}${place}`);

/** Tells the runner, and who reads its output, why a test did not run. */
export const tellSkipped = (reason: string): void => console.log(`\n${skip}${reason}`);

const marked = (output: string, prefix: string): readonly string[] =>
  output.split("\n").filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));

/** The places that an output names. */
export const placesIn = (output: string): readonly string[] => marked(output, mark);

/** The reasons for skipping that an output names, each once. */
export const skipsIn = (output: string): readonly string[] => [...new Set(marked(output, skip))];

/** What a full run lacks: one sentence for every required place that no file ran on. */
export const missingPlaces = (seen: Iterable<string>, required: readonly string[] = places): readonly string[] => {
  const have = new Set(seen);
  return required.filter((place) => !have.has(place)).map((place) => `no test ran on ${place}`);
};
