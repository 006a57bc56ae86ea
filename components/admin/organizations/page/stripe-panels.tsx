import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OrganizationDetails } from "@/lib/admin";
import { formatDate, formatDateTime, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Panel } from "../../panel";
import { StripeId } from "../../stripe-id";
import { amountWords, lastsWords, offWords, spelledOut } from "./stripe-words";

type StripeFacts = OrganizationDetails["stripe"];

/** What Stripe has on the customer besides a plan of the catalog. Panels without content aren't shown. */
export function StripePanels({ stripe }: { stripe: StripeFacts }) {
  return (
    <>
      {stripe.items.length > 0 && (
        <Panel title="Subscription items" description="Everything on the subscription in Stripe." flush>
          <ItemTable items={stripe.items} />
        </Panel>
      )}
      {stripe.discounts.length > 0 && (
        <Panel
          title="Discounts"
          description="The customer's discount applies only while the subscription doesn't have its own."
          flush
        >
          <DiscountTable discounts={stripe.discounts} items={stripe.items} />
        </Panel>
      )}
      {stripe.schedule && (
        <Panel title="Schedule" description={scheduleText(stripe.schedule)} flush>
          <PhaseTable phases={stripe.schedule.phases} />
        </Panel>
      )}
      {stripe.otherSubscriptions.length > 0 && (
        <Panel
          title="Other subscriptions"
          description="The customer's other live subscriptions. They don't count toward the plan or MRR, and Gatehouse never changes them."
          flush
        >
          <OtherTable others={stripe.otherSubscriptions} />
        </Panel>
      )}
      {stripe.disputes.length > 0 && (
        <Panel title="Disputes" description="Payments the customer's bank wants back. Respond in Stripe." flush>
          <DisputeTable disputes={stripe.disputes} />
        </Panel>
      )}
      {(stripe.refunds.length > 0 || stripe.creditNotes.length > 0) && (
        <Panel title="Refunds and credit notes" flush>
          <GivenBackTable refunds={stripe.refunds} creditNotes={stripe.creditNotes} />
        </Panel>
      )}
    </>
  );
}

function scheduleText({ managed, endBehavior }: NonNullable<StripeFacts["schedule"]>): string {
  const by = managed
    ? "The customer requested this here and can undo it."
    : "Someone arranged this in Stripe. The customer can't change it.";
  const end = {
    release: "",
    cancel: " The subscription ends after the last phase.",
    renew: " The last phase repeats until someone changes it in Stripe.",
  };
  return `${by}${end[endBehavior]}`;
}

const Id = ({ children }: { children: string | null }) =>
  children && (
    <span className="block text-muted-foreground">
      <StripeId id={children} label={children} />
    </span>
  );

type DataTableProps = { label: string; heads: readonly string[]; rows: readonly { key: string; cells: ReactNode[] }[] };

