import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { identify, largestMail } from "./mail";
import type { Store } from "./store";

/** So many messages wait at most; the rest stays where it is until there is room. */
export const mostWaiting = 1_000;

/** Reads the .eml files of a folder, which it creates if there is none. Each is taken once, by its content. */
export class Folder {
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly path: string,
    private readonly store: Pick<Store, "receive" | "counts">,
    private readonly log: (message: string) => void,
  ) {}

  /** @returns how many new messages it found. */
  async read(): Promise<number> {
    await mkdir(this.path, { recursive: true });
    let found = 0;
    let room = mostWaiting - this.store.counts().waiting;
    for (const name of (await readdir(this.path)).filter((file) => /\.eml$/i.test(file)).toSorted()) {
      if (room <= 0) break;
      const file = join(this.path, name);
      const { size, mtimeMs } = await stat(file);
      const version = `${size}/${mtimeMs}`;
      if (this.seen.get(name) === version) continue;
      if (size > largestMail) this.log(`${name} is larger than 10 MB and is left out.`);
      else {
        const raw = await readFile(file);
        if (this.store.receive(await identify(raw), raw, new Date().toISOString())) {
          found += 1;
          room -= 1;
        }
      }
      this.seen.set(name, version);
    }
    return found;
  }
}
