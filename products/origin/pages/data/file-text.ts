import { chunkLength } from "../../domain/import/chunk-length";

/** Encodings that spreadsheets save in. Excel's "Unicode text" is UTF-16, and its plain CSV is Windows-1252. */
export function encodingOf(head: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  try {
    // A cut through a character at the end isn't an error.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** Where to look for the encoding, and what the preview is made of. */
export const headBytes = 64 * 1024;

/** The pieces of a file as text, each no longer than a request takes. Reads a part of the file at a time. */
export async function* textOf(file: Blob): AsyncGenerator<string> {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const decoder = new TextDecoder(encodingOf(head));
  let text = "";
  for (let start = 0; start < file.size; start += chunkLength) {
    const bytes = await file.slice(start, start + chunkLength).arrayBuffer();
    text += decoder.decode(bytes, { stream: true });
    while (text.length >= chunkLength) {
      yield text.slice(0, chunkLength);
      text = text.slice(chunkLength);
    }
  }
  text += decoder.decode();
  if (text) yield text;
}

/** How many pieces `textOf` gives. Reads the whole file once. */
export async function countPieces(file: Blob): Promise<number> {
  let count = 0;
  for await (const _ of textOf(file)) count += 1;
  return count;
}