/** The last column is numeric. */
function DataTable({ label, heads, rows }: DataTableProps) {
  const last = heads.length - 1;
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          {heads.map((head, index) => (
            <TableHead key={head} numeric={index === last}>
              {head}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ key, cells }) => (
          <TableRow key={key}>
            {cells.map((cell, index) => (
              <TableCell key={heads[index]} numeric={index === last} className={index === 0 ? "min-w-36" : "min-w-24"}>
                {cell}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const named = ({ name, quantity }: { name: string; quantity: number }) =>
  quantity > 1 ? `${name} × ${quantity}` : name;

function ItemTable({ items }: Pick<StripeFacts, "items">) {
  return (
    <DataTable
      label="Subscription items"
      heads={["Item", "Price", "Amount"]}
      rows={items.map((item) => ({
        key: item.stripeItemId,
        cells: [
          <>
            {named(item)} {item.kind === "custom" && <Badge variant="outline">Custom</Badge>}
            <Id>{item.stripeItemId}</Id>
          </>,
          <>
            {item.lookupKey ?? "Custom price"}
            <Id>{item.stripePriceId}</Id>
          </>,
          amountWords(item),
        ],
      }))}
    />
  );
}

function DiscountTable({ discounts, items }: Pick<StripeFacts, "discounts" | "items">) {
  const itemNames = new Map(items.map(({ stripeItemId, name }) => [stripeItemId, name]));
  return (
    <DataTable
      label="Discounts"
      heads={["Discount", "For", "Lasts", "Off"]}
      rows={discounts.map((discount) => ({
        key: discount.stripeDiscountId,
        cells: [
          <>
            {discount.code ?? discount.name}
            <Id>{discount.stripeCouponId}</Id>
          </>,
          discount.scope === "item"
            ? (itemNames.get(discount.stripeItemId ?? "") ?? "An item")
            : spelledOut(discount.scope),
          lastsWords(discount),
          offWords(discount),
        ],
      }))}
    />
  );
}

function PhaseTable({ phases }: Pick<NonNullable<StripeFacts["schedule"]>, "phases">) {
  return (
    <DataTable
      label="Phases of the schedule"
      heads={["From", "To", "Items", "Amount"]}
      rows={phases.map(({ startsAt, endsAt, trialEndsAt, items }) => ({
        key: startsAt,
        cells: [
          formatUtcDate(new Date(startsAt)),
          endsAt ? formatUtcDate(new Date(endsAt)) : "–",
          <>
            {items.map(named).join(", ")}
            {trialEndsAt && (
              <span className="block text-muted-foreground text-xs">
                Free until {formatUtcDate(new Date(trialEndsAt))}
              </span>
            )}
          </>,
          items
            .filter(({ metered }) => !metered)
            .map(amountWords)
            .join(", "),
        ],
      }))}
    />
  );
}

function OtherTable({ others }: { others: StripeFacts["otherSubscriptions"] }) {
  return (
    <DataTable
      label="Other subscriptions"
      heads={["Subscription", "Kind", "Created", "Amount"]}
      rows={others.map((other) => ({
        key: other.stripeSubscriptionId,
        cells: [
          <>
            {other.description}
            <Id>{other.stripeSubscriptionId}</Id>
          </>,
          `${other.kind === "second_plan" ? "Second plan" : "Not ours"}, ${other.status.replaceAll("_", " ")}`,
          formatDate(other.createdAt),
          amountWords({ ...other, recurringAmount: other.amount, quantity: 1, metered: false }),
        ],
      }))}
    />
  );
}

function DisputeTable({ disputes }: Pick<StripeFacts, "disputes">) {
  return (
    <DataTable
      label="Disputes"
      heads={["Dispute", "Status", "Evidence due", "Amount"]}
      rows={disputes.map((dispute) => ({
        key: dispute.stripeDisputeId,
        cells: [
          <>
            {spelledOut(dispute.reason)}
            <Id>{dispute.stripeDisputeId}</Id>
          </>,
          spelledOut(dispute.status),
          dispute.evidenceDueAt ? formatDateTime(dispute.evidenceDueAt) : "–",
          formatMoney(dispute),
        ],
      }))}
    />
  );
}

function GivenBackTable({ refunds, creditNotes }: Pick<StripeFacts, "refunds" | "creditNotes">) {
  const all = [
    ...refunds.map((refund) => ({ ...refund, id: refund.stripeRefundId, what: "Refund" })),
    ...creditNotes.map((note) => ({ ...note, id: note.stripeCreditNoteId, what: `Credit note ${note.number}` })),
  ].toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return (
    <DataTable
      label="Refunds and credit notes"
      heads={["What", "Status", "Date (UTC)", "Amount"]}
      rows={all.map(({ id, what, status, createdAt, stripeInvoiceId, ...money }) => ({
        key: id,
        cells: [
          <>
            {what}
            <Id>{id}</Id>
            <Id>{stripeInvoiceId}</Id>
          </>,
          spelledOut(status),
          formatDate(createdAt),
          formatMoney(money),
        ],
      }))}
    />
  );
}
