import fs from "node:fs";

export interface Line {
  /** Without the line break. */
  text: string;
  /** The offset after the line break, in bytes. */
  end: number;
  /** False for a last line without a line break. */
  complete: boolean;
}

const lineBreak = 0x0a;

/** A file's lines, read in chunks. Lines end at bytes, so a character can't be cut in two. */
export function* linesOf(file: string, chunkBytes: number): Generator<Line> {
  const descriptor = fs.openSync(file, "r");
  try {
    let rest: Buffer[] = [];
    let end = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const length = fs.readSync(descriptor, chunk);
      if (length === 0) break;
      let from = 0;
      for (let at = chunk.indexOf(lineBreak); at !== -1 && at < length; at = chunk.indexOf(lineBreak, from)) {
        const bytes = Buffer.concat([...rest, chunk.subarray(from, at)]);
        end += bytes.length + 1;
        rest = [];
        from = at + 1;
        yield { text: bytes.toString("utf8"), end, complete: true };
      }
      if (from < length) rest.push(chunk.subarray(from, length));
    }
    const bytes = Buffer.concat(rest);
    if (bytes.length > 0) yield { text: bytes.toString("utf8"), end: end + bytes.length, complete: false };
  } finally {
    fs.closeSync(descriptor);
  }
}
