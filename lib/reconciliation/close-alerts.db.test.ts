import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, it } from "vitest";
import { alerts, drift, reconciliations } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import { type Context, withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { closeMismatchAlerts } from "./close-alerts";
import { recordMismatch, resolveMismatches } from "./mismatches/record-mismatch";

const platform = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);

const openAlerts = () =>
  platform(async ({ tx }) => {
    const open = await tx
      .select({ title: alerts.title })
      .from(alerts)
      .where(and(eq(alerts.kind, "drift"), isNull(alerts.resolvedAt)));
    return open.map(({ title }) => title).sort();
  });

async function runWithAlert(status: "done" | "failed", title: string): Promise<string> {
  const id = uuidv7();
  await platform(async (ctx) => {
    const { tx, now } = ctx;
    const counts = { phase: "customers", cursor: null, expected: 0, startedAt: now, progressAt: now } as const;
    await tx.insert(reconciliations).values({ id, status, requestedBy: "worker", ...counts, finishedAt: now });
    await raiseAlert(ctx, { kind: "drift", dedupeKey: id, title, text: "It happened.", path: "/admin" });
  });
  return id;
}

it("closes the alert about mismatches when none needs review, and that about a failed run with the next one", async () => {
  const customerId = "cus_mismatch";
  const reconciliationId = await runWithAlert("done", "1 mismatch with Stripe");
  await runWithAlert("failed", "Reconciliation failed");
  await platform((ctx) =>
    recordMismatch(ctx, {
      customerId,
      organizationId: null,
      reconciliationId,
      kind: "status",
      subject: customerId,
      here: {},
      there: {},
      outcome: "needs_person",
      advice: "Look.",
    }),
  );
  await platform(closeMismatchAlerts);
  expect(await openAlerts()).toEqual(["1 mismatch with Stripe"]);
  await platform((ctx) => resolveMismatches(ctx, customerId));
  await platform(closeMismatchAlerts);
  expect(await openAlerts()).toEqual([]);
  expect(await platform(({ tx }) => tx.$count(drift))).toBe(1);
});
