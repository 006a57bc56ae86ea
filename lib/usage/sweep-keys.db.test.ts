import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, it } from "vitest";
import { usageKeys } from "@/db/schema";
import { newOrganization } from "@/db/testing/factories";
import { withPlatform } from "@/lib/context";
import { sweepUsageKeys } from "./sweep-keys";

const now = new Date("2026-11-21T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const actor = { kind: "system", id: "worker" } as const;

it("idempotency keys are kept for the 35 days that are promised, and go some days later", async () => {
  const { id: organizationId } = await newOrganization();
  const kept = { fingerprint: "f", used: 1, resetsAt: now, state: "below" };
  await withPlatform({ actor }, ({ tx }) =>
    tx.insert(usageKeys).values(
      [1, 35, 41].map((days) => ({
        ...kept,
        organizationId,
        key: `${days} days`,
        eventId: uuidv7(),
        recordedAt: daysAgo(days),
      })),
    ),
  );
  expect(await withPlatform({ actor, now }, sweepUsageKeys)).toBe(false);
  const left = await withPlatform({ actor }, ({ tx }) =>
    tx.select().from(usageKeys).where(eq(usageKeys.organizationId, organizationId)),
  );
  expect(left.map(({ key }) => key).sort()).toEqual(["1 days", "35 days"]);
});
