import { homedir } from "node:os";
import { join } from "node:path";
import type { CheckpointOptions } from "./checkpoint.ts";

/** How far a download is, in bytes. */
export interface Progress {
  readonly file: string;
  readonly received: number;
  readonly total: number;
}

/** How to get a checkpoint; every field may be left out. */
export interface OpenOptions extends CheckpointOptions {
  /** Of the hub, default `$HF_ENDPOINT`, else https://huggingface.co. */ readonly endpoint?: string;
  /** Folder for downloads, default `$BLOCKGEN_CACHE`, else `blockgen` in `$XDG_CACHE_HOME`, else in `~/.cache`. */
  readonly cache?: string;
  /** The hub's access token, for private repositories; default `$HF_TOKEN`. */ readonly token?: string;
  /** Told as a download grows. */ readonly progress?: (progress: Progress) => void;
  /** Stops a download, which keeps what has come. */ readonly signal?: AbortSignal;
  /** Requests for one file before giving up, default 8: each goes on from where the last broke off. */
  readonly attempts?: number;
  /** Seconds without a byte that end a request, default 30. */ readonly patience?: number;
  /** Seconds before the second request, doubled before each other one, default 0.5. */ readonly pause?: number;
}

/** The same with nothing left open. */
export interface HubSettings {
  readonly endpoint: string;
  readonly cache: string;
  readonly token: string | undefined;
  readonly progress: (progress: Progress) => void;
  readonly signal: AbortSignal | undefined;
  readonly attempts: number;
  readonly patience: number;
  readonly pause: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Fills in what the caller left open, from the environment and our defaults. */
export const hubSettings = (options: OpenOptions, environment: Environment = process.env): HubSettings => ({
  endpoint: (options.endpoint ?? nonEmpty(environment["HF_ENDPOINT"]) ?? "https://huggingface.co").replace(/\/+$/, ""),
  cache: options.cache ?? defaultCache(environment),
  token: options.token ?? nonEmpty(environment["HF_TOKEN"]),
  progress: options.progress ?? (() => {}),
  signal: options.signal,
  attempts: options.attempts ?? 8,
  patience: options.patience ?? 30,
  pause: options.pause ?? 0.5,
});

const defaultCache = (environment: Environment): string =>
  nonEmpty(environment["BLOCKGEN_CACHE"]) ??
    join(nonEmpty(environment["XDG_CACHE_HOME"]) ?? join(homedir(), ".cache"), "blockgen");

const nonEmpty = (text: string | undefined): string | undefined => text === "" ? undefined : text;
