import { type ConfigError, describeConfig } from "./config_error.ts";
import { describeFormat, type FormatError } from "./format_error.ts";
import { describeHub, type HubError } from "./hub_error.ts";

/** Why a checkpoint could not be loaded: its file, its configuration, or the way to it. */
export type CheckpointError = FormatError | ConfigError | HubError;

/** One sentence for a human: what was expected, what was found, what would work. */
export const describeCheckpoint = (error: CheckpointError): string => {
  if (isOf(HUB_TAGS, error)) { return describeHub(error); }
  return isOf(CONFIG_TAGS, error) ? describeConfig(error) : describeFormat(error);
};

type TagsOf<E extends { readonly _tag: string }> = { readonly [T in E["_tag"]]: 1 };

const CONFIG_TAGS: TagsOf<ConfigError> = {
  ConfigTooLong: 1,
  ConfigNotJson: 1,
  BadField: 1,
  BadVocabulary: 1,
  MissingTensor: 1,
  WrongShape: 1,
  UnexpectedTensor: 1,
  NoEmbedding: 1,
  ProcessUnknown: 1,
  ProcessConflict: 1,
};

const HUB_TAGS: TagsOf<HubError> = {
  BadReference: 1,
  NoSuchFile: 1,
  NotOnHub: 1,
  NotAllowed: 1,
  HubFailed: 1,
  Unreachable: 1,
  LibraryMissing: 1,
  BrokenOff: 1,
  WrongChecksum: 1,
  NoChecksum: 1,
  CacheFailed: 1,
  Stopped: 1,
};

const isOf = <E extends CheckpointError>(tags: TagsOf<E>, error: CheckpointError): error is E =>
  Object.hasOwn(tags, error._tag);
