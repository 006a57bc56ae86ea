import fs from "node:fs";
import path from "node:path";

export type Change = [table: string, id: string, row: unknown];

/**
 * Data on disk: a snapshot and the changes since. Every commit is one line, written before it is acknowledged, so a
 * killed process loses nothing it has acknowledged. A partial last line was never acknowledged and is dropped.
 */
export class Journal {
  private file: number | null = null;
  private readonly snapshotPath: string;
  private readonly journalPath: string;

  constructor(directory: string) {
    fs.mkdirSync(directory, { recursive: true });
    this.snapshotPath = path.join(directory, "snapshot.jsonl");
    this.journalPath = path.join(directory, "journal.jsonl");
  }

  *replay(): Generator<Change> {
    yield* changesIn(this.snapshotPath);
    this.dropPartialLine();
    yield* changesIn(this.journalPath);
  }

  append(changes: Change[]): void {
    this.file ??= fs.openSync(this.journalPath, "a");
    fs.writeSync(this.file, `${JSON.stringify(changes)}\n`);
  }

  /** Cuts off a partial last line: the next one would be appended to it and lost at the next start. */
  private dropPartialLine(): void {
    if (!fs.existsSync(this.journalPath)) return;
    const written = fs.readFileSync(this.journalPath);
    const whole = written.lastIndexOf("\n") + 1;
    if (whole < written.length) fs.truncateSync(this.journalPath, whole);
  }

  /** Replaces snapshot and journal with one snapshot. The rename makes it atomic. */
  compact(rows: Iterable<Change>): void {
    const temporary = `${this.snapshotPath}.new`;
    const file = fs.openSync(temporary, "w");
    for (const change of rows) fs.writeSync(file, `${JSON.stringify([change])}\n`);
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(temporary, this.snapshotPath);
    this.close();
    fs.writeFileSync(this.journalPath, "");
  }

  close(): void {
    if (this.file !== null) fs.closeSync(this.file);
    this.file = null;
  }
}

function* changesIn(file: string): Generator<Change> {
  if (!fs.existsSync(file)) return;
  for (const line of fs.readFileSync(file, "utf8").split("\n")) {
    if (line === "") continue;
    const changes = parseLine(line);
    if (!changes) return;
    yield* changes;
  }
}

function parseLine(line: string): Change[] | null {
  try {
    return JSON.parse(line) as Change[];
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
