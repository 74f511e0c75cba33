import type { NetworkConfig } from "../../blockdit/config.ts";
import type { Leaf } from "../../blockdit/jax/leaves.ts";
import type { JaxArray, JaxLibrary } from "../../blockdit/jax/load.ts";
import type { OptimizerSettings } from "../optimizer.ts";
import { type BatchArrays, batchLoss, type StepTables } from "./loss.ts";

/** Parameters, AdamW's moments and the moving average: one array a leaf in each. */
export interface StateArrays {
  readonly parameters: readonly JaxArray[];
  readonly first: readonly JaxArray[];
  readonly second: readonly JaxArray[];
  readonly ema: readonly JaxArray[];
}

/** What a step gives besides the new state. */
export interface StepResult {
  readonly state: StateArrays;
  /** Mean loss, nats. */ readonly loss: JaxArray;
  /** Weighted sums of nats, `[rows]`. */ readonly byRow: JaxArray;
  /** Norm of the gradient before clipping. */ readonly norm: JaxArray;
}

/** One compiled step: consumes the state, leaves the batch alone. `constants` is `[rate, bias1, bias2, ema decay]`. */
export type CompiledStep = (state: StateArrays, batch: BatchArrays, constants: JaxArray) => StepResult;

/** The parts of a tensor among arrays in the order of the leaves. */
export const byName = (leaves: readonly Leaf[], arrays: readonly JaxArray[]) => {
  const parts = new Map<string, JaxArray[]>();
  leaves.forEach(({ name }, i) => parts.set(name, [...parts.get(name) ?? [], arrays[i]]));
  return (name: string): readonly JaxArray[] => parts.get(name) as JaxArray[];
};

const norm = (jax: JaxLibrary, gradients: readonly JaxArray[]): JaxArray =>
  jax.numpy.sqrt(gradients.map((g) => jax.numpy.square(g.ref).sum()).reduce((a, b) => a.add(b)));

/** AdamW and the moving average of one leaf; consumes the four arrays and the gradient. The host twin is `adamW`. */
const update = (
  jax: JaxLibrary,
  [p, m, v, e, g]: readonly [JaxArray, JaxArray, JaxArray, JaxArray, JaxArray],
  constants: readonly [JaxArray, JaxArray, JaxArray, JaxArray],
  { beta1, beta2, epsilon, decay }: OptimizerSettings,
): readonly [JaxArray, JaxArray, JaxArray, JaxArray] => {
  const [rate, bias1, bias2, keep] = constants;
  const { numpy: np } = jax;
  const m1 = m.mul(beta1).add(g.ref.mul(1 - beta1));
  const v1 = v.mul(beta2).add(np.square(g).mul(1 - beta2));
  const root = np.sqrt(v1.ref.mul(bias2.ref)).add(epsilon);
  const move = m1.ref.mul(bias1.ref).mul(np.reciprocal(root));
  const decayed = p.ndim > 1 ? move.add(p.ref.mul(decay)) : move;
  const p1 = p.sub(decayed.mul(rate.ref));
  const e1 = e.mul(keep.ref).add(p1.ref.mul(np.subtract(1, keep.ref)));
  return [p1, m1, v1, e1];
};

/** Forward, backward, clipping, AdamW and the moving average as one compiled program; the first call compiles for seconds. */
export const compileStep = (
  jax: JaxLibrary,
  config: NetworkConfig,
  leaves: readonly Leaf[],
  tables: StepTables,
  settings: OptimizerSettings,
): CompiledStep => {
  const { numpy: np, valueAndGrad, jit, tree } = jax;
  const step = (state: StateArrays, batch: BatchArrays, constants: JaxArray, fixed: StepTables) => {
    const lossOf = (parameters: JaxArray[]) => {
      const result = batchLoss(jax, config, byName(leaves, parameters), batch, fixed);
      parameters.forEach((p) => p.dispose());
      return result;
    };
    const [[loss, byRow], gradients] = valueAndGrad(lossOf as never, { hasAux: true })(
      ...[state.parameters.map((p) => p.ref)] as never,
    ) as unknown as [[JaxArray, JaxArray], JaxArray[]];
    const length = norm(jax, gradients);
    const clip = np.minimum(np.reciprocal(length.ref.add(1e-6)).mul(settings.clip), 1);
    const four = [0, 1, 2, 3].map((i) => constants.ref.slice(i)) as unknown as [JaxArray, JaxArray, JaxArray, JaxArray];
    const updated = gradients.map((g, i) =>
      update(
        jax,
        [state.parameters[i], state.first[i], state.second[i], state.ema[i], g.mul(clip.ref)],
        four,
        settings,
      )
    );
    [clip, constants, ...four].forEach((x) => x.dispose());
    tree.dispose([batch, fixed] as never);
    const kind = (k: number) => updated.map((arrays) => arrays[k]);
    return { state: { parameters: kind(0), first: kind(1), second: kind(2), ema: kind(3) }, loss, byRow, norm: length };
  };
  const compiled = jit(step as never) as unknown as typeof step;
  return (state, batch, constants) => compiled(state, tree.ref(batch as never), constants, tree.ref(tables as never));
};
