import type { Limit, MeterKey, Plan } from "./acts";

type Override = { meter: MeterKey; limit: Limit; from: number; until: number };

/** What Unison's plans include, and what Enterprise sells beyond: written down here, not read from the catalog. */
const included: Readonly<Record<Plan, Readonly<Record<MeterKey, Limit>>>> = {
  starter: { work_orders: 200, api_calls: 0 },
  professional: { work_orders: 5_000, api_calls: 0 },
  enterprise: { work_orders: "unlimited", api_calls: 100_000 },
};

/** Which terms held when, in the plainest way: everything that ever changed, looked up by time. */
export class TermsOverTime {
  private readonly plans: { from: number; plan: Plan; active: boolean }[];
  private readonly overrides: Override[] = [];

  constructor(start: Date, plan: Plan) {
    this.plans = [{ from: start.getTime(), plan, active: true }];
  }

  change(at: Date, to: { plan?: Plan; active?: boolean }): void {
    this.plans.push({ ...this.stateAt(at), ...to, from: at.getTime() });
  }

  override(at: Date, meter: MeterKey, limit: Limit, until: Date | null): void {
    this.revoke(at, meter);
    this.overrides.push({ meter, limit, from: at.getTime(), until: until?.getTime() ?? Number.POSITIVE_INFINITY });
  }

  revoke(at: Date, meter: MeterKey): void {
    for (const one of this.overrides) if (one.meter === meter) one.until = Math.min(one.until, at.getTime());
  }

  limitAt(at: Date, meter: MeterKey): Limit {
    const time = at.getTime();
    const found = this.overrides.findLast((one) => one.meter === meter && one.from <= time && time < one.until);
    return found?.limit ?? included[this.stateAt(at).plan][meter];
  }

  /** Whether usage has no hard limit because more can be bought. */
  sellsMoreAt(at: Date, meter: MeterKey): boolean {
    return meter === "api_calls" && this.stateAt(at).plan === "enterprise";
  }

  /** Whether what isn't included is charged. */
  chargesAt(at: Date, meter: MeterKey): boolean {
    return this.sellsMoreAt(at, meter) && this.stateAt(at).active;
  }

  isActiveAt(at: Date): boolean {
    return this.stateAt(at).active;
  }

  private stateAt(at: Date) {
    const found = this.plans.findLast(({ from }) => from <= at.getTime()) ?? this.plans[0];
    if (!found) throw new Error("no plan");
    return found;
  }
}
