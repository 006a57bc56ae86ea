import { hash } from "node:crypto";
import type { Store } from "./store/store";

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Ids in Stripe's look from a seed and a counter: the same seed and the same calls give the same ids. */
export class Ids {
  private requests = 0;
  private readonly since: number;

  constructor(
    private readonly store: Store,
    private readonly seed: string,
  ) {
    this.since = this.count();
  }

  next(prefix: string, length = 24): string {
    return `${prefix}_${this.letters(length)}`;
  }

  /** Unguessable enough for a client secret or a page's address on one's own machine. */
  letters(length: number): string {
    const count = this.count() + 1;
    this.store.put("counter", { id: "ids", value: count });
    return spell(`${this.seed}:${count}`, length);
  }

  /** Of a request, which may well change nothing: so it is counted in memory, from where the ids stood at the start. */
  request(): string {
    this.requests += 1;
    return `req_${spell(`${this.seed}:request:${this.since}:${this.requests}`, 14)}`;
  }

  /** 1, 2, 3 … per name: invoice numbers, for instance. */
  sequence(name: string): number {
    const value = (this.store.get("counter", name)?.value ?? 0) + 1;
    this.store.put("counter", { id: name, value });
    return value;
  }

  private count(): number {
    return this.store.get("counter", "ids")?.value ?? 0;
  }
}

function spell(source: string, length: number): string {
  let text = "";
  for (let block = 0; text.length < length; block += 1) {
    for (const byte of hash("sha512", `${source}:${block}`, "buffer")) {
      if (byte < 248) text += letters[byte % 62];
    }
  }
  return text.slice(0, length);
}
