import { type Either, left, tryCatch } from "fp-ts/lib/Either.js";

/** Text as base64url of its UTF-8: letters, digits, `-` and `_` only. */
export const toBase64Url = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

/** The text again, or why it is none, to stand behind `as`. */
export const fromBase64Url = (link: string): Either<string, string> =>
  /^[A-Za-z0-9_-]*$/.test(link)
    ? tryCatch(
      () => decoded(link.replaceAll("-", "+").replaceAll("_", "/")),
      () => "it is cut off or changed: copy all of it",
    )
    : left("it must have letters, digits, - and _ only");

const decoded = (base64: string): string => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
};

/** The JSON of such a text, not yet looked at, or why there is none. */
export const jsonOf = (text: string): Either<string, unknown> =>
  tryCatch(() => JSON.parse(text) as unknown, () => "it holds no JSON: copy all of it");
