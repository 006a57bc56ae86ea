import { and, asc, eq, isNull } from "drizzle-orm";
import {
  alerts,
  emails,
  entitlementOverrides,
  overageReports,
  usageCounters,
  usageEvents,
  usageNotices,
  webhookMessages,
} from "@/db/schema";
import { stripe } from "@/lib/billing/stripe/stripe";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { grantOverride, revokeOverride } from "@/lib/entitlements";
import { GatehouseError } from "@/lib/errors";
import { commitReservation, followChangedLimits, notifyOpenLimits, reportOverage, reserveUsage } from "@/lib/usage";
import { countingPeriod } from "@/lib/usage/period";
import { type UsageEvent, usageEventSchema } from "@/lib/usage/track/event";
import { trackEvents } from "@/lib/usage/track/track-events";
import { asSystem } from "@/testing/actors";
import { advanceStripe, stripeOrigin } from "@/testing/billing/local-stripe";
import { setMirror } from "@/testing/billing/mirror";
import { inOrganization, newOrganization } from "@/testing/factories";
import type { Act, Limit, MeterKey } from "./acts";
import { ExpectedUsage, noticeOf, rateLog } from "./expected-usage";
import { TermsOverTime } from "./terms-over-time";

const worker = asSystem();
const key = { kind: "platform_key", id: "key" } as const;
const hour = 60 * 60 * 1000;

type Reservation = { id: string; meter: MeterKey; amount: number; periodStart: Date; expiresAt: Date; at: Date };

/** One organization, what happens to it, and what must follow from that. */
export class UsageHistory {
  private now: Date;
  private readonly terms: TermsOverTime;
  readonly expected: ExpectedUsage;
  private lastEvents: UsageEvent[] = [];
  private reservations: Reservation[] = [];

  private constructor(
    private readonly id: string,
    private readonly customerId: string,
    private readonly start: Date,
  ) {
    this.now = start;
    this.terms = new TermsOverTime(start, "starter");
    this.expected = new ExpectedUsage(this.terms);
  }

  static async begin(): Promise<UsageHistory> {
    const start = await advanceStripe(1);
    const { id } = await newOrganization({ createdAt: start, plan: "starter" });
    const customer = await stripe().customers.create({ metadata: { organization_id: id } });
    const paying = { status: "active", planKey: "starter", anchorAt: start, stripeCustomerId: customer.id } as const;
    await setMirror(id, paying);
    const history = new UsageHistory(id, customer.id, start);
    await history.follow();
    return history;
  }

  async act(act: Act): Promise<void> {
    this.now = new Date(this.now.getTime() + 1000);
    switch (act.do) {
      case "use":
        return this.use(act.meter, act.events);
      case "repeat":
        return this.repeat();
      case "reserve":
        return this.reserve(act.meter, act.size);
      case "commit":
        return this.commit();
      case "override":
        return this.override(act.meter, act.limit, act.days);
      case "revoke":
        return this.revoke(act.meter);
      case "change_plan":
        await setMirror(this.id, { planKey: act.plan });
        this.terms.change(this.now, { plan: act.plan });
        return this.follow();
      case "pause":
      case "resume":
        await setMirror(this.id, { status: act.do === "pause" ? "paused" : "active" });
        this.terms.change(this.now, { active: act.do === "resume" });
        return this.follow();
      case "wait":
        this.now = new Date(Math.max((await advanceStripe(act.hours / 24)).getTime(), this.now.getTime()));
        return this.follow();
      case "report":
        return this.report(act.fault);
    }
  }

  private async use(meter: MeterKey, events: { size: number; hoursAgo: number }[]): Promise<void> {
    const given = events.map(({ size, hoursAgo }, index) =>
      usageEventSchema.parse({
        organization: this.id,
        meter,
        amount: this.amountOf(meter, size),
        idempotencyKey: `${this.now.getTime()}-${index}`,
        ...(hoursAgo > 0 ? { timestamp: new Date(this.now.getTime() - hoursAgo * hour).toISOString() } : {}),
      }),
    );
    this.lastEvents = given;
    const answers = await trackEvents({ actor: key, now: this.now }, given);
    // Events of one request are decided period by period, so the reference goes the same way.
    const counters = given.map(({ timestamp }) => this.counterAt(meter, timestamp));
    for (const counter of new Set(counters)) {
      let stopped = false;
      let amount: number | null = null;
      for (const [index, event] of given.entries()) {
        if (counters[index] !== counter) continue;
        const held = this.heldOf(meter, counter.periodStart);
        const refusal = this.expected.refusal(counter, event.amount, held, this.now);
        const answer = answers[index];
        const found = answer?.status === "refused" ? ruleOf(answer.error) : undefined;
        if (found !== refusal) throw new Error(`expected ${refusal ?? "accepted"}, got ${found ?? "accepted"}`);
        if (refusal === undefined) this.expected.count(counter, event.amount, this.now);
        if (refusal === "grace_over") stopped = true;
        if (refusal === "hard_limit" && this.exceedsHard(counter, event.amount)) amount = event.amount;
      }
      if (this.terms.isActiveAt(this.now)) this.expected.notify(counter, { stopped, amount }, this.now);
    }
  }

