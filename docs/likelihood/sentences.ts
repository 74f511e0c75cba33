import type { Found, NetworkBits } from "./found.ts";

const three = (bits: number): string => bits.toFixed(3);

/** Is each block size worse than all smaller ones, by more than chance? */
const rising = ({ sizes }: NetworkBits): boolean => sizes.every(({ bits }, i) => i === 0 || bits >= sizes[i - 1]!.bits);

const rangeOf = ({ sizes, trained }: NetworkBits): string => {
  const known = sizes.filter(({ size }) => size in trained);
  const strange = sizes.filter(({ size }) => !(size in trained));
  const list = (some: NetworkBits["sizes"]): string =>
    some.map(({ size, bits }) => `${three(bits)} at ${size}`).join(", ");
  return `${list(known)}, which it was trained on; ${list(strange)}, which it was not`;
};

/** Whether blocks lie between AR and diffusion, for each network that knows more than one size. */
export const interpolation = ({ networks }: Pick<Found, "networks">): string =>
  networks.filter(({ sizes }) => sizes.length > 1).map((network) =>
    `- **${network.name}**: ${
      rising(network)
        ? "yes, bits rise with the block size"
        : "not at the sizes between, which are no longer between in bits"
    }: ${rangeOf(network)}.`
  ).join("\n");

const arOf = ({ sizes }: NetworkBits): number => sizes.find(({ size }) => size === 1)!.bits;

const above = (bits: number, than: number): string =>
  `${three(Math.abs(bits - than))} bits ${bits <= than ? "below" : "above"}`;

const beside = (network: NetworkBits, ar: NetworkBits | undefined): string => {
  if (ar === undefined) { return "; the pure AR model is not trained yet"; }
  const excess = 100 * (arOf(network) / arOf(ar) - 1);
  return `; ${Math.abs(excess).toFixed(1)} % ${excess < 0 ? "below" : "above"} the pure AR model`;
};

/** How far AR mode is from the 5-gram that begins each row from nothing, and from the pure AR model. */
export const aims = ({ networks, ngrams: { within } }: Pick<Found, "networks" | "ngrams">): string => {
  const ar = networks.find(({ name }) => name === "ar");
  return networks.map((network) =>
    `- **${network.name}**: AR mode is ${above(arOf(network), within.wittenBell)} the Witten-Bell 5-gram and ${
      above(arOf(network), within.kneserNey)
    } the Kneser-Ney 5-gram${network === ar ? "" : beside(network, ar)}.`
  ).join("\n");
};
