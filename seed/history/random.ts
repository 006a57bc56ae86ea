import { createHash } from "node:crypto";

/**
 * Random numbers that follow from a key alone: the same key always gives the same ones. `child` gives a stream of its own, so
 * that one more draw in one place changes nothing in another.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(readonly key: string) {
    const digest = createHash("sha256").update(key).digest();
    this.#a = digest.readUInt32LE(0);
    this.#b = digest.readUInt32LE(4);
    this.#c = digest.readUInt32LE(8);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  child(key: string | number): Random {
    return new Random(`${this.key}/${key}`);
  }

  /** In [0, 1). */
  next(): number {
    return this.#bits() / 2 ** 32;
  }

  /** 32 random bits, by the generator sfc32. */
  #bits(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws Error for an empty list. */
  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new Error(`Nothing to pick from (${this.key})`);
    return picked;
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
    let left = this.next() * total;
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return this.pick(choices)[0];
  }

  /** A UUID of version 7 with this time, so that ids sort by it. */
  uuid(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, "0");
    const [first, second, third] = [this.#bits(), this.#bits(), this.#bits()];
    const variant = "89ab"[first >>> 30];
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(first, 3)}-${variant}${hex(second, 3)}-${hex(second >>> 12, 4)}${hex(third, 8)}`;
  }

  /** Letters and digits, as in ids of Stripe. */
  token(length: number): string {
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return Array.from({ length }, () => alphabet[Math.floor(this.next() * alphabet.length)]).join("");
  }
}

/** The lowest bits as so many hexadecimal digits. */
const hex = (bits: number, digits: number): string => bits.toString(16).padStart(8, "0").slice(-digits);