  /** Being refused only because of reservations isn't notified. */
  private exceedsHard({ meter, used }: { meter: MeterKey; used: number }, amount: number): boolean {
    const limit = this.terms.limitAt(this.now, meter);
    return limit !== "unlimited" && used + amount > Math.floor((limit * 11) / 10);
  }

  private async repeat(): Promise<void> {
    if (this.lastEvents.length === 0) return;
    const before = await this.usedNow();
    // Also those that were refused may be counted now, so only what was counted is repeated.
    const log = new Set((await this.log()).map(({ idempotencyKey }) => idempotencyKey));
    const counted = this.lastEvents.filter(({ idempotencyKey }) => log.has(idempotencyKey ?? ""));
    const answers = await trackEvents({ actor: key, now: this.now }, counted);
    for (const { status } of answers) if (status !== "duplicate") throw new Error(`a repeated event was ${status}`);
    if ((await this.usedNow()) !== before) throw new Error("a repeated event was counted");
  }

  private async reserve(meter: MeterKey, size: number): Promise<void> {
    const amount = this.amountOf(meter, size);
    const input = { meter, amount, expiresIn: 24 * 60 * 60 };
    const row = await allowRefusal(() => inOrganization(this.id, (ctx) => reserveUsage(ctx, input), this.now));
    if (!row) return;
    const { periodStart } = this.counterAt(meter);
    this.reservations.push({ id: row.id, meter, amount, periodStart, expiresAt: row.expiresAt, at: this.now });
  }

  /** It was allowed when it was reserved, and is rated at the terms of that time. */
  private async commit(): Promise<void> {
    const open = this.reservations.filter(({ expiresAt }) => expiresAt > this.now);
    const [first] = open;
    this.reservations = open.filter((one) => one !== first);
    if (!first) return;
    await inOrganization(this.id, (ctx) => commitReservation(ctx, { id: first.id }), this.now);
    const counter = this.counterAt(first.meter, first.at.toISOString());
    this.expected.count(counter, first.amount, this.now);
    this.expected.notify(counter, { stopped: false, amount: null }, this.now);
  }

  private async override(meter: MeterKey, limit: Limit, days: number | null): Promise<void> {
    const until = days === null ? null : new Date(this.now.getTime() + days * 24 * hour);
    const input = { kind: "meter" as const, name: meter, limit, reason: "agreed" };
    await inOrganization(
      this.id,
      (ctx) => grantOverride(ctx, { ...input, ...(until ? { expiresAt: until.toISOString() } : {}) }),
      this.now,
    );
    this.terms.override(this.now, meter, limit, until);
    await this.follow();
  }

  private async revoke(meter: MeterKey): Promise<void> {
    const [row] = await inOrganization(this.id, ({ tx }) =>
      tx.select().from(entitlementOverrides).where(eq(entitlementOverrides.name, meter)),
    );
    if (!row) return;
    await inOrganization(this.id, (ctx) => revokeOverride(ctx, { overrideId: row.id }), this.now);
    this.terms.revoke(this.now, meter);
    await this.follow();
  }

  /** The job, which runs right after a change and every five minutes. */
  private async follow(): Promise<void> {
    await this.inPlatform(notifyOpenLimits);
    await followChangedLimits({ actor: worker, now: this.now });
    this.expected.followAll(this.now);
  }

  private async report(fault: "none" | "down" | "lost" | "crash"): Promise<void> {
    this.now = new Date(Math.max((await advanceStripe(2 / (24 * 60))).getTime(), this.now.getTime()));
    if (fault === "down" || fault === "lost") {
      const kind = fault === "down" ? "server_error" : "timeout";
      await atStripe("POST", { kind, method: "POST", path: "/v1/billing/meter_events", next: 10 });
    }
    const reported = reportOverage({ actor: worker, now: this.now });
    await reported.catch((error: unknown) => {
      if (fault === "none" || fault === "crash") throw error;
    });
    if (fault === "down" || fault === "lost") await atStripe("DELETE");
    if (fault === "crash") {
      const own = eq(overageReports.organizationId, this.id);
      await this.inPlatform(({ tx }) => tx.update(overageReports).set({ sentAt: null }).where(own));
    }
  }

  /** Lets the jobs finish, and compares everything with what must be. @throws Error that says what differs. */
  async finish(): Promise<void> {
    this.now = new Date(this.now.getTime() + 1000);
    await this.follow();
    const unsent = and(eq(overageReports.organizationId, this.id), isNull(overageReports.sentAt));
    do await this.report("none");
    while ((await this.inPlatform(({ tx }) => tx.$count(overageReports, unsent))) > 0);
    await this.checkOverage();
    await this.checkNotices();
  }

