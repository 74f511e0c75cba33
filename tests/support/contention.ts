/** Milliseconds of computing that are long enough for others to cut in. */
const MILLISECONDS = 150;

/**
 * How many times longer than its own computing a computation takes now, as other processes have the cores too: 1 on an idle machine.
 * What is timed beside it can be divided by it.
 */
export const contention = (): number => {
  const started = performance.now();
  const before = process.cpuUsage();
  const used = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  // Asking for the time is the computation.
  while (used() < MILLISECONDS);
  return Math.max(1, (performance.now() - started) / used());
};
