import "server-only";
import { and, asc, desc, eq, gt, gte, lt, lte, ne, sql } from "drizzle-orm";
import { gaugeReadings, invoices, usageCounters, usageEvents } from "@/db/schema";
import { type InvoiceLine, organizationName } from "@/lib/billing";
import { catalog, type Meter, planName } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { neighbors, reportMonth } from "@/lib/reports";
import { type Charges, chargesOf, type InvoiceAmounts } from "./charges";

export type StatementMeter = {
  key: string;
  name: string;
  unit: Meter["unit"];
  kind: Meter["kind"];
  /** A counter's sum of the month, or a gauge's last level in it; null for a gauge that wasn't measured. */
  used: number | null;
};

/** Overage of a usage period that ended in the month; it's on the invoice that Stripe makes then. */
export type StatementOverage = { name: string; unit: Meter["unit"]; units: number; periodStart: Date; periodEnd: Date };

export type StatementInvoice = Pick<InvoiceLine, "id" | "number" | "date" | "hostedUrl" | "pdfUrl"> & InvoiceAmounts;

export type CustomerStatement = {
  /** `2026-10`. */
  month: string;
  previous: string;
  next: string | null;
  organization: string;
  /** The plan now. */
  plan: string;
  /** Whether the month isn't over. */
  running: boolean;
  meters: StatementMeter[];
  overage: StatementOverage[];
  invoices: StatementInvoice[];
  charges: Charges[];
};

/** The month of an address: the given one if it's a month that has begun, else the current one. */
export const statementMonth = (text: string | undefined, now: Date): string =>
  reportMonth(text ?? "", now) ?? now.toISOString().slice(0, 7);

/**
 * What an organization used and was charged in a calendar month (UTC). Events older than the catalog keeps them are no longer
 * there, so their month shows no usage.
 */
export async function customerStatement(ctx: TenantContext, month: string): Promise<CustomerStatement> {
  const span = spanOf(month);
  const [organization, { plan }, counted, levels, overage, invoiced] = await Promise.all([
    organizationName(ctx),
    entitlementsOf(ctx),
    countedIn(ctx, span),
    levelsAt(ctx, span),
    overageIn(ctx, span),
    invoicesIn(ctx, span),
  ]);
  return {
    month,
    ...neighbors(month, ctx.now),
    organization,
    plan: planName(catalog, plan.key),
    running: span.end > ctx.now,
    meters: catalog.meters.map(({ key, name, unit, kind }) => ({
      key,
      name,
      unit,
      kind,
      used: kind === "counter" ? (counted.get(key) ?? 0) : (levels.get(key) ?? null),
    })),
    overage,
    invoices: invoiced,
    charges: chargesOf(invoiced),
  };
}

type Span = { start: Date; end: Date };

function spanOf(month: string): Span {
  const start = new Date(`${month}-01T00:00:00Z`);
  return { start, end: new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)) };
}

async function countedIn({ tx, organizationId }: TenantContext, { start, end }: Span): Promise<Map<string, number>> {
  const rows = await tx
    .select({ meter: usageEvents.meter, used: sql<number>`sum(${usageEvents.amount})`.mapWith(Number) })
    .from(usageEvents)
    .where(
      and(
        eq(usageEvents.organizationId, organizationId),
        gte(usageEvents.recordedAt, start),
        lt(usageEvents.recordedAt, end),
      ),
    )
    .groupBy(usageEvents.meter);
  return new Map(rows.map(({ meter, used }) => [meter, used]));
}

async function levelsAt({ tx, organizationId }: TenantContext, { end }: Span): Promise<Map<string, number>> {
  const rows = await tx
    .selectDistinctOn([gaugeReadings.meter], { meter: gaugeReadings.meter, level: gaugeReadings.level })
    .from(gaugeReadings)
    .where(and(eq(gaugeReadings.organizationId, organizationId), lt(gaugeReadings.measuredAt, end)))
    .orderBy(asc(gaugeReadings.meter), desc(gaugeReadings.measuredAt), desc(gaugeReadings.id));
  return new Map(rows.map(({ meter, level }) => [meter, level]));
}

async function overageIn({ tx, organizationId }: TenantContext, { start, end }: Span): Promise<StatementOverage[]> {
  const { meter, periodStart, periodEnd, overage } = usageCounters;
  const rows = await tx
    .select({ meter, periodStart, periodEnd, units: overage })
    .from(usageCounters)
    .where(
      and(eq(usageCounters.organizationId, organizationId), gt(overage, 0), gt(periodEnd, start), lte(periodEnd, end)),
    )
    .orderBy(asc(periodEnd), asc(meter));
  return rows.flatMap(({ meter, ...row }) => {
    const found = catalog.meters.find(({ key }) => key === meter);
    return found ? [{ ...row, name: found.name, unit: found.unit }] : [];
  });
}

async function invoicesIn({ tx, organizationId }: TenantContext, { start, end }: Span): Promise<StatementInvoice[]> {
  const rows = await tx
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.organizationId, organizationId),
        ne(invoices.status, "draft"),
        gte(invoices.createdAt, start),
        lt(invoices.createdAt, end),
      ),
    )
    .orderBy(asc(invoices.createdAt), asc(invoices.stripeInvoiceId));
  return rows.flatMap(({ status, ...row }) =>
    status === "draft"
      ? []
      : [
          {
            id: row.stripeInvoiceId,
            number: row.number,
            date: row.createdAt,
            status,
            total: { amount: row.total, currency: row.currency },
            paid: row.amountPaid,
            refunded: row.amountRefunded,
            credited: row.amountCredited,
            hostedUrl: row.hostedInvoiceUrl,
            pdfUrl: row.invoicePdfUrl,
          },
        ],
  );
}
