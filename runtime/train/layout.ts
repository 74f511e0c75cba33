/** Added to attention scores: 0 where a query may see a key, -1e9 where not (-Infinity would turn a row without keys into NaN). */
export const HIDDEN = -1e9;

/** The attention of a batch whose rows have block sizes of their own, as additive biases, row-major float32. */
export interface AttentionLayout {
  /** Largest block size, to which the noisy stream is reshaped. */ readonly largest: number;
  /** `[rows][1][length][length]`: noisy queries see clean keys of earlier blocks. */ readonly context: Float32Array;
  /** `[rows][1][1][largest][largest]`: noisy queries see noisy keys of their own block. */
  readonly block: Float32Array;
  /** `[length][length]`: clean queries see clean keys up to themselves. */ readonly clean: Float32Array;
}

const biases = (height: number, width: number, sees: (query: number, key: number) => boolean): Float32Array =>
  Float32Array.from({ length: height * width }, (_, k) => sees(Math.floor(k / width), k % width) ? 0 : HIDDEN);

const joined = (parts: readonly Float32Array[]): Float32Array => {
  const out = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (out.set(part, at), at + part.length), 0);
  return out;
};

/** What prevents a layout, in one sentence, or null: every block size must divide the largest, and the largest the length. */
export function layoutProblem(blockSizes: readonly number[], largest: number, length: number): string | null {
  const odd = blockSizes.find((size) => largest % size !== 0);
  if (odd !== undefined) {
    return `Cannot train block size ${odd} beside ${largest} as one compiled step serves sizes that divide the largest`;
  }
  return length % largest === 0
    ? null
    : `Cannot train rows of ${length} tokens as the length must be a multiple of the block size ${largest}`;
}

/**
 * The two attention biases of a batch, so that one compiled step serves all block sizes that divide the largest: a noisy position
 * i of a row with blocks of b sees the clean tokens of blocks before its own, `floor(j / b) < floor(i / b)`, and the noisy tokens of
 * its own block. At b = 1 that is left-to-right prediction.
 *
 * @param largest A multiple of every block size; divides `length` (`layoutProblem` says so in a sentence).
 * @see Arriola et al. 2025, BD3LM (2503.09573), the mask of vectorised training; BlockGen (2606.02241).
 */
export function attentionLayout(blockSizes: readonly number[], largest: number, length: number): AttentionLayout {
  const blockOf = (size: number, i: number): number => Math.floor(i / size);
  const context = (size: number) => biases(length, length, (i, j) => blockOf(size, j) < blockOf(size, i));
  const block = (size: number) => biases(largest, largest, (i, j) => blockOf(size, j) === blockOf(size, i));
  const sizes = [...new Set(blockSizes)];
  const contexts = new Map(sizes.map((size) => [size, context(size)]));
  const blocks = new Map(sizes.map((size) => [size, block(size)]));
  return {
    largest,
    context: joined(blockSizes.map((size) => contexts.get(size)!)),
    block: joined(blockSizes.map((size) => blocks.get(size)!)),
    clean: biases(length, length, (i, j) => j <= i),
  };
}
