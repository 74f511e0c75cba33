/** The worker that runs the reader's text: it has no page, no network, and its page ends it when it takes too long. */
import { evaluate } from "./evaluation.ts";
import { answering } from "./worker_side.ts";

answering<string, ReturnType<typeof evaluate>>(evaluate);
