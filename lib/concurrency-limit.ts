import { unavailable } from "@/lib/errors";

export type TurnLimits = { atOnce: number; ofOne: number; patienceMs: number };

type Waiting = { whose: string; begin: () => void };

/**
 * Work that holds something scarce while it waits for somebody else: so many at once, and no more than a few of one. Whoever
 * comes when all turns are taken waits for one, in the order they came, and is refused when that takes too long.
 */
export class Turns {
  readonly #running = new Map<string, number>();
  #waiting: Waiting[] = [];
  #taken = 0;

  constructor(private readonly limits: TurnLimits) {}

  /** @throws GatehouseError `unavailable` when no turn came; nothing was done then. */
  async take<T>(whose: string, work: () => Promise<T>): Promise<T> {
    await this.#turn(whose);
    try {
      return await work();
    } finally {
      this.#taken -= 1;
      const left = (this.#running.get(whose) ?? 1) - 1;
      if (left > 0) this.#running.set(whose, left);
      else this.#running.delete(whose);
      this.#callNext();
    }
  }

  #turn(whose: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(unavailable("Too much is going on at this moment. Nothing was changed; try again."));
      }, this.limits.patienceMs);
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiting: Waiting = { whose, begin };
      this.#waiting.push(waiting);
      this.#callNext();
    });
  }

  #callNext(): void {
    const { atOnce, ofOne } = this.limits;
    while (this.#taken < atOnce) {
      const next = this.#waiting.find(({ whose }) => (this.#running.get(whose) ?? 0) < ofOne);
      if (!next) return;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#taken += 1;
      this.#running.set(next.whose, (this.#running.get(next.whose) ?? 0) + 1);
      next.begin();
    }
  }
}
