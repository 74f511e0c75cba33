import { match } from "ts-pattern";

/** What can go wrong on the way to a checkpoint's files: on disk, on the hub, in the cache. */
export type HubError = Readonly<
  | { _tag: "BadReference"; reference: string; reason: string }
  | { _tag: "NoSuchFile"; path: string; reason: string }
  | { _tag: "NotOnHub"; what: string; reason: string }
  | { _tag: "NotAllowed"; what: string; status: number }
  | { _tag: "HubFailed"; what: string; status: number; reason: string }
  | { _tag: "Unreachable"; what: string; endpoint: string; reason: string }
  | { _tag: "LibraryMissing"; library: string }
  | { _tag: "BrokenOff"; file: string; received: number; total: number; reason: string }
  | { _tag: "WrongChecksum"; file: string; want: string; found: string }
  | { _tag: "NoChecksum"; file: string }
  | { _tag: "CacheFailed"; path: string; reason: string }
  | { _tag: "Stopped"; file: string; received: number; total: number }
>;

const load = "Cannot load";

/** One sentence for a human. */
export const describeHub = (error: HubError): string =>
  match(error)
    .with({ _tag: "BadReference" }, (e) =>
      `${load} ${JSON.stringify(e.reference.slice(0, 120))} as a checkpoint must be a folder, ` +
      `hf:owner/name[/path/inside][@revision] or shipped:NAME: ${e.reason}`)
    .with({ _tag: "NoSuchFile" }, (e) =>
      `${load} ${e.path} as it must be a readable file: ${e.reason}`)
    .with({ _tag: "NotOnHub" }, (e) =>
      `${load} ${e.what} as the hub has no such thing: ${e.reason}`)
    .with({ _tag: "NotAllowed" }, (e) =>
      `${load} ${e.what} as the hub refuses access (${e.status}): check its name, or set HF_TOKEN to a token that may read it`)
    .with({ _tag: "HubFailed" }, (e) =>
      `${load} ${e.what} as the hub answered ${e.status} (${e.reason}): try again later`)
    .with({ _tag: "Unreachable" }, (e) =>
      `${load} ${e.what} as ${e.endpoint} must be reachable (${e.reason}): go online, or name a folder`)
    .with({ _tag: "LibraryMissing" }, (e) =>
      `${load} from the hub as ${e.library} must be installed: npm install --ignore-scripts ${e.library}, or name a folder`)
    .with({ _tag: "BrokenOff" }, (e) =>
      `${load} ${e.file} as the download broke off at ${e.received} of ${e.total} bytes (${e.reason}): ` +
      `try again, it goes on from there`)
    .with({ _tag: "WrongChecksum" }, (e) =>
      `${load} ${e.file} as what came must have the hub's checksum ${e.want}: found ${e.found}, and deleted it; try again`)
    .with({ _tag: "NoChecksum" }, (e) =>
      `${load} ${e.file} as the hub must name a checksum of it: found none`)
    .with({ _tag: "CacheFailed" }, (e) =>
      `${load} as the cache ${e.path} must be writable: ${e.reason}`)
    .with({ _tag: "Stopped" }, (e) =>
      `Stopped by the caller with ${e.received} of ${e.total} bytes of ${e.file}; the next download goes on from there`)
    .exhaustive();
