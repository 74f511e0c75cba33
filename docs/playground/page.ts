/** The page: two pipelines at one seed, and one scrubber over their moments. */
import { open } from "./page/main.tsx";

open();
