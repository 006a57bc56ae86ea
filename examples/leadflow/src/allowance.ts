import { Away, type Gatehouse, type Problem, Refused } from "./gatehouse";
import type { MeterKey, Store } from "./store";

/** How long an answer is good for while Gatehouse can be asked. */
const freshMs = 10_000;

/** What the organization may still do, by Gatehouse's last answer and what has been counted here since. */
type Known = { left: number; at: number };

export type Pause = { reason: "limit" | "access" | "away"; message: string; upgradeUrl: string | null };

/**
 * Asks Gatehouse before work is done. While it's away, work goes on with what was left at its last answer, so that an outage
 * stops no one who has room, and no one gets more than they've bought.
 */
export class Allowance {
  private readonly known = new Map<MeterKey, Known>();

  constructor(
    private readonly gatehouse: Pick<Gatehouse, "check">,
    private readonly store: Pick<Store, "unreported">,
    private readonly clock: () => number = Date.now,
  ) {}

  /** @returns why the work has to wait; null if it may be done. */
  async ask(needs: readonly MeterKey[]): Promise<Pause | null> {
    for (const meter of needs) {
      const pause = await this.askFor(meter);
      if (pause) return pause;
    }
    return null;
  }

  /** Call once for each count that was written, or reserved. */
  spend(meter: MeterKey): void {
    const known = this.known.get(meter);
    if (known) known.left -= 1;
  }

  /** After a refusal, nothing that was known before is true. */
  forget(): void {
    this.known.clear();
  }

  private async askFor(meter: MeterKey): Promise<Pause | null> {
    const known = this.known.get(meter);
    if (known && known.left >= 1 && this.clock() - known.at < freshMs) return null;
    const unreported = this.store.unreported()[meter];
    try {
      const answer = await this.gatehouse.check(meter, unreported + 1);
      if (!answer.allowed) {
        this.known.delete(meter);
        return pauseOf(answer.problem ?? null);
      }
      const { hardLimit = "unlimited", used = 0 } = answer;
      const left = hardLimit === "unlimited" ? Number.POSITIVE_INFINITY : hardLimit - used - unreported;
      this.known.set(meter, { left, at: this.clock() });
      return null;
    } catch (error) {
      if (error instanceof Refused) return pauseOf(error.problem);
      if (!(error instanceof Away)) throw error;
      if (known && known.left >= 1) return null;
      return { reason: "away", message: error.message, upgradeUrl: null };
    }
  }
}

export function pauseOf(problem: Problem | null): Pause {
  const reason = problem?.code === "limit_reached" ? "limit" : "access";
  const message = problem?.title ?? "Gatehouse doesn't allow it.";
  return { reason, message, upgradeUrl: problem?.upgradeUrl ?? null };
}
