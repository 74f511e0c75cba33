import { suite } from "uvu";
import { fuzzCheckpoint, judgeFuzz } from "../../support/fuzz_checkpoint.ts";

const fuzz = suite("mutated checkpoints");
fuzz("10,000 of them end in tagged errors or load, soon and in little memory (seed 2)", async () => {
  judgeFuzz(await fuzzCheckpoint(10_000, 2), 16);
});
fuzz.run();
