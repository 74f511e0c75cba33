/** The files of a checkpoint, as one chunk beside the page holds them: text, as only scripts load into a page that is a file. */
export interface ShippedFiles {
  /** `config.json` */ readonly config: string;
  /** `tokenizer.json` */ readonly tokenizer: string;
  /** `model.safetensors`, base64. */ readonly weights: string;
}

/** The bytes of base64. */
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) { bytes[i] = binary.charCodeAt(i); }
  return bytes;
};
