import { asc, eq, inArray, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { movements, subscriptions } from "@/db/schema";
import { billingSummary } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { now as clockNow, shiftClock } from "@/lib/clock";
import { withPlatform, withTenant } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { bossSchema } from "@/lib/jobs/boss";
import { drainQueues } from "@/lib/jobs/drain-queues";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { deliver, type Organization, sync } from "@/testing/billing/stories";
import { newOrganization } from "@/testing/factories";
import { handlers } from "@/worker/handlers";
import type { Act } from "./acts";
import { Coupons } from "./coupons";
import { CustomerOnOurPages } from "./customer";
import { expectedMrr } from "./expected-mrr";
import { PersonAtStripe } from "./person-at-stripe";
import { PlanProducts } from "./plan-products";
import {
  differences,
  idOf,
  isOpenEnded,
  isScheduledByUs,
  nextInvoice,
  readSnapshot,
  type Snapshot,
} from "./stripe-snapshot";

const actor = asSystem();
const billingJobs = [
  "sync-customer",
  "cancel-duplicate",
  "update-customer",
  "refresh-schedule",
  "settle-seats",
  "end-discounts",
] as const;
const jobs = Object.fromEntries(Object.entries(handlers).filter(([name]) => billingJobs.some((job) => job === name)));

/** An organization, its customer at Stripe, and everything that happens to both. */
export class BillingHistory {
  /** The subscription that counts: it keeps counting while it lives; otherwise the oldest one with a plan does. */
  private counted: string | undefined;
  /** As it was when we last knew everything. */
  private settled: Snapshot | undefined;
  /** As it was when it was last read, unless something may have changed since. */
  private current: Snapshot | undefined;
  private readonly coupons = new Coupons();
  private readonly edited = new Set<string>();
  private readonly person: PersonAtStripe;
  private readonly customer: CustomerOnOurPages;

  private constructor(
    private readonly organization: Organization,
    private readonly products: PlanProducts,
    code: string,
    private lastEvent: string | undefined,
  ) {
    this.person = new PersonAtStripe(products, this.coupons, this.edited);
    this.customer = new CustomerOnOurPages(organization, products, code, this.edited, {
      before: () => this.snapshot(),
      after: () => this.readAgain(),
    });
  }

  static async begin(): Promise<BillingHistory> {
    await travel(0);
    const organization = await newOrganization();
    const products = await PlanProducts.read();
    const { data } = await stripe().events.list({ limit: 1 });
    return new BillingHistory(organization, products, await promotionCode(), data[0]?.id);
  }

  async act(act: Act): Promise<void> {
    await this.attempt(act);
    if (act.synced) await this.settle();
  }

  private async attempt(act: Act): Promise<unknown> {
    switch (act.by) {
      case "customer": {
        const { stripeSubscriptionId } = await this.row();
        return this.customer.act(act, stripeSubscriptionId);
      }
      case "person": {
        const snapshot = await this.snapshot();
        const now = Math.floor((await advanceStripe(0)).getTime() / 1000);
        this.current = undefined;
        return snapshot && !snapshot.customer.deleted && this.person.act(act, snapshot, this.counted, now);
      }
      case "time":
        return this.wait(act.days);
      case "network":
        return this.deliverEvents(act);
      default:
        return act satisfies never;
    }
  }

  private async snapshot(): Promise<Snapshot | undefined> {
    const { stripeCustomerId } = await this.row();
    if (stripeCustomerId === null) return undefined;
    if (this.current?.customerId !== stripeCustomerId) this.current = await readSnapshot(stripeCustomerId);
    return this.current;
  }

  private readAgain(): Promise<Snapshot | undefined> {
    this.current = undefined;
    return this.snapshot();
  }

  /** The mirrored row, as it was stored. */
  private async row(): Promise<typeof subscriptions.$inferSelect> {
    const [row] = await withPlatform({ actor }, ({ tx }) =>
      tx.select().from(subscriptions).where(eq(subscriptions.organizationId, this.organization.id)),
    );
    return found(row, "organization");
  }

  /** Syncs, lets the jobs run, and compares everything. */
  private async settle(): Promise<void> {
    const before = await this.snapshot();
    if (!before) return;
    await sync(before.customerId);
    await this.runJobs();
    await requireNoFailedJob();
    const now = clockNow();
    await sync(before.customerId, now);
    const after = await readSnapshot(before.customerId);
    this.current = after;
    this.follow(after);
    this.settled = after;
    this.requireOnlyDuplicatesEnded(before, after);
    await this.checkRevenue(after, now);
    await this.checkAccess(after, now);
    await this.checkNextCharge(after, now);
  }

  private async runJobs(): Promise<void> {
    await drainQueues(jobs);
    this.current = undefined;
  }

  private follow({ subscriptions }: Snapshot): void {
    const live = subscriptions.filter((each) => isOpenEnded(each) && this.products.planItem(each));
    const same = live.find(({ id }) => id === this.counted);
    const oldest = live.toReversed().sort((a, b) => a.start_date - b.start_date)[0];
    this.counted = (same ?? oldest)?.id;
  }

  /** Our jobs change nothing at Stripe, except for what two tabs bought twice, and a change that we scheduled. */
  private requireOnlyDuplicatesEnded(before: Snapshot, after: Snapshot): void {
    const isOurs = (id: string) =>
      after.subscriptions.find((each) => each.id === id)?.metadata.organization_id !== undefined && id !== this.counted;
    const wrong = differences(before, after).filter(
      ({ of, what }) =>
        !isOurs(of) &&
        !(
          what === "schedule" && before.subscriptions.some((one) => one.id === of && isScheduledByUs(one, this.edited))
        ),
    );
    if (wrong.length > 0) throw new Error(`our jobs changed ${JSON.stringify(wrong, null, 1)}`);
  }

  private async checkRevenue(snapshot: Snapshot, now: Date): Promise<void> {
    const counted = snapshot.subscriptions.find(({ id }) => id === this.counted);
    const wanted = counted ? await expectedMrr(counted, snapshot, this.coupons, now.getTime() / 1000) : 0;
    const subscription = await this.row();
    if (subscription.mrr !== wanted) throw new Error(`MRR is ${subscription.mrr}, by Stripe's answers ${wanted}`);
    const rows = await withPlatform({ actor }, ({ tx }) =>
      tx
        .select()
        .from(movements)
        .where(eq(movements.organizationId, this.organization.id))
        .orderBy(asc(movements.createdAt), asc(movements.id)),
    );
    const sums = new Map<string, number>();
    let last = new Date(0);
    for (const { currency, amount, occurredAt } of rows) {
      sums.set(currency, (sums.get(currency) ?? 0) + amount);
      if (occurredAt > now) throw new Error(`a movement is dated ${occurredAt.toISOString()}, in the future`);
      if (occurredAt < last) throw new Error(`a movement is dated ${occurredAt.toISOString()}, before the last one`);
      last = occurredAt;
    }
    for (const [currency, sum] of sums) {
      const mrr = currency === subscription.currency ? subscription.mrr : 0;
      if (sum !== mrr) throw new Error(`movements in ${currency} add up to ${sum}, MRR is ${mrr}`);
    }
  }

  /** Whatever Stripe provides has full access, at least to the plan that counts. */
  private async checkAccess({ subscriptions }: Snapshot, now: Date): Promise<void> {
    const provided = subscriptions.filter((each) => isProvided(each, now) && this.products.planItem(each));
    if (provided.length === 0) return;
    const { access, accessRule, plan } = await withTenant(
      { organizationId: this.organization.id, actor, now },
      entitlementsOf,
    );
    const names = provided.map(({ id, status }) => `${id} ${status}`).join(", ");
    if (access !== "full") throw new Error(`access is ${access} (${accessRule}), but Stripe provides ${names}`);
    const item = provided.flatMap((each) => (each.id === this.counted ? (this.products.planItem(each) ?? []) : []))[0];
    if (item && this.products.idOf(plan.key as "starter") !== item.price.product) {
      throw new Error(`the plan is ${plan.key}, but Stripe's product is ${item.price.product}`);
    }
  }

  /** What the page says will be charged next, and when, is what Stripe previews. It may say nothing where much is arranged. */
  private async checkNextCharge(snapshot: Snapshot, now: Date): Promise<void> {
    const { nextCharge } = await withTenant({ organizationId: this.organization.id, actor, now }, billingSummary);
    const counted = snapshot.subscriptions.find(({ id }) => id === this.counted);
    const preview = counted && (await nextInvoice(counted));
    const shown = nextCharge ? chargeWords(nextCharge.amount, nextCharge.at) : "nothing";
    const previewed = preview ? chargeWords(preview.amount_due, new Date(preview.period_end * 1000)) : "nothing";
    const mayBeSilent = !counted || !isPlain(counted, snapshot);
    if (shown === previewed || (shown === "nothing" && mayBeSilent)) return;
    const lines = preview?.lines.data.map(({ description, amount }) => `${description}: ${amount}`).join(", ");
    throw new Error(`the page says that ${shown} is charged next, Stripe's preview says ${previewed} (${lines})`);
  }

  /** A change that we scheduled takes effect meanwhile. What it doesn't name stays. */
  private async wait(days: number): Promise<void> {
    const before = await this.snapshot();
    await travel(days);
    await handlers["end-discounts"]({});
    const after = await this.readAgain();
    const isCounted = ({ id }: Stripe.Subscription) => id === this.counted;
    const own = before?.subscriptions.find(isCounted);
    const known = this.settled?.subscriptions.find(isCounted);
    const now = after?.subscriptions.find(({ id }) => id === this.counted);
    if (!own || !now || !isOpenEnded(now) || !isScheduledByUs(own, this.edited)) return;
    const lost = own.items.data.filter(
      (item) =>
        !this.products.isChangeable(item, own) &&
        known?.items.data.some(({ id, quantity }) => id === item.id && quantity === item.quantity) &&
        !now.items.data.some(({ price, quantity }) => price.id === item.price.id && quantity === item.quantity),
    );
    if (lost.length > 0)
      throw new Error(`our schedule removed ${lost.map(({ price, quantity }) => `${price.id} × ${quantity}`)}`);
    const [was, is] = [own, now].map((each) => `${each.collection_method} ${idOf(each.default_payment_method)}`);
    if (was !== is) throw new Error(`our schedule changed ${was} to ${is}`);
  }

  private async deliverEvents({ lost, seed }: { lost: number; seed: number }): Promise<void> {
    const events = await this.newEvents();
    const arriving = events.filter((_, index) => (index * 37 + seed) % 100 >= lost);
    const twice = [...arriving, ...arriving.filter((_, index) => (seed + index) % 3 === 0)];
    const order = twice.map((event, index) => ({ event, key: (index * 7_919 + seed * 31) % 1_009 }));
    for (const { event } of order.sort((a, b) => a.key - b.key)) {
      const { status } = await deliver(JSON.stringify(event));
      if (status !== 200) throw new Error(`the webhook answered ${status} to ${event.type}`);
    }
    await this.runJobs();
    await requireNoFailedJob();
  }

  private async newEvents(): Promise<Stripe.Event[]> {
    const all: Stripe.Event[] = [];
    for (;;) {
      const { data } = await stripe().events.list({
        limit: 100,
        ...(this.lastEvent ? { ending_before: this.lastEvent } : {}),
      });
      if (data.length === 0) return all;
      all.push(...data.toReversed());
      this.lastEvent = data[0]?.id;
    }
  }

  /** Everything arrives in the end. */
  async finish(): Promise<void> {
    await this.deliverEvents({ lost: 0, seed: 1 });
    await this.settle();
    await withPlatform({ actor }, assertMovements);
  }

  /** So that this customer isn't billed during other histories. */
  async leave(): Promise<void> {
    const snapshot = await this.snapshot();
    if (snapshot && !snapshot.customer.deleted) await stripe().customers.del(snapshot.customerId);
  }
}

/** Moves Stripe's clock and ours together. */
async function travel(days: number): Promise<void> {
  const now = await advanceStripe(days);
  shiftClock(Math.round((now.getTime() - Date.now()) / 1000));
}

const chargeWords = (amount: number, at: Date): string => `${amount} on ${at.toISOString()}`;

/** Nothing is arranged about it that the page may leave open. */
function isPlain(counted: Stripe.Subscription, { subscriptions, customer }: Snapshot): boolean {
  const { status, schedule, cancel_at, pause_collection, discounts, items } = counted;
  const isDiscounted = discounts.length > 0 || items.data.some((item) => item.discounts.length > 0);
  const isAlone = subscriptions.every((each) => each.id === counted.id || !isOpenEnded(each));
  const isUndisturbed = !schedule && cancel_at === null && !pause_collection && !isDiscounted;
  return status === "active" && isAlone && isUndisturbed && !customer.deleted && !customer.discount;
}

function isProvided({ status, trial_end }: Stripe.Subscription, now: Date): boolean {
  return status === "active" || (status === "trialing" && trial_end !== null && trial_end * 1000 > now.getTime());
}

async function promotionCode(): Promise<string> {
  const coupon = await stripe().coupons.create({ percent_off: 20, duration: "repeating", duration_in_months: 3 });
  const { code } = await stripe().promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } });
  return code;
}

/** A failed job would be retried later; here nothing is down, so none may fail. */
async function requireNoFailedJob(): Promise<void> {
  const failed = await withPlatform({ actor }, ({ tx }) =>
    tx.execute<{ name: string; output: unknown }>(sql`
      select name, output from ${sql.identifier(bossSchema)}.job
      where state in ('retry', 'failed') and ${inArray(sql`name`, [...billingJobs])}`),
  );
  if (failed.length > 0) throw new Error(`jobs failed: ${JSON.stringify(failed)}`);
}
