import { eq } from "drizzle-orm";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { metricOrganizations, movements } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import type { MovementKind } from "@/lib/metrics";
import { rollMetrics } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { newOrganization } from "@/testing/factories";

export type Booked = {
  kind: MovementKind;
  before: number;
  after: number;
  /** `2026-11-30`, or an instant in ISO 8601. */
  at: string;
  currency?: string;
  /** Of what is paid after it and before it. */
  plan?: string;
  planBefore?: string;
  interval?: string;
  intervalBefore?: string;
  cause?: "voluntary" | "delinquent";
  reason?: (typeof movements.$inferInsert)["reason"];
};

const actor = asSystem();

/** Runs a read of the platform role at a time. */
export const reading = <T>(now: Date, read: (ctx: Context) => Promise<T>): Promise<T> =>
  withPlatform({ actor, now }, read);

export const roll = (): Promise<void> => rollMetrics((work) => withPlatform({ actor }, work));

export async function bookMovements(organizationId: string, booked: readonly Booked[]): Promise<void> {
  if (booked.length === 0) return;
  await withPlatform({ actor }, ({ tx }) =>
    tx.insert(movements).values(
      booked.map(({ kind, before, after, at, currency = "usd", cause, reason, ...sold }) => {
        const { plan = "starter", interval = "month" } = sold;
        return {
          organizationId,
          id: uuidv7(),
          kind,
          currency,
          amount: after - before,
          mrrBefore: before,
          mrrAfter: after,
          planBefore: before > 0 ? (sold.planBefore ?? plan) : null,
          planAfter: after > 0 ? plan : null,
          intervalBefore: before > 0 ? (sold.intervalBefore ?? interval) : null,
          intervalAfter: after > 0 ? interval : null,
          cause: kind === "churn" ? (cause ?? "voluntary") : null,
          reason: reason ?? null,
          stripeSubscriptionId: null,
          occurredAt: new Date(at),
          createdAt: new Date(at),
        };
      }),
    ),
  );
}

export type Segments = Partial<
  Pick<
    typeof metricOrganizations.$inferInsert,
    "country" | "industry" | "size" | "source" | "verifiedAt" | "activatedAt"
  >
>;

/** An organization that signed up then, with its movements. */
export async function customer(
  signedUpOn: string,
  booked: readonly Booked[] = [],
  { plan, name, ...segments }: Segments & { plan?: string; name?: string } = {},
): Promise<string> {
  const { id } = await newOrganization({
    createdAt: new Date(signedUpOn),
    ...(plan && { plan }),
    ...(name && { name }),
  });
  if (Object.keys(segments).length > 0) await setSegments(id, segments);
  await bookMovements(id, booked);
  return id;
}

export async function setSegments(organizationId: string, segments: Segments): Promise<void> {
  await withPlatform({ actor }, ({ tx }) =>
    tx.update(metricOrganizations).set(segments).where(eq(metricOrganizations.organizationId, organizationId)),
  );
}

/** Forgets every organization and figure, which no role of the application may. */
export async function forgetEverything(): Promise<void> {
  const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
  try {
    await owner`truncate organizations, movements, metric_organizations, metric_queue, rolled_organizations, metric_days,
      metric_months, metric_cohorts, metric_payments, metric_gauges, metric_state, fx_rates cascade`;
  } finally {
    await owner.end();
  }
}
