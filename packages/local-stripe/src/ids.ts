import { hash } from "node:crypto";
import type { Store } from "./store/store";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** IDs that look like Stripe's, from a seed and a counter: the same seed and calls give the same IDs. */
export class Ids {
  private requests = 0;
  private readonly startCount: number;

  constructor(
    private readonly store: Store,
    private readonly seed: string,
  ) {
    this.startCount = this.count();
  }

  next(prefix: string, length = 24): string {
    return `${prefix}_${this.token(length)}`;
  }

  /** Random enough for client secrets and page URLs on a local machine. */
  token(length: number): string {
    const count = this.count() + 1;
    this.store.put("counter", { id: "ids", value: count });
    return encode(`${this.seed}:${count}`, length);
  }

  /** A request may change nothing, so requests are counted in memory, starting from the stored counter. */
  request(): string {
    this.requests += 1;
    return `req_${encode(`${this.seed}:request:${this.startCount}:${this.requests}`, 14)}`;
  }

  /** 1, 2, 3 … per name. */
  sequence(name: string): number {
    const value = (this.store.get("counter", name)?.value ?? 0) + 1;
    this.store.put("counter", { id: name, value });
    return value;
  }

  private count(): number {
    return this.store.get("counter", "ids")?.value ?? 0;
  }
}

function encode(source: string, length: number): string {
  let text = "";
  for (let block = 0; text.length < length; block += 1) {
    for (const byte of hash("sha512", `${source}:${block}`, "buffer")) {
      if (byte < 248) text += alphabet[byte % 62];
    }
  }
  return text.slice(0, length);
}
