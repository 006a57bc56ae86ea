import { Away, type Gatehouse, type Problem, Refused, type TrackResult } from "./gatehouse";
import type { Store, WaitingEvent } from "./store";

const batchSize = 500;
/** Gatehouse takes an event's own time for 35 days. Older ones count in the current period. */
const oldestMs = 34 * 24 * 60 * 60 * 1000;
const longestWaitMs = 60_000;

/** The same key with other content: the count arrived before, when it was young enough to have its own time. */
const counted = new Set(["conflict"]);
/** Sending it again later can succeed. */
const mayComeBack = new Set(["limit_reached", "read_only", "forbidden", "rate_limited"]);

/**
 * Sends counts in batches and forgets each only once Gatehouse has confirmed it. A kill between the two sends it again with the same
 * key, and Gatehouse counts it once.
 */
export class Reporter {
  private failures = 0;
  /** Why the last report wasn't complete; null if it was. */
  trouble: string | null = null;
  /** Set while counts are refused: no more work should be done. */
  refusal: Problem | null = null;

  constructor(
    private readonly gatehouse: Pick<Gatehouse, "track" | "settle" | "reserve">,
    private readonly store: Store,
    private readonly clock: () => number = Date.now,
  ) {}

  /** Sends everything that waits. @returns how long to wait before the next report, in milliseconds; 0 for no longer than usual. */
  async report(): Promise<number> {
    try {
      await this.settleReservations();
      this.refusal = null;
      for (;;) {
        const events = this.store.waitingEvents(batchSize);
        if (events.length === 0) break;
        this.apply(events, await this.gatehouse.track(events.map((event) => this.bodyOf(event))));
        if (this.refusal || events.length < batchSize) break;
      }
      this.failures = 0;
      this.trouble = null;
      return 0;
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
      if (!(error instanceof Away) && !(error instanceof Refused)) throw error;
      this.failures += 1;
      const doubled = Math.min(longestWaitMs, 500 * 2 ** Math.min(this.failures, 10));
      const asked = error instanceof Away ? (error.retryAfterMs ?? 0) : 0;
      return Math.max(asked, doubled) * (0.75 + Math.random() / 4);
    }
  }

  private apply(events: readonly WaitingEvent[], results: readonly TrackResult[]): void {
    const done: string[] = [];
    for (const [index, result] of results.entries()) {
      const event = events[index];
      if (!event) continue;
      if (result.status !== "refused" || counted.has(result.problem.code)) done.push(event.key);
      else if (mayComeBack.has(result.problem.code)) this.refusal = result.problem;
      else this.store.setAside(event.key, result.problem.title);
    }
    this.store.confirm(done);
  }

  private bodyOf({ key, meter, occurredAt }: WaitingEvent) {
    const recent = this.clock() - new Date(occurredAt).getTime() < oldestMs;
    return { meter, idempotencyKey: key, ...(recent ? { timestamp: occurredAt } : {}) };
  }

  /** Commits what was drafted and releases what wasn't, also after a kill between reserving and drafting. */
  private async settleReservations(): Promise<void> {
    for (const { key, reservationId, drafted } of this.store.openReservations()) {
      try {
        // Without an ID, the answer got lost: the same key gives the same reservation.
        const id = reservationId ?? (await this.gatehouse.reserve("ai_responses", key, 60));
        await this.gatehouse.settle(id, drafted ? "commit" : "release");
        this.store.settle(key);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // Expired, or no room to reserve again: a draft that exists is counted like any other.
        this.store.settle(key, drafted ? { at: new Date(this.clock()).toISOString() } : undefined);
      }
    }
  }
}
