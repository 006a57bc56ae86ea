import { unavailable } from "@/lib/errors";

type Limits = {
  /** How many may run at once, in all and of one key. */
  total: number;
  perKey: number;
  /** How long work waits to start. */
  timeoutMs: number;
};

type Waiting = { key: string; start: () => void };

/**
 * Limits work that holds something scarce, such as a database connection, while it waits for another service. Work
 * beyond the limits is queued in order, and rejected after a timeout.
 */
export class ConcurrencyLimit {
  readonly #running = new Map<string, number>();
  #waiting: Waiting[] = [];
  #total = 0;

  constructor(private readonly limits: Limits) {}

  /** @throws GatehouseError `unavailable` after the timeout; the work has not started then. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.#turn(key);
    try {
      return await work();
    } finally {
      this.#total -= 1;
      const left = (this.#running.get(key) ?? 1) - 1;
      if (left > 0) this.#running.set(key, left);
      else this.#running.delete(key);
      this.#startNext();
    }
  }

  #turn(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(unavailable("Too many requests are in progress. Nothing was changed. Try again."));
      }, this.limits.timeoutMs);
      const start = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiting: Waiting = { key, start };
      this.#waiting.push(waiting);
      this.#startNext();
    });
  }

  #startNext(): void {
    const { total, perKey } = this.limits;
    while (this.#total < total) {
      const next = this.#waiting.find(({ key }) => (this.#running.get(key) ?? 0) < perKey);
      if (!next) return;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#total += 1;
      this.#running.set(next.key, (this.#running.get(next.key) ?? 0) + 1);
      next.start();
    }
  }
}
