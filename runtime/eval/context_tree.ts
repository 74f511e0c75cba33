/** A node is a sequence of tokens that occurred; the root, 0, is the empty one. */
export type ContextNode = number;

/**
 * Counts of all sequences of up to `order` tokens, as a tree from first to last token, in a hash table of typed
 * arrays: 10 million nodes are within reach where a `Map` is not.
 */
export class ContextTree {
  /** Nodes so far, the root among them. */ size = 1;
  /** The sequence without its last token. */ parent: Int32Array = new Int32Array(1 << 12);
  /** The sequence without its first token. */ suffix: Int32Array = new Int32Array(1 << 12);
  /** Tokens in the sequence. */ depth: Uint8Array = new Uint8Array(1 << 12);
  /** How often it occurred. */ count: Float64Array = new Float64Array(1 << 12);
  /** Before how many different tokens it stood: in how many ways it can be extended to the left. */
  before: Float64Array = new Float64Array(1 << 12);
  /** Open addressing: where a (parent, token) is looked for; -1 is free. */
  private slots: Int32Array = new Int32Array(1 << 14).fill(-1);
  private token: Int32Array = new Int32Array(1 << 12);

  /** The sequence `node` then `token`; -1 if it never occurred. */
  child(node: ContextNode, token: number): ContextNode {
    return node < 0 ? -1 : this.slots[this.slotOf(node, token)]!;
  }

  /** Counts one more occurrence of every sequence of up to `order` tokens that ends at some place of `tokens`. */
  add(tokens: ArrayLike<number>, order: number): void {
    const tails: ContextNode[] = [0];
    for (let i = 0; i < tokens.length; i++) {
      const longest = Math.min(order, i + 1);
      let shorter: ContextNode = 0;
      this.count[0]!++;
      for (let length = 1, before = tails[0]!; length <= longest; length++) {
        const node = this.grow(before, tokens[i]!, shorter);
        this.count[node]!++;
        before = tails[length] ?? 0;
        tails[length] = node;
        shorter = node;
      }
    }
  }

  private grow(parent: ContextNode, token: number, suffix: ContextNode): ContextNode {
    const slot = this.slotOf(parent, token);
    const known = this.slots[slot]!;
    if (known >= 0) { return known; }
    const node = this.size++;
    if (node >= this.parent.length) { this.widen(); }
    this.slots[slot] = node;
    this.parent[node] = parent;
    this.token[node] = token;
    this.suffix[node] = suffix;
    this.depth[node] = this.depth[parent]! + 1;
    if (this.depth[node]! > 1) { this.before[suffix]!++; }
    if (2 * this.size > this.slots.length) { this.rehash(); }
    return node;
  }

  private slotOf(parent: ContextNode, token: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(parent, token) & mask;
    for (let node = this.slots[slot]!; node >= 0; node = this.slots[slot]!) {
      if (this.parent[node] === parent && this.token[node] === token) { break; }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private widen(): void {
    const length = 2 * this.parent.length;
    const wider = <A extends Int32Array | Uint8Array | Float64Array>(out: A, array: A): A => (out.set(array), out);
    this.parent = wider(new Int32Array(length), this.parent);
    this.suffix = wider(new Int32Array(length), this.suffix);
    this.token = wider(new Int32Array(length), this.token);
    this.depth = wider(new Uint8Array(length), this.depth);
    this.count = wider(new Float64Array(length), this.count);
    this.before = wider(new Float64Array(length), this.before);
  }

  private rehash(): void {
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    for (let node = 1; node < this.size; node++) {
      this.slots[this.slotOf(this.parent[node]!, this.token[node]!)] = node;
    }
  }
}

const hash = (parent: number, token: number): number => {
  const mixed = Math.imul(Math.imul(parent, 0x9e3779b1) ^ token, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};
