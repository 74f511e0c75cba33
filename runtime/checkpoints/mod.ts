/**
 * Checkpoints: weights in the safetensors format and their configuration, published ones and our own.
 *
 * @module
 */
export { type Bytes, bytesInMemory } from "./bytes.ts";
export { type Checkpoint, checkpointFromBytes, type CheckpointOptions } from "./checkpoint.ts";
export { type CheckpointConfig, readConfig } from "./config.ts";
export type { ConfigError } from "./config_error.ts";
export type { DeclaredNetwork } from "./declared_network.ts";
export type { Dtype } from "./dtype.ts";
export { type CheckpointError, describeCheckpoint } from "./errors.ts";
export type { NetworkConfig } from "../blockdit/config.ts";
export { checkTensors, type ExpectedTensor, expectedTensors } from "./expected_tensors.ts";
export type { FormatError } from "./format_error.ts";
export type { HubError } from "./hub_error.ts";
export type { OwnSection } from "./own_section.ts";
export { readReference, type Reference } from "./reference.ts";
export { openSafetensors, type Safetensors } from "./safetensors.ts";
export type { TensorEntry } from "./tensor_entry.ts";
export { type NamedTensor, type WriteOptions, writeSafetensors, type WrittenDtype } from "./write_safetensors.ts";
export { writeConfig } from "./write_config.ts";
