import { type Either, isLeft, left, map, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import * as v from "valibot";
import { bytesInMemory } from "../checkpoints/bytes.ts";
import { describeFormat } from "../checkpoints/format_error.ts";
import { openSafetensors, type Safetensors } from "../checkpoints/safetensors.ts";
import { type NamedTensor, writeSafetensors } from "../checkpoints/write_safetensors.ts";
import type { TrainError } from "./errors.ts";

/** Where a run stands: plain numbers. */
export interface Standing {
  /** Updates made; the next one has this number. */ readonly step: number;
  /** Of all random numbers. */ readonly seed: number;
  /** Windows of the text that were read. */ readonly position: number;
  /** Tokens that carried a loss. */ readonly tokens: number;
  /** Seconds of training, pauses not counted. */ readonly elapsed: number;
}

/** The four tensors of each parameter, by their role. */
export interface StateTensors {
  readonly parameters: readonly NamedTensor[];
  /** First moments of AdamW. */ readonly first: readonly NamedTensor[];
  /** Second moments. */ readonly second: readonly NamedTensor[];
  /** Moving averages of the parameters: what is sampled from. */ readonly ema: readonly NamedTensor[];
}

/** All that a run needs to go on as if it had not stopped. */
export interface TrainState extends Standing, StateTensors {
  /** The settings it belongs to, as text; a run with others must not resume from it. */ readonly settings: string;
  /** What it was trained on, see `fingerprintOf`; states of earlier versions do not say. */ readonly text?: string;
}

const ROLES = ["parameters", "first", "second", "ema"] as const satisfies readonly (keyof StateTensors)[];
type Role = typeof ROLES[number];

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const standing = v.strictObject({
  step: whole,
  seed: whole,
  position: whole,
  tokens: whole,
  elapsed: v.pipe(v.number(), v.finite(), v.minValue(0)),
});

/** The state as one safetensors file: tensors `parameters/NAME`, `first/NAME`, `second/NAME`, `ema/NAME`, numbers in its metadata. */
export function encodeState(state: TrainState): Uint8Array<ArrayBuffer> {
  const { step, seed, position, tokens, elapsed, settings, text } = state;
  const tensors = ROLES.flatMap((role) => state[role].map((tensor) => ({ ...tensor, name: `${role}/${tensor.name}` })));
  const metadata = { format: "blockgen.train.1", standing: JSON.stringify({ step, seed, position, tokens, elapsed }) };
  return writeSafetensors(tensors, { metadata: { ...metadata, settings, ...(text === undefined ? {} : { text }) } });
}

/** Reads back what `encodeState` wrote: every number is finite, and the four roles have the same names and shapes. */
export async function decodeState(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<Either<TrainError, TrainState>> {
  const bad = (reason: string): Either<TrainError, never> => left({ _tag: "BadState", file, reason });
  const opened = await openSafetensors(bytesInMemory(bytes));
  if (isLeft(opened)) { return bad(describeFormat(opened.left)); }
  const { metadata } = opened.right;
  const { settings, text } = metadata;
  if (metadata["format"] !== "blockgen.train.1" || settings === undefined) { return bad("its format is another one"); }
  const numbers = v.safeParse(v.pipe(v.string(), v.parseJson(), standing), metadata["standing"]);
  if (!numbers.success) { return bad(numbers.issues[0].message); }
  const tensors = await tensorsOf(opened.right);
  return isLeft(tensors)
    ? bad(tensors.left)
    : right({ ...numbers.output, ...tensors.right, settings, ...(text === undefined ? {} : { text }) });
}

const tensorsOf = async (file: Safetensors): Promise<Either<string, StateTensors>> => {
  const found: Record<Role, NamedTensor[]> = { parameters: [], first: [], second: [], ema: [] };
  for (const { name, shape } of file.entries) {
    const role = ROLES.find((one) => name.startsWith(`${one}/`));
    const values = await file.tensor(name);
    if (isLeft(values)) { return left(describeFormat(values.left)); }
    if (role === undefined) { return left(`it has a tensor ${name}`); }
    found[role].push({ name: name.slice(role.length + 1), shape, values: values.right });
  }
  return pipe(sameEverywhere(found), map(() => found));
};

const sameEverywhere = (found: StateTensors): Either<string, true> => {
  const outline = (role: Role): string => found[role].map(({ name, shape }) => `${name}[${shape}]`).sort().join(" ");
  const odd = ROLES.find((role) => outline(role) !== outline("parameters"));
  if (found.parameters.length === 0) { return left("it holds no parameters"); }
  return odd === undefined ? right(true) : left(`its tensors of role ${odd} are not those of its parameters`);
};
