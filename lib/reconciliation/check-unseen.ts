import "server-only";
import { and, asc, eq, gt, gte, isNotNull, notExists, sql } from "drizzle-orm";
import { subscriptions, verifications } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import type { Reconciliation } from "./progress";
import { reconciler, verify } from "./reconciler";
import type { Step } from "./step";

const size = 50;

/** Customers here that no list of Stripe showed in this run: deleted there, unknown there, or on a test clock. Read one by one. */
export async function checkUnseen({ id, cursor, startedAt }: Reconciliation): Promise<Step> {
  const rows = await withPlatform(reconciler, (ctx) => unseen(ctx, startedAt, cursor));
  const last = rows.length === size ? rows.at(-1) : undefined;
  return {
    next: last?.organizationId ?? null,
    seen: { customersChecked: rows.length },
    repairs: rows.map(
      ({ customerId }) =>
        () =>
          verify(found(customerId ?? undefined, "customer"), id),
    ),
  };
}

function unseen({ tx }: Context, startedAt: Date, after: string | null) {
  const seen = tx
    .select({ one: sql`1` })
    .from(verifications)
    .where(
      and(eq(verifications.organizationId, subscriptions.organizationId), gte(verifications.verifiedAt, startedAt)),
    );
  return tx
    .select({ organizationId: subscriptions.organizationId, customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(
      and(
        isNotNull(subscriptions.stripeCustomerId),
        notExists(seen),
        after === null ? undefined : gt(subscriptions.organizationId, after),
      ),
    )
    .orderBy(asc(subscriptions.organizationId))
    .limit(size);
}
