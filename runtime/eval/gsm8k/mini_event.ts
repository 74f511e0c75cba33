/** What can happen to a number of things: how it is told, how it is computed, and what is left. */
export interface MiniEvent {
  /** Every operand that may be told. */ readonly operands: readonly number[];
  /** Whether it can happen to so many things. */ readonly allows: (count: number, operand: number) => boolean;
  readonly tell: (she: string, operand: number) => string;
  /** The right-hand side of the program's line. */ readonly code: (thing: string, operand: number) => string;
  /** One side of the worked solution. */ readonly worked: (count: number, operand: number) => string;
  readonly apply: (count: number, operand: number) => number;
}

const from2To = (last: number): readonly number[] => Array.from({ length: last - 1 }, (_, i) => i + 2);

/** The largest number in a problem. */
const most = 99;

const more = (tell: MiniEvent["tell"]): MiniEvent => ({
  operands: from2To(20),
  allows: (count, n) => count + n <= most,
  tell,
  code: (thing, n) => `${thing} + ${n}`,
  worked: (count, n) => `${count}+${n}`,
  apply: (count, n) => count + n,
});

const fewer = (tell: MiniEvent["tell"]): MiniEvent => ({
  operands: from2To(20),
  allows: (count, n) => count > n,
  tell,
  code: (thing, n) => `${thing} - ${n}`,
  worked: (count, n) => `${count}-${n}`,
  apply: (count, n) => count - n,
});

/** All that can happen. */
export const miniEvents: readonly MiniEvent[] = [
  more((she, n) => `${she} buys ${n} more.`),
  more((she, n) => `${she} finds ${n} more.`),
  more((_, n) => `A friend gives ${n} more.`),
  fewer((she, n) => `${she} gives away ${n}.`),
  fewer((she, n) => `${she} loses ${n}.`),
  fewer((she, n) => `${she} sells ${n}.`),
  {
    operands: from2To(5),
    allows: (count, n) => count * n <= most,
    tell: (_, n) => `Then there are ${n} times as many.`,
    code: (thing, n) => `${thing} * ${n}`,
    worked: (count, n) => `${count}*${n}`,
    apply: (count, n) => count * n,
  },
  {
    operands: from2To(5),
    allows: (count, n) => count % n === 0 && count > n,
    tell: (she, n) => `${she} splits them into ${n} equal parts and keeps one.`,
    code: (thing, n) => `${thing} // ${n}`,
    worked: (count, n) => `${count}/${n}`,
    apply: (count, n) => Math.floor(count / n),
  },
];
