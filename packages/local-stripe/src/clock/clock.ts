import { AsyncLocalStorage } from "node:async_hooks";
import type { Store } from "../store/store";

/**
 * Wall time plus a shift that only grows; on a test clock, its frozen time; while due work runs, the moment it was due.
 * Whole seconds, UTC.
 */
export class Clock {
  private moment: number | null = null;
  private readonly testClocks = new AsyncLocalStorage<string | null>();

  constructor(
    private readonly store: Store,
    private readonly wall: () => number,
  ) {}

  now(): number {
    return this.moment ?? this.frozen() ?? this.wallSeconds() + this.shift();
  }

  wallSeconds(): number {
    return Math.floor(this.wall() / 1000);
  }

  shift(): number {
    return this.store.get("counter", "clock.shift")?.value ?? 0;
  }

  /** The shift at the end of a journey that is under way; null when the clock just runs. */
  destination(): number | null {
    return this.store.get("counter", "clock.destination")?.value ?? null;
  }

  /** Notes where a journey goes before its first step, so that it is known whatever happens on the way. */
  setOut(seconds: number): void {
    this.store.put("counter", { id: "clock.destination", value: this.shift() + seconds });
  }

  arrive(): void {
    const value = Math.max(this.shift(), this.destination() ?? 0);
    this.store.put("counter", { id: "clock.shift", value });
    this.store.delete("counter", "clock.destination");
  }

  /** The test clock that what is done now lives on; null for the clock of everything else. */
  testClock(): string | null {
    return this.testClocks.getStore() ?? null;
  }

  /** Shifts the clock so that it has reached `moment`; a clock that is there already stays. */
  reach(moment: number): void {
    const testClock = this.store.get("test_clock", this.testClock() ?? "");
    if (testClock) {
      if (moment > testClock.frozen_time) this.store.put("test_clock", { ...testClock, frozen_time: moment });
      return;
    }
    const missing = moment - (this.wallSeconds() + this.shift());
    if (missing > 0) this.store.put("counter", { id: "clock.shift", value: this.shift() + missing });
  }

  /** Runs `work` as if it were `moment`. */
  at<T>(moment: number, work: () => T): T {
    const outer = this.moment;
    this.moment = moment;
    try {
      return work();
    } finally {
      this.moment = outer;
    }
  }

  /** Runs `work` on a test clock, or with null on the clock of everything else. */
  on<T>(testClock: string | null, work: () => T): T {
    return testClock === this.testClock() ? work() : this.testClocks.run(testClock, work);
  }

  private frozen(): number | undefined {
    const id = this.testClock();
    return id === null ? undefined : this.store.get("test_clock", id)?.frozen_time;
  }
}
