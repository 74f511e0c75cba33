import { findFiles } from "./find_files.ts";
import { missingPlaces } from "./places.ts";
import { closingLine, lineFor } from "./report.ts";
import { type FileResult, runFile } from "./run_file.ts";
import type { Settings } from "./settings.ts";

/** Maps over items, at most `jobs` at a time. */
export const inParallel = async <A, B>(
  items: readonly A[],
  jobs: number,
  run: (a: A) => Promise<B>,
): Promise<readonly B[]> => {
  const results: B[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, worker));
  return results;
};

const sum = (results: readonly FileResult[], of: (result: FileResult) => number): number =>
  results.reduce((total, result) => total + of(result), 0);

/** Runs all files, tells of each, closes with the counts. True when nothing failed and something ran. */
export const runAll = async (settings: Settings, tell: (line: string) => void): Promise<boolean> => {
  const files = findFiles(settings.root, settings.kind, settings.paths);
  const results = await inParallel(files, settings.jobs, async (file) => {
    const result = await runFile(settings.root, file, settings.limit);
    tell(lineFor(result));
    return result;
  });
  const nothing = files.length === 0 ? [`no *_${settings.kind}.ts under ${settings.paths.join(", ")}`] : [];
  const missing = settings.everywhere ? missingPlaces(results.flatMap((result) => result.places)) : [];
  const complaints = [...nothing, ...missing];
  complaints.forEach((complaint) => tell(`FAIL ${complaint}`));
  const failures = results.filter((result) => result.failed > 0).map((result) => `  ${result.file}`);
  if (failures.length > 0) tell(["failed:", ...failures].join("\n"));
  const failed = sum(results, (result) => result.failed) + complaints.length;
  tell(closingLine(sum(results, (result) => result.passed), failed, sum(results, (result) => result.skipped)));
  return failed === 0;
};
