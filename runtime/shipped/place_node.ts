import { type Either, left, right } from "fp-ts/lib/Either.js";
import { fileURLToPath } from "node:url";
import type { HubError } from "../checkpoints/hub_error.ts";
import { isShippedName, type ShippedName, shippedNames, shippedPrefix } from "./names.ts";

/** The folder of a model that ships, in the sources as in the package. */
export const shippedFolder = (name: ShippedName): string => fileURLToPath(new URL(`./models/${name}`, import.meta.url));

/** Where a reference points: `shipped:NAME` is a folder of the package, all else is what it was. */
export const placeOf = (reference: string): Either<HubError, string> => {
  if (!reference.startsWith(shippedPrefix)) { return right(reference); }
  const name = reference.slice(shippedPrefix.length);
  return isShippedName(name)
    ? right(shippedFolder(name))
    : left({ _tag: "BadReference", reference, reason: `found no model of that name: ${shippedNames.join(", ")} ship` });
};
