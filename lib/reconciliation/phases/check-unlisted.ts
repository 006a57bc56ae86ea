import "server-only";
import { and, asc, eq, gt, gte, isNotNull, notExists, sql } from "drizzle-orm";
import { subscriptions, verifications } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import { isComparable } from "../generated-customers";
import type { Reconciliation } from "../progress";
import { reconciler, verify } from "../verify/reconciler";
import type { Step } from "./step";

const pageSize = 50;

/** Reads our customers that Stripe didn't list in this run, one by one: deleted, unknown to the account, or on a test clock. */
export async function checkUnlisted({ id, cursor, startedAt }: Reconciliation): Promise<Step> {
  const rows = await withPlatform(reconciler, (ctx) => unlisted(ctx, startedAt, cursor));
  const last = rows.length === pageSize ? rows.at(-1) : undefined;
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

function unlisted({ tx }: Context, startedAt: Date, after: string | null) {
  const verified = tx
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
        isComparable(),
        notExists(verified),
        after === null ? undefined : gt(subscriptions.organizationId, after),
      ),
    )
    .orderBy(asc(subscriptions.organizationId))
    .limit(pageSize);
}
