import { unavailable } from "@/lib/errors";

type Options = {
  /** How many may run at the same time. */
  total: number;
  /** How many of one key may. */
  perKey: number;
  /** How long a caller waits to start before it is rejected. */
  timeoutMs: number;
};

type Waiting = { key: string; start: () => void };

/**
 * Limits how much work runs at the same time, in total and per key (a person, an organization). Further callers wait in the
 * order they came, but one key that is at its own limit doesn't delay the others.
 */
export class ConcurrencyLimit {
  readonly #runningPerKey = new Map<string, number>();
  #waiting: Waiting[] = [];
  #running = 0;

  constructor(private readonly options: Options) {}

  /** @throws GatehouseError `unavailable` if the work couldn't start in time. Nothing was done then. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.#start(key);
    try {
      return await work();
    } finally {
      this.#running -= 1;
      const left = (this.#runningPerKey.get(key) ?? 1) - 1;
      if (left > 0) this.#runningPerKey.set(key, left);
      else this.#runningPerKey.delete(key);
      this.#startNext();
    }
  }

  #start(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(unavailable("Too many requests are in progress. Nothing was changed. Try again."));
      }, this.options.timeoutMs);
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
    const { total, perKey } = this.options;
    while (this.#running < total) {
      const next = this.#waiting.find(({ key }) => (this.#runningPerKey.get(key) ?? 0) < perKey);
      if (!next) return;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#running += 1;
      this.#runningPerKey.set(next.key, (this.#runningPerKey.get(next.key) ?? 0) + 1);
      next.start();
    }
  }
}
