/** What the progress line of a run shows. */
export interface Progress {
  /** Updates made. */ readonly step: number;
  /** BlockShare of the run that is done, 0 to 1. */ readonly done: number;
  /** Seconds of training, over all sittings. */ readonly elapsed: number;
  /** Loss of the last update, nats per token. */ readonly loss: number;
  /** Of the last evaluation, by block size; empty before the first. */
  readonly bitsPerCharacter: Readonly<Record<string, number>>;
  /** Tokens with a loss a second, lately. */ readonly tokensPerSecond: number;
}

/** Seconds as `1h02m`, `3m20s` or `45s`. */
export const shortDuration = (seconds: number): string => {
  const whole = Math.round(seconds);
  const two = (n: number): string => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}h${two(minutes)}m` : minutes > 0 ? `${minutes}m${two(whole % 60)}s` : `${whole}s`;
};

/** Seconds that are left if the run goes on at its pace; null before there is a pace. */
export const secondsLeft = ({ done, elapsed }: Pick<Progress, "done" | "elapsed">): number | null =>
  done <= 0 ? null : elapsed * (1 - done) / done;

/** One line: step, share, loss, bits per character by block size, tokens a second, time left. */
export function progressLine(progress: Progress): string {
  const { step, done, loss, bitsPerCharacter, tokensPerSecond } = progress;
  const remaining = secondsLeft(progress);
  const bits = Object.entries(bitsPerCharacter).map(([size, bpc]) => `${size}: ${bpc.toFixed(2)}`).join(", ");
  return [
    `step ${step}`,
    `${(100 * done).toFixed(1)} %`,
    `loss ${loss.toFixed(3)}`,
    ...(bits === "" ? [] : [`bits/character ${bits}`]),
    `${Math.round(tokensPerSecond)} tokens/s`,
    ...(remaining === null ? [] : [`${shortDuration(remaining)} left`]),
  ].join("  ");
}
