import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf } from "../thrown.ts";
import { shortReason, statusError } from "./hub_library_node.ts";
import type { HubError } from "./hub_error.ts";
import type { HubSettings } from "./hub_settings_node.ts";
import { type PartialFile, partialFile } from "./partial_file_node.ts";

/** A file to fetch. */
export interface Download {
  /** Its name, for progress and errors. */ readonly file: string;
  readonly url: string;
  /** Bytes it must have. */ readonly total: number;
  /** Where it grows; what is there already is not fetched again. */ readonly path: string;
}

/** Fetches the rest of a file with range requests, asking again when one breaks off; its checksum is not looked at. */
export const download = async (job: Download, settings: HubSettings): Promise<Either<HubError, null>> => {
  const opened = await partialFile(job.path, job.total);
  if (isLeft(opened)) { return opened; }
  const part = opened.right;
  try {
    let reason = "no request was made";
    for (let attempt = 0; part.received() < job.total && attempt < settings.attempts; attempt++) {
      if (attempt > 0) { await pause(1000 * settings.pause * 2 ** (attempt - 1), settings.signal); }
      const broken = await request(job, part, settings);
      if (settings.signal?.aborted === true) { return left({ _tag: "Stopped", ...extentOf(job, part) }); }
      if (typeof broken === "object") { return left(broken); }
      reason = broken;
    }
    return part.received() === job.total ? right(null) : left({ _tag: "BrokenOff", ...extentOf(job, part), reason });
  } finally {
    await part.close();
  }
};

/** Waits, but not for a caller who has stopped. */
const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => {});

const extentOf = ({ file, total }: Download, part: PartialFile) => ({ file, total, received: part.received() });

/** One request; the reason it ended as far as that may be mended by another, else an error. */
const request = async (job: Download, part: PartialFile, settings: HubSettings): Promise<string | HubError> => {
  const watch = watchdog(settings.patience, settings.signal);
  try {
    const response = await fetch(job.url, {
      headers: { Range: `bytes=${part.received()}-`, ...authorization(job, settings) },
      signal: watch.signal,
    });
    if (response.status >= 500 || response.status === 429) { return `the hub answered ${response.status}`; }
    if (!response.ok) { return statusError(response.status, job.file, response.statusText || "it refuses the file"); }
    const start = startOf(response);
    if (start !== part.received() && start !== 0) { return "the hub sent another part of the file"; }
    if (start === 0) { await part.restart(); }
    return await receive(response, job, part, settings, watch.fed);
  } catch (thrown) {
    return shortReason(watch.signal.aborted ? watch.signal.reason : thrown);
  } finally {
    watch.end();
  }
};

/** The token goes to the hub only, not to the stores it sends us to. */
const authorization = ({ url }: Download, { token, endpoint }: HubSettings): Readonly<Record<string, string>> =>
  token !== undefined && new URL(url).origin === new URL(endpoint).origin ? { Authorization: `Bearer ${token}` } : {};

const receive = async (
  response: Response,
  job: Download,
  part: PartialFile,
  { progress }: HubSettings,
  fed: () => void,
): Promise<string | HubError> => {
  for await (const piece of response.body ?? []) {
    fed();
    if (part.received() + piece.length > job.total) {
      await part.restart();
      return "the hub sent more than the file has";
    }
    try {
      await part.append(piece);
    } catch (thrown) {
      return { _tag: "CacheFailed", path: job.path, reason: reasonOf(thrown) };
    }
    progress(extentOf(job, part));
  }
  return "the connection was closed";
};

/** The first byte that an answer holds: the whole file, unless it says otherwise. */
const startOf = (response: Response): number =>
  response.status === 206 ? Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1] ?? NaN) : 0;

/** Aborts when nothing has come for `patience` seconds, or when the caller stops. */
const watchdog = (patience: number, signal: AbortSignal | undefined) => {
  const control = new AbortController();
  const stop = (): void => control.abort(new Error("stopped by the caller"));
  const start = () => setTimeout(() => control.abort(new Error(`no byte in ${patience} s`)), 1000 * patience);
  let timer = start();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) { stop(); }
  return {
    signal: control.signal,
    fed: (): void => {
      clearTimeout(timer);
      timer = start();
    },
    end: (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      control.abort();
    },
  };
};
