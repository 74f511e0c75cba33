/** `save_states.ts FOLDER FROM`: saves states of some megabytes without end, telling the step of each when it is saved. */
import { isLeft } from "fp-ts/lib/Either.js";
import { saveState } from "../../runtime/train/state_files_node.ts";
import { toyState } from "./toy_state.ts";

const [folder, from] = [process.argv[2]!, Number(process.argv[3])];
for (let step = from;; step++) {
  const saved = await saveState(folder, toyState(step, 10_000));
  if (isLeft(saved)) throw new Error(JSON.stringify(saved.left));
  process.stdout.write(`${step}\n`);
}
