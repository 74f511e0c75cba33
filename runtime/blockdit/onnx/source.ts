import type { Weights } from "../engine.ts";
import type { PlacedWeight } from "./network.ts";

/** A checkpoint's file that onnxruntime reads itself: its weights are never in JavaScript's memory. */
export interface WeightsFile {
  /** The folder that it is in. */ readonly folder: string;
  /** Where a tensor's float32 numbers begin in it, and how many bytes they are. */
  readonly place: (name: string) => PlacedWeight;
}

/** Where the weights come from: from arrays on any backend, from a file with native code only. */
export type WeightsSource = Weights | WeightsFile;

/** Where the graph says that its weights are, and the options of a session that finds them there. */
export interface Placing {
  readonly place: (name: string) => PlacedWeight;
  /** @param used Names of the weights that the graph has. */
  readonly options: (used: readonly string[]) => Readonly<Record<string, unknown>>;
}

const inFile = ({ folder, place }: WeightsFile): Placing => ({
  place,
  options: () => ({ extra: { session: { model_external_initializers_file_folder_path: folder } } }),
});

/** Arrays are files of the tensor's name. */
const inArrays = (weights: Weights): Placing => ({
  place: (name) => {
    const { shape, data } = weights(name);
    return { shape, location: name, offset: 0, length: data.byteLength };
  },
  options: (used) => ({
    externalData: used.map((path) => {
      const { data } = weights(path);
      return { path, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
    }),
  }),
});

/** How onnxruntime gets at the weights of a source. */
export const placing = (source: WeightsSource): Placing =>
  typeof source === "function" ? inArrays(source) : inFile(source);
