import { AsyncLocalStorage } from "node:async_hooks";
import type { Store } from "../store/store";

/**
 * Wall time plus an offset that only grows; the frozen time of a test clock; or, while a task runs, the time it was
 * due. Whole seconds, UTC.
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

  /** The offset at the end of an advance in progress; null otherwise. */
  advanceTarget(): number | null {
    return this.store.get("counter", "clock.destination")?.value ?? null;
  }

  /** Stores the target before the first step, so that a restarted server can continue. */
  startAdvance(seconds: number): void {
    this.store.put("counter", { id: "clock.destination", value: this.shift() + seconds });
  }

  finishAdvance(): void {
    const value = Math.max(this.shift(), this.advanceTarget() ?? 0);
    this.store.put("counter", { id: "clock.shift", value });
    this.store.delete("counter", "clock.destination");
  }

  /** The ID of the test clock the current work runs on; null for the main clock. */
  testClock(): string | null {
    return this.testClocks.getStore() ?? null;
  }

  /** Moves the clock forward to `moment`. A clock that is already past it stays. */
  moveTo(moment: number): void {
    const testClock = this.store.get("test_clock", this.testClock() ?? "");
    if (testClock) {
      if (moment > testClock.frozen_time) this.store.put("test_clock", { ...testClock, frozen_time: moment });
      return;
    }
    const missing = moment - (this.wallSeconds() + this.shift());
    if (missing > 0) this.store.put("counter", { id: "clock.shift", value: this.shift() + missing });
  }

  /** Runs `work` as if it were `moment`. */
  runAt<T>(moment: number, work: () => T): T {
    const previous = this.moment;
    this.moment = moment;
    try {
      return work();
    } finally {
      this.moment = previous;
    }
  }

  /** Runs `work` on a test clock, or on the main clock with null. */
  runOn<T>(testClock: string | null, work: () => T): T {
    return testClock === this.testClock() ? work() : this.testClocks.run(testClock, work);
  }

  private frozen(): number | undefined {
    const id = this.testClock();
    return id === null ? undefined : this.store.get("test_clock", id)?.frozen_time;
  }
}
