import fc from "fast-check";
import { rawFile, taken } from "./raw_safetensors.ts";

/** The two files of a checkpoint. */
export interface Files {
  readonly model: Uint8Array<ArrayBuffer>;
  readonly config: string;
}

/** A change to them, with a name that says what it does. */
export interface Mutation {
  readonly name: string;
  readonly apply: (files: Files) => Files;
}

type Header = Record<string, unknown>;
type Bytes = Uint8Array<ArrayBuffer>;

const onModel = (name: string, change: (model: Bytes) => Bytes): Mutation => ({
  name,
  apply: (files) => ({ ...files, model: change(files.model.slice()) }),
});

/** Changes the header's JSON and writes it back with its new length; a header that is broken already stays as it is. */
const onHeader = (name: string, change: (header: Header) => string | Header): Mutation =>
  onModel(name, (model) => {
    try {
      const { header, data } = taken(model);
      const changed = change(header);
      const file = rawFile(typeof changed === "string" ? changed : JSON.stringify(changed), data.length);
      file.set(data, file.length - data.length);
      return file;
    } catch {
      return model;
    }
  });

const headerEnd = (model: Bytes): number =>
  model.length < 8 ? model.length : Math.min(model.length, 8 + new DataView(model.buffer).getUint32(0, true));

const place = fc.nat(2 ** 20);
const flips = (within: (model: Bytes) => number, name: string) =>
  fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 8 }).map((all) =>
    onModel(`${name} ${JSON.stringify(all)}`, (model) => {
      const end = within(model);
      for (const [at, bit] of all) if (end > 0) model[at % end]! ^= 1 << bit;
      return model;
    })
  );

const edge = fc.constantFrom(0, 1, -1, 4, 0.5, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e300, NaN, null);
const number = fc.oneof(edge, fc.integer({ min: 0, max: 4000 }), fc.maxSafeInteger());
const value = fc.oneof(
  number,
  fc.array(number, { maxLength: 9 }),
  fc.constantFrom("F32", "F16", "BF16", "F64", "I8", "", "__proto__", "toString"),
  fc.jsonValue({ maxDepth: 3 }),
);

const nameAt = (header: Header, at: number): string => Object.keys(header)[at % Object.keys(header).length] ?? "";
const field = fc.constantFrom("dtype", "shape", "data_offsets", "more");
const newName = fc.constantFrom("__proto__", "constructor", "__metadata__", "", "blocks.1.norm1.weight", "0", "\u0000");

const entries = [
  fc.tuple(place, field, value).map(([at, key, to]) =>
    onHeader(`${key} of entry ${at} = ${JSON.stringify(to)}`, (header) => {
      const name = nameAt(header, at);
      return { ...header, [name]: { ...header[name] as Header, [key]: to } };
    })
  ),
  fc.tuple(place, fc.nat(1), fc.integer({ min: -64, max: 64 })).map(([at, side, by]) =>
    onHeader(`offset ${side} of entry ${at} moved by ${by}`, (header) => {
      const name = nameAt(header, at);
      const entry = header[name] as { data_offsets?: number[] };
      const moved = entry.data_offsets?.map((offset, i) => i === side ? offset + by : offset);
      return { ...header, [name]: { ...entry, data_offsets: moved } };
    })
  ),
  fc.tuple(place, value).map(([at, to]) =>
    onHeader(`entry ${at} = ${JSON.stringify(to)}`, (header) => ({ ...header, [nameAt(header, at)]: to }))
  ),
  place.map((at) =>
    onHeader(`entry ${at} left out`, (header) => {
      const { [nameAt(header, at)]: _, ...rest } = header;
      return rest;
    })
  ),
  fc.tuple(place, newName).map(([at, name]) =>
    onHeader(`entry ${at} also as ${JSON.stringify(name)}`, (header) => {
      const entry = `${JSON.stringify(name)}:${JSON.stringify(header[nameAt(header, at)])}`;
      return `{${entry},${JSON.stringify(header).slice(1)}`;
    })
  ),
  fc.tuple(place, place).map(([a, b]) =>
    onHeader(`entries ${a} and ${b} exchanged`, (header) => {
      const [one, other] = [nameAt(header, a), nameAt(header, b)];
      return { ...header, [one]: header[other], [other]: header[one] };
    })
  ),
];

const length = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, 2n ** 23n, 2n ** 23n + 1n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n),
  fc.bigInt({ min: 0n, max: 5000n }),
);

const bytes = [
  flips((model) => model.length, "bits"),
  flips(headerEnd, "bits of the header"),
  place.map((at) => onModel(`cut at ${at}`, (model) => model.slice(0, at % (model.length + 1)))),
  fc.uint8Array({ minLength: 1, maxLength: 64 }).map((more) =>
    onModel(`${more.length} bytes more`, (model) => {
      const longer = new Uint8Array(model.length + more.length);
      longer.set(model);
      longer.set(more, model.length);
      return longer;
    })
  ),
  length.map((to) =>
    onModel(`header length ${to}`, (model) => {
      if (model.length >= 8) new DataView(model.buffer).setBigUint64(0, to, true);
      return model;
    })
  ),
  fc.tuple(place, place, fc.nat(200)).map(([from, to, count]) =>
    onModel(`${count} bytes copied from ${from} to ${to}`, (model) => {
      const end = Math.max(1, model.length);
      return model.copyWithin(to % end, from % end, from % end + count);
    })
  ),
  fc.tuple(place, fc.nat(20), fc.string({ unit: "binary", maxLength: 12 })).map(([at, count, text]) =>
    onHeader(`header text at ${at}: ${count} for ${JSON.stringify(text)}`, (header) => {
      const json = JSON.stringify(header);
      return json.slice(0, at % json.length) + text + json.slice(at % json.length + count);
    })
  ),
];

const configField = fc.constantFrom(
  "hidden_size",
  "cond_dim",
  "length",
  "n_blocks",
  "n_heads",
  "x0_causal",
  "type",
  "model",
  "blockgen",
);
const configs = [
  fc.tuple(configField, value).map(([key, to]): Mutation => ({
    name: `config ${key} = ${JSON.stringify(to)}`,
    apply: (files) => {
      try {
        return { ...files, config: JSON.stringify({ ...JSON.parse(files.config) as Header, [key]: to }) };
      } catch {
        return files;
      }
    },
  })),
  fc.tuple(place, fc.nat(20), fc.string({ maxLength: 8 })).map(([at, count, text]): Mutation => ({
    name: `config text at ${at}: ${count} for ${JSON.stringify(text)}`,
    apply: ({ model, config }) => {
      const cut = at % (config.length + 1);
      return { model, config: config.slice(0, cut) + text + config.slice(cut + count) };
    },
  })),
];

const one = fc.oneof(...bytes, ...entries, ...configs);

/** One change, or a few one after the other. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(one) },
  { weight: 1, arbitrary: fc.array(one, { minLength: 2, maxLength: 3 }) },
);
