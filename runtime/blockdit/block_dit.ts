import type { NetworkConfig } from "./config.ts";
import type { KeysValues, Ops, Stream } from "./ops.ts";

/** How a noise level bends a sub-layer. */
interface Modulation<T> {
  readonly shift: T;
  readonly scale: T;
  readonly gate: T | null;
}

/** A norm, modulated where there is a noise level. */
const normed = <T>(ops: Ops<T>, x: T, weight: string, by: Modulation<T> | null): T => {
  const y = ops.layerNorm(x, ops.weight(weight));
  return by === null ? y : ops.modulate(y, by.shift, by.scale);
};

/** The residual connection, gated where there is a noise level. */
const residual = <T>(ops: Ops<T>, x: T, y: T, by: Modulation<T> | null): T =>
  by === null || by.gate === null ? ops.add(x, y) : ops.addGated(x, by.gate, y);

/** The shifts, scales and gates that a condition makes, `parts` of them. */
const modulations = <T>(ops: Ops<T>, condition: T, name: string, parts: number): readonly T[] =>
  ops.linears(
    condition,
    ops.weight(`${name}.adaLN_modulation.weight`),
    ops.weight(`${name}.adaLN_modulation.bias`),
    parts,
  );

/** The noise level as a condition: sinusoids through an MLP. */
const conditionOf = <T>(ops: Ops<T>): T => {
  const linear = (x: T, i: number) =>
    ops.linear(x, ops.weight(`sigma_map.mlp.${i}.weight`), ops.weight(`sigma_map.mlp.${i}.bias`));
  return ops.silu(linear(ops.silu(linear(ops.noiseLevel(), 0)), 2));
};

/** One layer: what a stream offers to attention, and what it makes of what it saw. */
const layer = <T>(ops: Ops<T>, name: string, condition: T | null) => {
  const w = (tensor: string) => ops.weight(`${name}.${tensor}`);
  const bend = condition === null ? null : modulations(ops, condition, name, 6) as readonly [T, T, T, T, T, T];
  const attention = bend && { shift: bend[0], scale: bend[1], gate: bend[2] };
  const mlp = bend && { shift: bend[3], scale: bend[4], gate: bend[5] };
  return {
    project: (x: T, stream: Stream) => {
      const y = normed(ops, x, `${name}.norm1.weight`, attention);
      const [q, k, v] = ops.linears(y, w("attn_qkv.weight"), null, 3) as readonly [T, T, T];
      return { queries: ops.rotate(q, stream), keys: ops.rotate(k, stream), values: v };
    },
    absorb: (x: T, seen: T): T => {
      const y = residual(ops, x, ops.linear(seen, w("attn_out.weight"), null), attention);
      const wide = ops.linear(normed(ops, y, `${name}.norm2.weight`, mlp), w("mlp.0.weight"), w("mlp.0.bias"));
      return residual(ops, y, ops.linear(ops.activate(wide), w("mlp.2.weight"), w("mlp.2.bias")), mlp);
    },
  };
};

/** Logits of the noisy tokens. */
const head = <T>(ops: Ops<T>, x: T, condition: T | null): T => {
  const bend = condition === null ? null : modulations(ops, condition, "output_layer", 2) as readonly [T, T];
  const y = normed(ops, x, "output_layer.norm_final.weight", bend && { shift: bend[0], scale: bend[1], gate: null });
  return ops.linear(y, ops.weight("output_layer.linear.weight"), ops.weight("output_layer.linear.bias"));
};

/**
 * BlockDiT: a transformer over a noisy block and the clean context before it, `logits [rows, n, vocabulary]` of the noisy tokens.
 *
 * Both streams share the weights. Noisy tokens see the context before their block and their block; clean tokens see clean tokens
 * only, so that what a layer offers of them (keys, values) never changes and can be cached. The last layer asks nothing more of
 * the clean stream. Training, generating and verifying differ in tokens, positions and visibility alone: see `feed.ts`.
 *
 * @param fresh Are there clean tokens in this call that no earlier one has cached?
 * @see BlockGen (2606.02241), section 3 and `models/block_dit.py`; Peebles and Xie 2022, DiT (2212.09748) for adaLN.
 */
export const blockDit = <T>(ops: Ops<T>, { blocks, adaLN }: NetworkConfig, fresh: boolean): T => {
  const condition = adaLN ? conditionOf(ops) : null;
  const table = ops.weight("vocab_embed.embedding");
  let noisy = ops.embed(table, "noisy");
  let clean: T | null = fresh ? ops.embed(table, "clean") : null;
  for (let i = 0; i < blocks; i++) {
    const { project, absorb } = layer(ops, `blocks.${i}`, condition);
    const own = project(noisy, "noisy");
    const offered = clean === null ? null : project(clean, "clean");
    const context: KeysValues<T> | null = ops.context(i, offered);
    noisy = absorb(noisy, ops.attend("noisy", own.queries, context, own));
    const more = clean !== null && offered !== null && i < blocks - 1;
    clean = more ? absorb(clean as T, ops.attend("clean", offered.queries, context, null)) : null;
  }
  return head(ops, noisy, condition);
};
