import { and, eq, sql } from "drizzle-orm";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  gauges,
  memberships,
  organizationDirectory,
  organizations,
  subscriptions,
  suspensions,
  trials,
  users,
} from "@/db/schema";
import { now } from "@/lib/clock";
import { type Context, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror, setTrial, suspend } from "@/testing/billing/mirror";
import { addMember, newOrganization } from "@/testing/factories";

const asAdmin = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);

/** What the directory should say of an organization, by a query of its own. */
const expected = (id: string) =>
  asAdmin(async ({ tx }) => {
    const rows = await tx.execute<Record<string, unknown>>(sql`
      select o.id as organization_id, o.name, o.external_id, o.domain, o.profile, o.created_at::text,
        (select count(*)::int from memberships m where m.organization_id = o.id) as members,
        coalesce(s.plan_key, t.plan_key) as plan_key, s.status, x.suspended_at::text,
        coalesce(s.trial_ends_at, t.ends_at)::text as trial_ends_at, s.interval, s.current_period_end::text as renews_at,
        s.cancel_at::text,
        (case when s.status is null or s.status = 'trialing' then coalesce(s.trial_ends_at, t.ends_at)
          when s.status in ('active', 'past_due', 'paused') then coalesce(s.cancel_at, s.current_period_end) end)::text as next_at,
        s.mrr::int, s.currency,
        lower(concat_ws(chr(10), o.name, o.domain, o.external_id, o.id, s.stripe_customer_id, s.stripe_subscription_id)) as search
      from organizations o join subscriptions s on s.organization_id = o.id join trials t on t.organization_id = o.id
        left join suspensions x on x.organization_id = o.id
      where o.id = ${id}`);
    const levels = await tx.execute<Record<string, unknown>>(sql`
      select g.meter, coalesce(s.plan_key, t.plan_key) as plan_key, g.level::int
      from gauges g join subscriptions s using (organization_id) join trials t using (organization_id)
      where g.organization_id = ${id} and g.level > 0 order by g.meter`);
    return [...rows, ...levels];
  });

const listed = (id: string) =>
  asAdmin(async ({ tx }) => {
    const rows = await tx.execute<Record<string, unknown>>(sql`
      select organization_id, name, external_id, domain, profile, created_at::text, members, plan_key, status,
        suspended_at::text, trial_ends_at::text, interval, renews_at::text, cancel_at::text, next_at::text, mrr::int, currency, search
      from organization_directory where organization_id = ${id}`);
    const levels = await tx.execute<Record<string, unknown>>(sql`
      select meter, plan_key, level::int from directory_gauges where organization_id = ${id} order by meter`);
    return [...rows, ...levels];
  });

const change = (id: string, changes: Partial<typeof organizations.$inferInsert>) =>
  asAdmin(({ tx }) => tx.update(organizations).set(changes).where(eq(organizations.id, id)));

const acts: Readonly<Record<string, (id: string, n: number) => Promise<unknown>>> = {
  rename: (id, n) => change(id, { name: `Renamed ${n}` }),
  "set the external ID": (id, n) => change(id, { externalId: n % 3 === 0 ? null : `external-${id}-${n}` }),
  "verify the domain": (id, n) => change(id, { domain: `company${n}.example` }),
  "answer a question": (id, n) => change(id, { profile: { industry: `kind ${n}` } }),
  buy: (id, n) =>
    setMirror(id, {
      status: n % 2 === 0 ? "active" : "past_due",
      planKey: "professional",
      mrr: n,
      currency: "usd",
      interval: "month",
      currentPeriodEnd: addDays(now(), n),
      stripeCustomerId: `cus_${n}`,
      stripeSubscriptionId: `sub_${n}`,
    }),
  cancel: (id, n) => setMirror(id, { cancelAt: n % 2 === 0 ? null : addDays(now(), n) }),
  end: (id) => setMirror(id, { status: "canceled", mrr: 0, endedAt: now() }),
  // As the verb does, with the subscription locked first.
  "extend the trial": (id, n) =>
    asAdmin(async ({ tx }) => {
      await tx.select().from(subscriptions).where(eq(subscriptions.organizationId, id)).for("update");
      await tx
        .update(trials)
        .set({ endsAt: addDays(now(), n) })
        .where(eq(trials.organizationId, id));
    }),
  "change the trial's plan": (id, n) => setTrial(id, { planKey: `plan ${n % 3}` }),
  suspend: (id) => suspend(id).catch(() => undefined),
  reactivate: (id) => asAdmin(({ tx }) => tx.delete(suspensions).where(eq(suspensions.organizationId, id))),
  "have more or fewer plants": (id, n) =>
    asAdmin(({ tx }) => {
      const row = { organizationId: id, meter: n % 2 === 0 ? "plants" : "storage_gb", level: n % 5, updatedAt: now() };
      return tx
        .insert(gauges)
        .values(row)
        .onConflictDoUpdate({ target: [gauges.organizationId, gauges.meter], set: { level: row.level } });
    }),
  "forget a gauge": (id) => asAdmin(({ tx }) => tx.delete(gauges).where(eq(gauges.organizationId, id))),
  join: (id) => addMember(id, "member"),
  leave: (id) =>
    asAdmin(({ tx }) =>
      tx.delete(memberships).where(and(eq(memberships.organizationId, id), eq(memberships.role, "member"))),
    ),
};

const history = fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.integer({ min: 1, max: 60 })), {
  maxLength: 12,
});

describe("the directory", () => {
  it("says the same as the tables it is read from, after any history", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const { id } = await newOrganization();
        for (const [act, n] of steps) {
          await acts[act]?.(id, n);
          expect([act, await listed(id)]).toEqual([act, await expected(id)]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("says the same after changes of different tables at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await newOrganization();
      const names = ["rename", "buy", "extend the trial", "suspend", "join", "join", "cancel", "verify the domain"];
      const levels = ["have more or fewer plants", "have more or fewer plants"];
      await Promise.all([...names, ...levels].map((name, index) => acts[name]?.(id, index + 1)));
      expect(await listed(id)).toEqual(await expected(id));
    }
  });

  it("counts a member no longer whose account was deleted", async () => {
    const { id } = await newOrganization();
    const { id: userId } = await addMember(id, "member");
    await asAdmin(({ tx }) => tx.delete(users).where(eq(users.id, userId)));
    expect(await listed(id)).toMatchObject([{ members: 1 }]);
  });

  it("forgets a deleted organization", async () => {
    const { id } = await newOrganization();
    await acts["have more or fewer plants"]?.(id, 4);
    expect(await listed(id)).toHaveLength(2);
    await asAdmin(({ tx }) => tx.delete(organizations).where(eq(organizations.id, id)));
    expect(await listed(id)).toEqual([]);
  });

  it("is written by its triggers alone", async () => {
    const { id } = await newOrganization();
    const writing = asAdmin(({ tx }) =>
      tx.update(organizationDirectory).set({ mrr: 1 }).where(eq(organizationDirectory.organizationId, id)),
    );
    await expect(writing).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
