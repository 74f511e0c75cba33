import { type Either, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../thrown.ts";
import type { HubError } from "./hub_error.ts";
import type { HubSettings } from "./hub_settings_node.ts";

/** The hub's own library, which is optional. */
export type HubLibrary = typeof import("@huggingface/hub");

/** Loads the library, or says that it is not installed. */
export const hubLibrary = async (
  load: () => Promise<HubLibrary> = () => import("@huggingface/hub"),
): Promise<Either<HubError, HubLibrary>> => {
  try {
    return right(await load());
  } catch {
    return left({ _tag: "LibraryMissing", library: "@huggingface/hub" });
  }
};

/** What every call of the library takes. */
export interface Access {
  readonly hubUrl: string;
  readonly accessToken?: string;
  readonly fetch: typeof fetch;
}

/** Asks the hub one thing, with a deadline; `what` names it in the error. Whatever is still being sent afterwards is cut off. */
export const askHub = async <A>(
  what: string,
  { endpoint, token, signal, patience }: HubSettings,
  ask: (access: Access) => Promise<A>,
): Promise<Either<HubError, A>> => {
  const control = new AbortController();
  const stop = (): void => control.abort(new Error("stopped by the caller"));
  const deadline = setTimeout(() => control.abort(new Error(`no answer in ${patience} s`)), 1000 * patience);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) { stop(); }
  try {
    const access = { hubUrl: endpoint, ...(token === undefined ? {} : { accessToken: token }) };
    return right(await ask({ ...access, fetch: (input, init) => fetch(input, { ...init, signal: control.signal }) }));
  } catch (thrown) {
    return left(hubErrorOf(thrown, what, endpoint));
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener("abort", stop);
    control.abort();
  }
};

const hubErrorOf = (thrown: unknown, what: string, endpoint: string): HubError => {
  const reason = shortReason(thrown);
  return typeof thrown === "object" && thrown !== null && "statusCode" in thrown
    ? statusError(Number(thrown.statusCode), what, reason)
    : { _tag: "Unreachable", what, endpoint, reason };
};

/** What a refusal of the hub means. */
export const statusError = (status: number, what: string, reason: string): HubError => {
  if (status === 401 || status === 403) { return { _tag: "NotAllowed", what, status }; }
  return status === 404 ? { _tag: "NotOnHub", what, reason } : { _tag: "HubFailed", what, status, reason };
};

/** Why a request failed, on one short line: `fetch` hides the reason in the cause. */
export const shortReason = (thrown: unknown): string => {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const detail = typeof cause === "object" && cause !== null && "code" in cause ? `${cause.code} ` : "";
  return `${detail}${reasonOf(cause)}`.replace(/\s+/g, " ").trim().slice(0, 200);
};
