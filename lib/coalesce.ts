import { second } from "@/lib/durations";
import { telemetry } from "@/lib/telemetry";

type Options<Request, Result> = {
  /** Its name in metrics. */
  name: string;
  /** How many batches may run at the same time. */
  concurrency: number;
  /** While a batch is running, the next one starts as soon as requests of this weight are waiting. */
  minWeight: number;
  /** How long to collect requests while more keep arriving, in milliseconds. An idle coalescer waits two event loop turns. */
  gatherMs?: number;
  /** The most one batch takes. A heavier request gets a batch of its own. */
  maxWeight: number;
  weight: (request: Request) => number;
  /** Requests that share a key never share a batch, and run in the order they arrived. */
  conflictKeys: (request: Request) => readonly string[];
  /** Returns one result for each request, in their order. */
  run: (requests: readonly Request[]) => Promise<PromiseSettledResult<Result>[]>;
};

type Waiting<Request, Result> = {
  request: Request;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
};

/** How long a few requests wait for the running batch. It may be waiting for a lock, which must not delay other organizations. */
const maxWaitMs = 5;

/** A batch that hangs, on a dead connection or a lock, frees its slot for the next one. The deadline of its callers is theirs. */
const slotMs = 4.5 * second;

/** A new request needs about one turn of the event loop to get here, so two without one mean that no more are coming. */
const quietTurns = 2;

/**
 * Coalesces concurrent requests: those that arrive while a batch is running join the next batch. An idle coalescer adds no
 * delay that a caller would notice. It sets no deadline; callers put one around `enqueue`.
 */
export class Coalescer<Request, Result> {
  #waiting: Waiting<Request, Result>[] = [];
  #running = 0;
  #gathering = false;
  #waitTimer: NodeJS.Timeout | undefined;
  #arrivals = 0;

  constructor(private readonly options: Options<Request, Result>) {}

  enqueue(request: Request): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#arrivals += 1;
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#gathering || this.#running >= this.options.concurrency || this.#waiting.length === 0) return;
    if (this.#running === 0 || this.#hasMinWeight()) this.#startGathering();
    else this.#waitTimer ??= setTimeout(() => this.#startGathering(), maxWaitMs);
  }

  #hasMinWeight(): boolean {
    const { minWeight, weight } = this.options;
    let total = 0;
    return this.#waiting.some(({ request }) => {
      total += weight(request);
      return total >= minWeight;
    });
  }

  #startGathering(): void {
    clearTimeout(this.#waitTimer);
    this.#waitTimer = undefined;
    if (this.#gathering) return;
    this.#gathering = true;
    this.#gather(performance.now(), 0);
  }

  #gather(since: number, quiet: number): void {
    const before = this.#arrivals;
    setImmediate(() => {
      const turns = this.#arrivals === before ? quiet + 1 : 0;
      const late = performance.now() - since >= (this.options.gatherMs ?? 0);
      if (turns < quietTurns && !late && !this.#hasMinWeight()) return this.#gather(since, turns);
      this.#gathering = false;
      if (this.#waiting.length > 0 && this.#running < this.options.concurrency) void this.#runBatch(this.#takeBatch());
      this.#schedule();
    });
  }

  /** The next batch, in order of arrival. Requests that don't fit or conflict with an earlier one stay for a later batch. */
  #takeBatch(): Waiting<Request, Result>[] {
    if (this.#waiting.length === 1) return this.#waiting.splice(0);
    const { maxWeight, weight, conflictKeys } = this.options;
    const batch: Waiting<Request, Result>[] = [];
    const remaining: Waiting<Request, Result>[] = [];
    const seen = new Set<string>();
    let total = 0;
    for (const one of this.#waiting) {
      const keys = conflictKeys(one.request);
      const fits = batch.length === 0 || total + weight(one.request) <= maxWeight;
      if (!fits || keys.some((key) => seen.has(key))) remaining.push(one);
      else {
        batch.push(one);
        total += weight(one.request);
      }
      // Keys of requests that stay count too, so that none overtakes an earlier one with the same key.
      for (const key of keys) seen.add(key);
    }
    this.#waiting = remaining;
    return batch;
  }

  async #runBatch(batch: readonly Waiting<Request, Result>[]): Promise<void> {
    const release = this.#takeSlot();
    telemetry()?.batches.with(this.options.name).observe(batch.length);
    try {
      const results = await this.options.run(batch.map(({ request }) => request));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result?.status === "fulfilled") resolve(result.value);
        else reject(result?.reason);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      release();
    }
  }

  /** @returns a function that frees the slot; calling it again does nothing. */
  #takeSlot(): () => void {
    this.#running += 1;
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      clearTimeout(timer);
      this.#running -= 1;
      this.#schedule();
    };
    const timer = setTimeout(release, slotMs);
    timer.unref();
    return release;
  }
}
