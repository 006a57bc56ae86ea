import type { PgTable } from "drizzle-orm/pg-core";
import type {
  alerts,
  auditHeads,
  auditLog,
  discounts,
  emails,
  gaugeReadings,
  gauges,
  invoices,
  memberships,
  metricOrganizations,
  movements,
  organizations,
  refunds,
  signUpSources,
  stripeEvents,
  subscriptionItems,
  subscriptions,
  trialDomains,
  trials,
  usageCounters,
  usageEvents,
  usageNotices,
  users,
  verifications,
} from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import type { ProductRows, ProductSample } from "../product-sample";
import { alertRows } from "./alert-rows";
import { auditRows } from "./audit-rows";
import type { Books } from "./books";
import type { CustomerHistory } from "./customer";
import { attributesOf } from "./metric-rows";
import type { MirrorOfCustomer } from "./mirror";
import { Random } from "./random";
import { usageRows } from "./usage-rows";
import { signUpSourceRow } from "./visit-rows";

/** The rows of many customers, by table. */
export type CustomerRows = {
  users: (typeof users.$inferInsert)[];
  organizations: (typeof organizations.$inferInsert)[];
  trials: (typeof trials.$inferInsert)[];
  subscriptions: (typeof subscriptions.$inferSelect)[];
  memberships: (typeof memberships.$inferInsert)[];
  trialDomains: (typeof trialDomains.$inferInsert)[];
  items: (typeof subscriptionItems.$inferInsert)[];
  discounts: (typeof discounts.$inferInsert)[];
  invoices: (typeof invoices.$inferInsert)[];
  refunds: (typeof refunds.$inferInsert)[];
  /** Attributes for metrics, besides those that triggers write. */
  attributes: (Partial<typeof metricOrganizations.$inferInsert> & { organizationId: string })[];
  movements: (typeof movements.$inferInsert)[];
  verifications: (typeof verifications.$inferInsert)[];
  gauges: (typeof gauges.$inferInsert)[];
  readings: (typeof gaugeReadings.$inferInsert)[];
  counters: (typeof usageCounters.$inferInsert)[];
  events: (typeof usageEvents.$inferInsert)[];
  notices: (typeof usageNotices.$inferInsert)[];
  audit: (typeof auditLog.$inferInsert)[];
  auditHeads: (typeof auditHeads.$inferInsert)[];
  signUpSources: (typeof signUpSources.$inferInsert)[];
  emails: (typeof emails.$inferInsert)[];
  alerts: (typeof alerts.$inferInsert)[];
  stripeEvents: (typeof stripeEvents.$inferInsert)[];
  product: { table: PgTable; rows: PgTable["$inferInsert"][] }[];
};

export const noRows = (): CustomerRows => ({
  users: [],
  organizations: [],
  trials: [],
  subscriptions: [],
  memberships: [],
  trialDomains: [],
  items: [],
  discounts: [],
  invoices: [],
  refunds: [],
  attributes: [],
  movements: [],
  verifications: [],
  gauges: [],
  readings: [],
  counters: [],
  events: [],
  notices: [],
  audit: [],
  auditHeads: [],
  signUpSources: [],
  emails: [],
  alerts: [],
  stripeEvents: [],
  product: [],
});

/** A customer's ids, which follow from its key. */
export function idsOf(history: CustomerHistory): { organizationId: string; personIds: readonly string[] } {
  const random = new Random(`${history.key}/ids`);
  const organizationId = random.uuid(history.signedUpAt);
  return { organizationId, personIds: history.people.map(({ joinedAt }) => random.uuid(joinedAt)) };
}

type Given = {
  catalog: Catalog;
  sample: Pick<ProductSample, "rows" | "gaugeLevels">;
  history: CustomerHistory;
  books: Books;
  mirror: MirrorOfCustomer;
  /** Everyone's, as sign-up would store it; null: sign-in is impossible. */
  passwordHash: string | null;
  appUrl: string;
  until: Date;
};

