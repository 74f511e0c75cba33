import type { EngineChoice } from "blockgen/runtime";
import * as E from "fp-ts/lib/Either.js";
import { match } from "ts-pattern";
import type { Chunk } from "../chunks.ts";
import type { Job } from "./job.ts";
import { loadOracle } from "./load_oracle.ts";
import { loadShipped } from "./load_shipped.ts";
import type { LoadedModel } from "./loaded_model.ts";
import type { FindModel } from "./run_job.ts";
import type { ShippedFiles } from "./shipped_files.ts";

/** Models that stay loaded: what two sides and a change of mind need. */
const MOST = 3;

/** The engine of a network: that of the backend that the reader chose, so that no device is used which they did not. */
const engineFor = ({ backend }: Job): EngineChoice =>
  match(backend)
    .returnType<EngineChoice>()
    .with("auto", () => "auto")
    .with("host", () => "host")
    .with("webgl", () => "gpu:webgl2")
    .with("webgpu", "webgl2", "headlessgl", "webasm", "cpu", (name) => `gpu:${name}` as const)
    .exhaustive();

const keyOf = (job: Job): string =>
  JSON.stringify([
    job.model,
    job.model._tag === "Text" ? job.text : job.model._tag === "Shipped" ? engineFor(job) : "",
  ]);

const load = async (job: Job, parts: ReadonlyMap<Chunk, string>): Promise<E.Either<string, LoadedModel>> =>
  await match(job.model)
    .returnType<E.Either<string, LoadedModel> | Promise<E.Either<string, LoadedModel>>>()
    .with({ _tag: "Book" }, ({ process }) => E.right(loadOracle(parts.get("book")!, process)))
    .with({ _tag: "Text" }, ({ process }) => E.right(loadOracle(job.text, process)))
    .with(
      { _tag: "Shipped" },
      ({ name }) => loadShipped(JSON.parse(parts.get(name)!) as ShippedFiles, engineFor(job)),
    )
    .exhaustive();

/** Finds the models of jobs; those used last stay loaded. */
export const modelFinder = (parts: ReadonlyMap<Chunk, string>): FindModel => {
  const loaded = new Map<string, LoadedModel>();
  const keep = async (key: string, model: LoadedModel): Promise<void> => {
    loaded.delete(key);
    loaded.set(key, model);
    const [oldest] = loaded;
    if (loaded.size <= MOST || oldest === undefined) { return; }
    loaded.delete(oldest[0]);
    await oldest[1].dispose();
  };
  return async (job) => {
    const key = keyOf(job);
    const known = loaded.get(key);
    const model = known === undefined ? await load(job, parts) : E.right(known);
    if (E.isRight(model)) { await keep(key, model.right); }
    return model;
  };
};
