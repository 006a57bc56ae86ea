import fs from "node:fs";
import path from "node:path";
import { lockDirectory } from "./data-lock";
import { type Line, linesOf } from "./lines";

export type Change = [table: string, id: string, row: unknown];

/** How much is read or written at once. No file is ever in memory as a whole: a string can't exceed 512 MiB. */
const defaultChunkBytes = 1 << 20;

/**
 * Data on disk: a snapshot and the changes since. Every commit is one line, written before it is acknowledged, so a
 * killed process loses nothing it has acknowledged. A partial last line was never acknowledged and is dropped.
 */
export class Journal {
  private file: number | null = null;
  private readonly snapshotPath: string;
  private readonly journalPath: string;
  private readonly unlock: () => void;

  /** @throws Error if another process uses the directory */
  constructor(
    directory: string,
    private readonly chunkBytes = defaultChunkBytes,
  ) {
    fs.mkdirSync(directory, { recursive: true });
    this.unlock = lockDirectory(directory);
    this.snapshotPath = path.join(directory, "snapshot.jsonl");
    this.journalPath = path.join(directory, "journal.jsonl");
  }

  /** @throws Error if a line other than a partial last one can't be read */
  *replay(): Generator<Change> {
    for (const file of [this.snapshotPath, this.journalPath]) {
      if (!fs.existsSync(file)) continue;
      let whole = 0;
      for (const line of linesOf(file, this.chunkBytes)) {
        if (!line.complete) break;
        yield* changesIn(line, file);
        whole = line.end;
      }
      // The next line would be appended to a partial one and lost at the next start.
      if (whole < fs.statSync(file).size) fs.truncateSync(file, whole);
    }
  }

  append(changes: Change[]): void {
    this.file ??= fs.openSync(this.journalPath, "a");
    fs.writeSync(this.file, `${JSON.stringify(changes)}\n`);
  }

  /** Whether there are changes since the snapshot. */
  hasChanges(): boolean {
    return fs.existsSync(this.journalPath) && fs.statSync(this.journalPath).size > 0;
  }

  /** Replaces snapshot and journal with one snapshot. The rename makes it atomic. */
  compact(rows: Iterable<Change>): void {
    const temporary = `${this.snapshotPath}.new`;
    const file = fs.openSync(temporary, "w");
    let chunk = "";
    for (const change of rows) {
      chunk += `${JSON.stringify([change])}\n`;
      if (chunk.length < this.chunkBytes) continue;
      fs.writeSync(file, chunk);
      chunk = "";
    }
    fs.writeSync(file, chunk);
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(temporary, this.snapshotPath);
    this.closeFile();
    fs.writeFileSync(this.journalPath, "");
  }

  close(): void {
    this.closeFile();
    this.unlock();
  }

  private closeFile(): void {
    if (this.file !== null) fs.closeSync(this.file);
    this.file = null;
  }
}

function changesIn(line: Line, file: string): Change[] {
  try {
    return JSON.parse(line.text) as Change[];
  } catch (error) {
    throw new Error(`${file} is damaged before byte ${line.end}: restore it, or move it away to start without it.`, {
      cause: error,
    });
  }
}
