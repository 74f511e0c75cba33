/** Hands a file to the reader, as a download: nothing leaves the machine. */
export const saveFile = (name: string, type: string, content: string | Uint8Array): void => {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download reads the address a little later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
