import type { alerts } from "@/db/schema";
import { type Catalog, planName } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { formatMoney } from "@/lib/money";
import type { BookedSubscription, Books } from "./books";
import type { CustomerHistory } from "./customer";
import type { MirrorOfCustomer } from "./mirror";
import { Random } from "./random";

type AlertRow = typeof alerts.$inferInsert;
type Given = {
  catalog: Catalog;
  history: CustomerHistory;
  books: Books;
  mirror: MirrorOfCustomer;
  organizationId: string;
  appUrl: string;
  until: Date;
};

/** How long an alert that someone left stays open. */
const openDays = 30;

/** The open alerts about a customer, in the words of `lib/billing/notify`. */
export function alertRows(given: Given): AlertRow[] {
  const { history, mirror, books, organizationId, appUrl, until } = given;
  const random = new Random(`${history.key}/alerts`);
  const alert = (kind: AlertRow["kind"], key: string, createdAt: Date, title: string, text: string): AlertRow => ({
    id: random.uuid(createdAt),
    kind,
    organizationId,
    dedupeKey: `${kind}:${key}`,
    title,
    text,
    url: `${appUrl}/admin/organizations/${organizationId}`,
    createdAt,
    resolvedAt: null,
  });
  const hasLeft = mirror.subscription.status === "canceled";
  const failed = mirror.invoices
    .filter(({ status, attemptCount }) => status === "open" && attemptCount > 0 && !hasLeft)
    .map(({ stripeInvoiceId, attemptCount, amountRemaining, currency, finalizedAt }) =>
      alert(
        "payment_failed",
        `${stripeInvoiceId}:${attemptCount}`,
        finalizedAt ?? until,
        `${history.organization}: payment of ${formatMoney({ amount: amountRemaining, currency })} failed`,
        `Attempt ${attemptCount}. We emailed the customer. ${attemptCount < 3 ? "After the third failed attempt the organization becomes read-only, so contact them if the next one fails too." : "The organization is read-only until they pay. Contact them: Stripe's retries haven't worked."}`,
      ),
    );
  const leaving = books.subscriptions.flatMap((subscription) => {
    const at = lossAt(subscription, until);
    if (!at) return [];
    const { cancelAt, endedAt } = subscription;
    const scheduled = endedAt === null && cancelAt !== null;
    return alert(
      "cancellation",
      `${mirror.subscriptionId(subscription.number)}:${scheduled ? cancelAt.toISOString() : "ended"}`,
      at,
      `${history.organization} ${scheduled ? "is canceling" : "canceled"} ${planOf(given.catalog, subscription)}${lossOf(books, subscription)}`,
      scheduled
        ? `The subscription ends on ${formatUtcDate(cancelAt)}. Contact them before then to find out why.`
        : "The subscription has ended. Check the reason they gave, and whether you can win them back.",
    );
  });
  return [...failed, ...leaving];
}

/** When a customer decided to leave, or left lately; null for others. */
function lossAt({ cancelAt, canceledAt, endedAt }: BookedSubscription, until: Date): Date | null {
  if (endedAt === null) return cancelAt && canceledAt;
  return endedAt > addDays(until, -openDays) ? endedAt : null;
}

const planOf = (catalog: Catalog, { items }: BookedSubscription): string =>
  planName(catalog, items.find(({ price }) => price.kind === "plan")?.price.itemKey ?? "");

/** What they paid a month. */
function lossOf({ movements }: Books, subscription: BookedSubscription): string {
  const last = movements.findLast((movement) => movement.subscription === subscription);
  const amount = last && (last.mrrAfter > 0 ? last.mrrAfter : last.mrrBefore);
  return last && amount ? ` (−${formatMoney({ amount, currency: last.currency })} MRR)` : "";
}
