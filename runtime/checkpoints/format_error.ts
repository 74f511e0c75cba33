import { match } from "ts-pattern";

/** What can be wrong with a safetensors file; sentences name the tensor. */
export type FormatError = Readonly<
  | { _tag: "TooShort"; size: number }
  | { _tag: "HeaderTooLong"; length: bigint; available: number }
  | { _tag: "HeaderOverLimit"; length: number; limit: number }
  | { _tag: "HeaderNotJson"; reason: string }
  | { _tag: "DuplicateName"; tensor: string }
  | { _tag: "TooManyTensors"; found: number; limit: number }
  | { _tag: "BadEntry"; tensor: string; want: string; found: string }
  | { _tag: "UnknownDtype"; tensor: string; dtype: string; known: readonly string[] }
  | { _tag: "AbsurdShape"; tensor: string; shape: readonly number[]; limit: number }
  | { _tag: "Misordered"; tensor: string; from: number; to: number }
  | { _tag: "WrongSize"; tensor: string; dtype: string; shape: readonly number[]; want: number; found: number }
  | { _tag: "OutOfRange"; tensor: string; to: number; available: number }
  | { _tag: "Overlap"; tensor: string; other: string; from: number }
  | { _tag: "Hole"; tensor: string; from: number; to: number }
  | { _tag: "Trailing"; tensor: string; from: number; available: number }
  | { _tag: "UnknownTensor"; tensor: string }
  | { _tag: "ReadFailed"; what: string; reason: string }
  | { _tag: "OutOfMemory"; tensor: string; bytes: number }
  | { _tag: "NotFinite"; tensor: string; at: number; found: string }
>;

const quoted = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
const tensor = (e: { readonly tensor: string }): string => `tensor ${quoted(e.tensor)}`;
const file = "Cannot read the safetensors file";

/** One sentence for a human. */
export const describeFormat = (error: FormatError): string =>
  match(error)
    .with({ _tag: "TooShort" }, (e) => `${file} as it must begin with 8 bytes of header length: found ${e.size} bytes`)
    .with({ _tag: "HeaderTooLong" }, (e) =>
      `${file} as its header must end inside of it: found a header of ${e.length} bytes with ${e.available} left (cut off while downloading?)`)
    .with({ _tag: "HeaderOverLimit" }, (e) =>
      `${file} as its header must be at most ${e.limit} bytes: found ${e.length}`)
    .with({ _tag: "HeaderNotJson" }, (e) =>
      `${file} as its header must be a JSON object: ${e.reason}`)
    .with({ _tag: "DuplicateName" }, (e) => `${file} as ${tensor(e)} must be named once in the header: found it again`)
    .with({ _tag: "TooManyTensors" }, (e) => `${file} as it must hold at most ${e.limit} tensors: found ${e.found}`)
    .with({ _tag: "BadEntry" }, (e) => `${file} as ${tensor(e)} must have ${e.want}: found ${e.found}`)
    .with({ _tag: "UnknownDtype" }, (e) =>
      `${file} as ${tensor(e)} must have one of the dtypes ${e.known.join(", ")}: found ${quoted(e.dtype)}`)
    .with({ _tag: "AbsurdShape" }, (e) =>
      `${file} as ${tensor(e)} must have at most ${e.limit} elements: found shape [${e.shape}]`)
    .with({ _tag: "Misordered" }, (e) =>
      `${file} as ${tensor(e)} must end after it begins: found ${e.from} to ${e.to}`)
    .with({ _tag: "WrongSize" }, (e) =>
      `${file} as ${tensor(e)} of shape [${e.shape}] in ${e.dtype} must take ${e.want} bytes: found ${e.found}`)
    .with({ _tag: "OutOfRange" }, (e) =>
      `${file} as ${tensor(e)} must end within the ${e.available} bytes of data: found its end at ${e.to}`)
    .with({ _tag: "Overlap" }, (e) =>
      `${file} as ${tensor(e)} must begin where ${tensor({ tensor: e.other })} ends: found both at byte ${e.from}`)
    .with({ _tag: "Hole" }, (e) =>
      `${file} as ${tensor(e)} must begin at byte ${e.from}, with no hole before it: found it at ${e.to}`)
    .with({ _tag: "Trailing" }, (e) =>
      `${file} as its data must end with ${tensor(e)} at byte ${e.from}: found ${e.available} bytes`)
    .with({ _tag: "UnknownTensor" }, (e) =>
      `Cannot load ${tensor(e)} as the file must hold it: found no such name`)
    .with({ _tag: "ReadFailed" }, (e) =>
      `Cannot load ${e.what} as the file must stay readable: ${e.reason}`)
    .with({ _tag: "OutOfMemory" }, (e) =>
      `Cannot load ${tensor(e)} as ${e.bytes} bytes of memory must be free for it`)
    .with({ _tag: "NotFinite" }, (e) =>
      `Cannot load ${tensor(e)} as weights must be finite: found ${e.found} at element ${e.at}`)
    .exhaustive();
