type Options<Passenger, Arrival> = {
  /** Flights under way at once. */
  atOnce: number;
  /** While one is under way the next leaves when this much waits for it; or is back, or takes long. */
  worthwhile: number;
  /** One leaves no sooner after the one before, unless it is worthwhile; 0 unless said otherwise. Whoever comes after a quiet time leaves at once. */
  apartMs?: number;
  /** How much one takes; a passenger that is heavier flies alone. */
  seats: number;
  weight: (passenger: Passenger) => number;
  /** Two passengers with the same key never share a flight. */
  keys: (passenger: Passenger) => readonly string[];
  fly: (passengers: readonly Passenger[]) => Promise<PromiseSettledResult<Arrival>[]>;
};

type Waiting<Passenger, Arrival> = {
  passenger: Passenger;
  resolve: (arrival: Arrival) => void;
  reject: (reason: unknown) => void;
};

/** How long a few wait for a flight under way to be back: one that waits for a lock must not keep the others. */
const patienceMs = 5;

/**
 * Work that is cheaper together: whoever comes while a flight is under way waits for the next one, which takes all of
 * them. Nobody waits when there is nobody to wait for.
 */
export class Flights<Passenger, Arrival> {
  #waiting: Waiting<Passenger, Arrival>[] = [];
  #flying = 0;
  #boarding = false;
  #patience: NodeJS.Timeout | undefined;
  #left = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: Options<Passenger, Arrival>) {}

  join(passenger: Passenger): Promise<Arrival> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ passenger, resolve, reject });
      this.#board();
    });
  }

  /** Everybody who comes in the same turn of the event loop boards before the first flight leaves. */
  #board(): void {
    if (this.#boarding || this.#flying >= this.options.atOnce || this.#waiting.length === 0) return;
    const early = this.#left + (this.options.apartMs ?? 0) - performance.now();
    const wait = this.#flying === 0 ? early : Math.max(early, patienceMs);
    if (wait <= 0 || this.#isWorthwhile()) this.#boardNow();
    else this.#patience ??= setTimeout(() => this.#boardNow(), wait);
  }

  #isWorthwhile(): boolean {
    const { worthwhile, weight } = this.options;
    let load = 0;
    return this.#waiting.some(({ passenger }) => {
      load += weight(passenger);
      return load >= worthwhile;
    });
  }

  #boardNow(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if (this.#boarding) return;
    this.#boarding = true;
    setImmediate(() => {
      this.#boarding = false;
      if (this.#waiting.length > 0 && this.#flying < this.options.atOnce) void this.#leave(this.#call());
      this.#board();
    });
  }

  /** Those who fly next, in the order they came; who shares a key with one of them stays for the flight after. */
  #call(): Waiting<Passenger, Arrival>[] {
    if (this.#waiting.length === 1) return this.#waiting.splice(0);
    const { seats, weight, keys } = this.options;
    const called: Waiting<Passenger, Arrival>[] = [];
    const staying: Waiting<Passenger, Arrival>[] = [];
    const taken = new Set<string>();
    let load = 0;
    for (const one of this.#waiting) {
      const own = keys(one.passenger);
      const fits = called.length === 0 || load + weight(one.passenger) <= seats;
      if (!fits || own.some((key) => taken.has(key))) staying.push(one);
      else {
        called.push(one);
        load += weight(one.passenger);
      }
      // Also of who stays: nobody overtakes an earlier one with the same key.
      for (const key of own) taken.add(key);
    }
    this.#waiting = staying;
    return called;
  }

  async #leave(called: readonly Waiting<Passenger, Arrival>[]): Promise<void> {
    this.#flying += 1;
    this.#left = performance.now();
    try {
      const arrivals = await this.options.fly(called.map(({ passenger }) => passenger));
      for (const [index, { resolve, reject }] of called.entries()) {
        const arrival = arrivals[index];
        if (arrival?.status === "fulfilled") resolve(arrival.value);
        else reject(arrival?.reason);
      }
    } catch (error) {
      for (const { reject } of called) reject(error);
    } finally {
      this.#flying -= 1;
      this.#board();
    }
  }
}