/** Adds one customer to the rows. */
export function addCustomer(rows: CustomerRows, given: Given): void {
  const { history, mirror, until } = given;
  const { organizationId, personIds } = idsOf(history);
  const [ownerId = ""] = personIds;
  addPeople(rows, given, organizationId, personIds);
  rows.organizations.push({
    id: organizationId,
    name: history.organization,
    externalId: null,
    domain: history.domain,
    profile: { ...history.profile },
    onboardedAt: history.onboardedAt,
    createdAt: history.signedUpAt,
  });
  rows.trials.push(trialRow(history, organizationId, until));
  if (mirror.subscription.stripeCustomerId) rows.subscriptions.push(mirror.subscription);
  const owned = <Row extends object>(row: Row) => ({ ...row, organizationId });
  rows.items.push(...mirror.items.map(owned));
  rows.discounts.push(...mirror.discounts.map(owned));
  rows.invoices.push(...mirror.invoices.map(owned));
  rows.refunds.push(...mirror.refunds.map(owned));
  rows.movements.push(...movementRows(given, organizationId));
  if (mirror.subscription.stripeCustomerId) rows.verifications.push({ organizationId, verifiedAt: until });
  const product = given.sample.rows?.(given.catalog, history, organizationId) ?? { gauges: {}, tables: [] };
  addProduct(rows, product);
  const levels = { counted: product.gauges, large: given.sample.gaugeLevels ?? {} };
  const usage = usageRows(given.catalog, history, given.books, { organizationId, levels }, until);
  rows.attributes.push(attributesOf(history, organizationId, usage.counters.length > 0));
  rows.signUpSources.push(signUpSourceRow(history, organizationId));
  rows.counters.push(...usage.counters);
  rows.events.push(...usage.events);
  rows.notices.push(...usage.notices);
  rows.gauges.push(...usage.gauges);
  rows.readings.push(...usage.readings);
  const audit = auditRows(history, given.books, { organizationId, ownerId }, until);
  rows.audit.push(...audit.rows);
  rows.auditHeads.push(audit.head);
  rows.emails.push(...emailRows(given, organizationId));
  rows.alerts.push(...alertRows({ ...given, organizationId }));
}

function addPeople(
  rows: CustomerRows,
  { history, passwordHash }: Given,
  organizationId: string,
  ids: readonly string[],
) {
  for (const [index, { name, email, role, joinedAt }] of history.people.entries()) {
    const id = ids[index] ?? "";
    rows.users.push({
      id,
      email,
      name,
      emailVerified: index === 0 ? history.verifiedAt : joinedAt,
      passwordHash,
      isPlatformAdmin: false,
      createdAt: joinedAt,
    });
    rows.memberships.push({ organizationId, userId: id, role, createdAt: joinedAt, lastSeenOn: null });
  }
  if (history.domain && history.verifiedAt)
    rows.trialDomains.push({
      domain: history.domain,
      firstOrganizationId: organizationId,
      createdAt: history.verifiedAt,
    });
}

function trialRow({ trial, signedUpAt, steps }: CustomerHistory, organizationId: string, until: Date) {
  const bought = steps[0]?.at;
  const ended = trial.endsAt <= until && (!bought || bought > trial.endsAt);
  return {
    organizationId,
    planKey: trial.plan,
    chosenInterval: trial.interval,
    startedAt: signedUpAt,
    endsAt: trial.endsAt,
    endedAt: ended ? trial.endsAt : null,
    refusedDomain: null,
    verifyBy: null,
  };
}

function movementRows({ history, books, mirror }: Given, organizationId: string): CustomerRows["movements"] {
  const random = new Random(`${history.key}/movements`);
  return books.movements.map(({ subscription, ...movement }) => ({
    ...movement,
    organizationId,
    id: random.uuid(movement.occurredAt),
    stripeSubscriptionId: mirror.subscriptionId(subscription.number),
    createdAt: movement.occurredAt,
  }));
}

function addProduct(rows: CustomerRows, { tables }: ProductRows): void {
  for (const { table, rows: made } of tables) {
    const known = rows.product.find((each) => each.table === table);
    if (known) known.rows.push(...made);
    else rows.product.push({ table, rows: [...made] });
  }
}

/** The emails about the trial, which were sent when they were due. */
function emailRows({ history, appUrl, catalog, until }: Given, organizationId: string): CustomerRows["emails"] {
  const random = new Random(`${history.key}/emails`);
  const { organization, signedUpAt, verifiedAt, trial, people, steps } = history;
  const to = people[0]?.email ?? "";
  const trialEndsAt = trial.endsAt.toISOString();
  const plan = catalog.plans.find(({ key }) => key === trial.plan)?.name ?? trial.plan;
  const sent = (at: Date, template: string, props: Record<string, unknown>) => ({
    id: random.uuid(at),
    organizationId,
    to,
    template,
    props,
    dedupeKey: null,
    createdAt: at,
    sentAt: new Date(at.getTime() + 4_000),
    attempts: 1,
    lastError: null,
  });
  const bought = steps[0]?.at;
  const over = trial.endsAt < until && (!bought || bought > trial.endsAt);
  return [
    ...(verifiedAt
      ? [sent(signedUpAt, "welcome", { organization, trialEndsAt, dashboardUrl: `${appUrl}/dashboard` })]
      : []),
    ...(over
      ? [sent(trial.endsAt, "trial-ended", { organization, plan, fallbackPlan: null, billingUrl: `${appUrl}/billing` })]
      : []),
  ];
}
