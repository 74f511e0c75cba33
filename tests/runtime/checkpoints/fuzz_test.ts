import { suite } from "uvu";
import { fuzzCheckpoint, judgeFuzz } from "../../support/fuzz_checkpoint.ts";

const fuzz = suite("mutated checkpoints");
fuzz("1,000 of them end in tagged errors or load, soon and in little memory (seed 1)", async () => {
  judgeFuzz(await fuzzCheckpoint(1000, 1), 12);
});
fuzz.run();
