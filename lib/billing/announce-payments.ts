import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { memberships, organizations, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { found } from "@/lib/errors";
import { formatMoney } from "@/lib/money";
import type { InvoiceMirror } from "./invoice-mirror";
import { type PaymentNews, paymentNews } from "./payment-news";

type Known = ReadonlyMap<string, Pick<InvoiceMirror, "status" | "attemptCount">>;

/** Writes the e-mails on payments that came or failed since the last sync, to those who care for billing. */
export async function announcePayments(
  ctx: TenantContext,
  { before, after }: { before: Known; after: readonly InvoiceMirror[] },
): Promise<void> {
  const news = paymentNews(before, after, ctx.now);
  if (news.length === 0) return;
  const [organization, recipients] = await Promise.all([organizationName(ctx), billingPeople(ctx)]);
  for (const item of news) {
    for (const { id, email } of recipients) await announce(ctx, { item, organization, userId: id, to: email });
  }
}

async function announce(
  ctx: TenantContext,
  { item, organization, userId, to }: { item: PaymentNews; organization: string; userId: string; to: string },
): Promise<void> {
  const { invoice } = item;
  const billingUrl = `${env.APP_URL}/billing`;
  const common = { to, organizationId: ctx.organizationId };
  if (item.kind === "succeeded") {
    const amount = formatMoney({ amount: invoice.amountPaid, currency: invoice.currency });
    await enqueueEmail(ctx, {
      ...common,
      template: "payment-succeeded",
      props: { organization, amount, invoiceUrl: invoice.hostedInvoiceUrl ?? billingUrl },
      dedupeKey: `payment-succeeded:${invoice.stripeInvoiceId}:${userId}`,
    });
    return;
  }
  const amount = formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency });
  await enqueueEmail(ctx, {
    ...common,
    template: "payment-failed",
    props: { organization, amount, attempt: item.attempt, billingUrl },
    dedupeKey: `payment-failed:${invoice.stripeInvoiceId}:${item.attempt}:${userId}`,
  });
}

async function organizationName({ tx, organizationId }: TenantContext): Promise<string> {
  const [row] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization").name;
}

function billingPeople({ tx, organizationId }: TenantContext) {
  return tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.role, ["owner", "billing"])));
}
