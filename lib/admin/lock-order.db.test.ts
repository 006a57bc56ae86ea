import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { memberships, organizationNotes, trials, users } from "@/db/schema";
import { now } from "@/lib/clock";
import { type Context, inTenant, setTenant, type TenantContext, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { recordCountry } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { extendTrial } from "./extend-trial";
import { lockSubscription } from "./lock-subscription";
import { setExternalId } from "./set-external-id";

const inOrganization = <T>(organizationId: string, work: (ctx: TenantContext) => Promise<T>) =>
  withPlatform({ actor: asSystem() }, async (ctx) => {
    await setTenant(ctx.tx, organizationId);
    return work(inTenant(ctx, organizationId));
  });

/** How long PostgreSQL may take to let the other one wait. */
const patientMs = 10_000;

async function waitUntilBlocked({ tx }: Context): Promise<void> {
  const until = Date.now() + patientMs;
  for (;;) {
    const [row] = await tx.execute<{ blocked: boolean }>(sql`
      select exists (select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))) as blocked`);
    if (row?.blocked) return;
    if (Date.now() > until) throw new Error("Nothing waits for this transaction.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * One transaction locks the subscription, as everything that changes billing does first. The other one starts then, until it
 * has to wait. Then the first goes on.
 */
async function interleaved(
  organizationId: string,
  other: (ctx: TenantContext) => Promise<unknown>,
  billing: (ctx: TenantContext) => Promise<unknown>,
): Promise<string[]> {
  let waiting: Promise<unknown> = Promise.resolve();
  const first = inOrganization(organizationId, async (ctx) => {
    await lockSubscription(ctx);
    waiting = inOrganization(organizationId, other);
    waiting.catch(() => undefined);
    await waitUntilBlocked(ctx);
    await billing(ctx);
  });
  const settled = [await Promise.allSettled([first]), await Promise.allSettled([waiting])].flat();
  return settled.map(({ status }) => status);
}

const both = ["fulfilled", "fulfilled"];

describe("every change of billing locks the subscription first, so that these never wait for each other", () => {
  it("a trial that gets another end, and a sync that learns the country", async () => {
    const { id } = await newOrganization();
    const outcome = await interleaved(
      id,
      ({ tx }) =>
        tx
          .update(trials)
          .set({ endsAt: addDays(now(), 3) })
          .where(eq(trials.organizationId, id)),
      (ctx) => recordCountry(ctx, "FR"),
    );
    expect(outcome).toEqual(both);
  });

  it("a second owner who joins an organization without a verified one, and an admin who extends its trial", async () => {
    const { id, ownerId } = await newOrganization();
    await inOrganization(id, ({ tx }) => tx.update(users).set({ emailVerified: null }).where(eq(users.id, ownerId)));
    const joining = await newUser({ verified: false });
    const outcome = await interleaved(
      id,
      ({ tx }) =>
        tx.insert(memberships).values({ organizationId: id, userId: joining.id, role: "owner", createdAt: now() }),
      (ctx) => extendTrial(ctx, { days: 7, reason: "Ticket 4711" }),
    );
    expect(outcome).toEqual(both);
  });

  it("an external ID that is set, and a change that writes rows of the organization", async () => {
    const { id } = await newOrganization();
    const outcome = await interleaved(
      id,
      (ctx) => setExternalId(ctx, { externalId: "locked-in-order" }),
      ({ tx }) =>
        tx.insert(organizationNotes).values({
          organizationId: id,
          id: crypto.randomUUID(),
          authorId: null,
          text: "Written meanwhile",
          pinned: false,
          createdAt: now(),
        }),
    );
    expect(outcome).toEqual(both);
  });
});