  private async checkOverage(): Promise<void> {
    const log = (await this.log()).map(({ meter, amount, recordedAt, occurredAt, periodStart }) => {
      return { meter: meter as MeterKey, amount, at: occurredAt ?? recordedAt, periodStart };
    });
    const rated = rateLog(log, this.terms);
    const counters = await inOrganization(this.id, ({ tx }) => tx.select().from(usageCounters));
    const summed = counters.filter(({ overage }) => overage > 0);
    same(
      "overage of the counters",
      summed.map(({ meter, periodStart, overage }) => `${meter} ${periodStart.toISOString()}: ${overage}`),
      [...rated].map(([counter, units]) => `${counter}: ${units}`),
    );
    const total = [...rated.values()].reduce((sum, units) => sum + units, 0);
    same("units in Stripe's meter", [await this.unitsAtStripe()], [total]);
  }

  private async checkNotices(): Promise<void> {
    const { notices, notified, openAlerts } = this.expected;
    const rows = await inOrganization(this.id, ({ tx }) => tx.select().from(usageNotices));
    const stored = rows.map((row) => noticeOf(row, row.atLimit, row.step));
    same("thresholds reached", stored, [...notices]);
    const ofType = and(eq(webhookMessages.organizationId, this.id), eq(webhookMessages.type, "limit.reached"));
    const sent = await this.inPlatform(({ tx }) => tx.select().from(webhookMessages).where(ofType));
    same(
      "webhooks",
      sent.map(({ payload }) => webhookNotice(payload)),
      notified.filter((notice) => !notice.endsWith(" warning")),
    );
    const mailed = and(eq(emails.organizationId, this.id), eq(emails.template, "limit-reached"));
    same("emails", [await this.inPlatform(({ tx }) => tx.$count(emails, mailed))], [notified.length]);
    const open = and(eq(alerts.organizationId, this.id), isNull(alerts.resolvedAt));
    const raised = await this.inPlatform(({ tx }) => tx.select().from(alerts).where(open));
    same(
      "open alerts",
      raised.map(({ dedupeKey }) => dedupeKey),
      [...openAlerts].map((notice) => alertKey(this.id, notice)),
    );
  }

  private amountOf(meter: MeterKey, size: number): number {
    const limit = this.terms.limitAt(this.now, meter);
    const base = limit === "unlimited" || limit === 0 ? 5_000 : limit;
    return Math.max(1, Math.round((base * size) / 1000));
  }

  private counterAt(meter: MeterKey, timestamp?: string) {
    const at = timestamp === undefined ? this.now : new Date(timestamp);
    return this.expected.counter(meter, countingPeriod(catalog.usagePeriod, this.start, at, this.now));
  }

  private heldOf(meter: MeterKey, periodStart: Date): number {
    return this.reservations
      .filter((one) => one.meter === meter && one.expiresAt > this.now)
      .filter((one) => one.periodStart.getTime() === periodStart.getTime())
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  private log() {
    return inOrganization(this.id, ({ tx }) =>
      tx.select().from(usageEvents).orderBy(asc(usageEvents.recordedAt), asc(usageEvents.id)),
    );
  }

  private async usedNow(): Promise<number> {
    const counters = await inOrganization(this.id, ({ tx }) => tx.select().from(usageCounters));
    return counters.reduce((sum, { used }) => sum + used, 0);
  }

  private async unitsAtStripe(): Promise<number> {
    const meters = await stripe().billing.meters.list({ limit: 100 });
    const meter = meters.data.find(({ event_name }) => event_name === `${catalog.product}_api_calls`);
    const minute = (at: Date) => Math.floor(at.getTime() / 60_000) * 60;
    const window = {
      customer: this.customerId,
      start_time: minute(this.start),
      end_time: minute(this.now) + 3_600,
    };
    const { data } = await stripe().billing.meters.listEventSummaries(meter?.id ?? "", window);
    return data.reduce((sum, { aggregated_value }) => sum + aggregated_value, 0);
  }

  private inPlatform<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
    return withPlatform({ actor: worker, now: this.now }, work);
  }
}

function ruleOf({ code, details }: GatehouseError): unknown {
  if (code !== "limit_reached") return code;
  return details && "rule" in details ? details.rule : code;
}

async function allowRefusal<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatehouseError && ["limit_reached", "read_only"].includes(error.code)) return undefined;
    throw error;
  }
}

const atStripe = (method: "POST" | "DELETE", fault?: object) =>
  fetch(`${stripeOrigin}/_local/faults`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(fault ? { body: JSON.stringify(fault) } : {}),
  });

function webhookNotice(data: unknown): string {
  const { meter, periodStart, limit, step } = data as {
    meter: string;
    periodStart: string;
    limit: number;
    step: string;
  };
  return noticeOf({ meter, periodStart: new Date(periodStart) }, limit, step);
}

function alertKey(organizationId: string, notice: string): string {
  const [meter, periodStart, limit, step] = notice.split(" ");
  return `limit_breach:${[organizationId, meter, periodStart, step, limit].join(":")}`;
}

/** As sets with repetition: the order doesn't matter. */
function same(what: string, found: readonly (string | number)[], wanted: readonly (string | number)[]): void {
  const sorted = (all: readonly (string | number)[]) => JSON.stringify([...all].sort(), null, 1);
  if (sorted(found) !== sorted(wanted)) {
    throw new Error(`${what}: found ${sorted(found)}, expected ${sorted(wanted)}`);
  }
}
