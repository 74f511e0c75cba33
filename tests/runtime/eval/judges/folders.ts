import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeConfig } from "../../../../runtime/mod.ts";
import { tinyModel, tinyNetwork } from "../../../support/tiny_checkpoint.ts";

/** A tokenizer of single characters, with a token behind them that ends a text. */
export const lettersJson = (letters: string, eos = true): string =>
  JSON.stringify({ type: "blockgen-bpe", version: 1, alphabet: [...letters], merges: [], eos });

/** A folder with a tiny checkpoint of masks over five letters, and its tokenizer. */
export const tinyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-tiny-"));
  writeFileSync(join(folder, "model.safetensors"), tinyModel());
  const { activation, ...rest } = tinyNetwork;
  writeFileSync(
    join(folder, "config.json"),
    writeConfig({ ...rest, activation }, "tiny", {
      process: "absorbing",
      prediction: "loo",
      blockSizes: "any",
      arVerify: true,
      vocabulary: 5,
    }),
  );
  writeFileSync(join(folder, "tokenizer.json"), lettersJson("abcde", false));
  return folder;
};
