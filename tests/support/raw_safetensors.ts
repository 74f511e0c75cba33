/** A file from any header text, well formed or not, and so many bytes of data. */
export const rawFile = (header: string | Uint8Array, data = 0, length?: bigint): Uint8Array<ArrayBuffer> => {
  const json = typeof header === "string" ? new TextEncoder().encode(header) : header;
  const file = new Uint8Array(8 + json.length + data);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  file.set(json, 8);
  return file;
};

/** The header and data of a file of ours. */
export const taken = (file: Uint8Array<ArrayBuffer>): { header: Record<string, unknown>; data: Uint8Array } => {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  return {
    header: JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<string, unknown>,
    data: file.subarray(8 + length),
  };
};
