import type { Op, Value } from "../graph/value.ts";
import { largest } from "./largest.ts";
import { probabilities } from "./probabilities.ts";

/** `max_v p(v)`, in (0, 1]. Source: MaskGIT 2202.04200. */
export const confidence = (dist: Value): Op => largest(probabilities(dist));
