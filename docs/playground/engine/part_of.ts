import { match } from "ts-pattern";
import type { Chunk } from "../chunks.ts";
import type { Job } from "./job.ts";

/** The part of the page that a job's model is made of; null if the job itself brings all. */
export const partOf = ({ model }: Pick<Job, "model">): Chunk | null =>
  match(model)
    .returnType<Chunk | null>()
    .with({ _tag: "Book" }, () => "book")
    .with({ _tag: "Text" }, () => null)
    .with({ _tag: "Shipped" }, ({ name }) => name)
    .exhaustive();
