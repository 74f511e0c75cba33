/**
 * The printable characters by which byte-level tokenizers spell the 256 bytes: a byte that prints stands for itself,
 * the others, in order, for U+0100 and what follows.
 *
 * @see `bytes_to_unicode` in the code of Radford et al. 2019 (GPT-2), encoder.py.
 */
export const byteLetters: readonly string[] = spellBytes();

function spellBytes(): string[] {
  const prints = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let others = 0;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(prints(byte) ? byte : 256 + others++));
}

const bytes: ReadonlyMap<string, number> = new Map(byteLetters.map((letter, byte) => [letter, byte]));

/** The bytes that a piece of a byte-level vocabulary spells; a character that spells none stands for its own UTF-8. */
export const bytesOfPiece = (piece: string): Uint8Array =>
  Uint8Array.from(
    Array.from(piece).flatMap((letter) => {
      const byte = bytes.get(letter);
      return byte === undefined ? [...new TextEncoder().encode(letter)] : [byte];
    }),
  );
