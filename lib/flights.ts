type Options<Passenger, Arrival> = {
  /** Flights under way at once. */
  atOnce: number;
  /** While one is under way the next leaves when this much waits for it; or is back, or takes long. */
  worthwhile: number;
  /**
   * While others go on coming with each turn of the event loop one waits for them, but no longer than this; 0 unless said
   * otherwise. Who comes alone leaves two turns later, which on a server with nothing else to do are microseconds.
   */
  gatherMs?: number;
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

/** So many turns of the event loop in which nobody came say that nobody else is on the way: a request takes about one. */
const quietTurns = 2;

/**
 * Work that is cheaper together: whoever comes while a flight is under way waits for the next one, which takes all of
 * them. Nobody waits when there is nobody to wait for.
 */
export class Flights<Passenger, Arrival> {
  #waiting: Waiting<Passenger, Arrival>[] = [];
  #flying = 0;
  #boarding = false;
  #patience: NodeJS.Timeout | undefined;
  #joined = 0;

  constructor(private readonly options: Options<Passenger, Arrival>) {}

  join(passenger: Passenger): Promise<Arrival> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ passenger, resolve, reject });
      this.#joined += 1;
      this.#board();
    });
  }

  /** Everybody who comes in the same turn of the event loop boards before the first flight leaves. */
  #board(): void {
    if (this.#boarding || this.#flying >= this.options.atOnce || this.#waiting.length === 0) return;
    if (this.#flying === 0 || this.#isWorthwhile()) this.#boardNow();
    else this.#patience ??= setTimeout(() => this.#boardNow(), patienceMs);
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
    this.#gather(performance.now(), 0);
  }

  #gather(since: number, quiet: number): void {
    const before = this.#joined;
    setImmediate(() => {
      const still = this.#joined === before ? quiet + 1 : 0;
      const late = performance.now() - since >= (this.options.gatherMs ?? 0);
      if (still < quietTurns && !late && !this.#isWorthwhile()) return this.#gather(since, still);
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
