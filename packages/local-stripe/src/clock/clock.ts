import type { Store } from "../store/store";

/** Wall time plus a shift that only grows; while due work runs, the moment it was due. Whole seconds, UTC. */
export class Clock {
  private moment: number | null = null;

  constructor(
    private readonly store: Store,
    private readonly wall: () => number,
  ) {}

  now(): number {
    return this.moment ?? this.wallSeconds() + this.shift();
  }

  wallSeconds(): number {
    return Math.floor(this.wall() / 1000);
  }

  shift(): number {
    return this.store.get("counter", "clock.shift")?.value ?? 0;
  }

  /** Shifts the clock so that it has reached `moment`; a clock that is there already stays. */
  reach(moment: number): void {
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
}
