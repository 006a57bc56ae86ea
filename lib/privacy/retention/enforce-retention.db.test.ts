import { eq, inArray, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  alerts,
  auditPersonal,
  emails,
  idempotencyKeys,
  invitations,
  jobRuns,
  type RetentionPeriodName,
  retainedDocuments,
  retentionPeriodNames,
  sessions,
  stripeEvents,
  supportRequests,
  visits,
  webhookMessages,
} from "@/db/schema";
import { checkAudit, platformChain, recordAudit } from "@/lib/audit";
import type { Session } from "@/lib/auth";
import { type Context, withPlatform } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { env } from "@/lib/env";
import { asSystem, asUser } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { signedIn } from "@/testing/auth/signed-in";
import { setMirror } from "@/testing/billing/mirror";
import { newOrganization, newUser } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import { enforceRetention, lastEnforcement, setRetention, shownPeriods } from "../index";
import { periods } from "./periods";

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
afterAll(() => owner.end());
beforeEach(() => owner`truncate retention_periods`);

const now = new Date();
const platform = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem(), now }, work);
const enforce = () => enforceRetention({ actor: asSystem("worker"), now });
const removedOf = async (name: RetentionPeriodName) => (await enforce())[name]?.count;
const insert = (table: PgTable, row: object) => platform(({ tx }) => tx.insert(table).values(row));
const count = (table: PgTable, where: SQL) => platform(({ tx }) => tx.$count(table, where));

/** Inserts a row whose time began then; returns how many of the inserted rows are left. */
type Kept = (from: Date) => Promise<() => Promise<number>>;

const ids = () => ({ id: uuidv7() });

/** For each period, a row as it would be in the database. */
const samples: Partial<Record<RetentionPeriodName, Kept>> = {
  sessions: async (expires) => {
    const { id } = ids();
    const userId = (await newUser()).id;
    await insert(sessions, { id, sessionToken: id, userId, createdAt: addDays(expires, -30), expires });
    return () => count(sessions, eq(sessions.id, id));
  },
  sign_in_history: async (at) => {
    const email = `${uuidv7()}@example.com`;
    await withPlatform({ actor: asSystem("sign_up"), now: at }, (ctx) =>
      recordAudit(ctx, {
        organizationId: "00000000-0000-0000-0000-000000000001",
        action: "auth.sign_in_failed",
        personal: { personId: null, email },
      }),
    );
    return () => count(auditPersonal, eq(auditPersonal.email, email));
  },
  invitations: async (expiresAt) => {
    const { id, ownerId } = await newOrganization();
    await insert(invitations, {
      ...{ organizationId: id, id: uuidv7(), email: "a@example.com", role: "member", tokenHash: uuidv7() },
      ...{ invitedBy: ownerId, createdAt: addDays(expiresAt, -7), expiresAt },
    });
    return () => count(invitations, eq(invitations.organizationId, id));
  },
  support_requests: async (changedAt) => {
    const { id } = ids();
    await insert(supportRequests, {
      ...{ id, name: "Ada", email: "a@example.com", topic: "question", message: "How do I …?", state: "closed" },
      ...{ createdAt: changedAt, changedAt },
    });
    return () => count(supportRequests, eq(supportRequests.id, id));
  },
  email_log: async (createdAt) => {
    const { id } = ids();
    await insert(emails, { id, to: "a@example.com", template: "reset", props: {}, createdAt, sentAt: createdAt });
    return () => count(emails, eq(emails.id, id));
  },
  stripe_events: async (receivedAt) => {
    const id = `evt_${uuidv7()}`;
    await insert(stripeEvents, {
      ...{ id, type: "invoice.paid", customerId: null, livemode: false, payload: {}, createdAt: receivedAt },
      ...{ receivedAt, handledAt: receivedAt },
    });
    return () => count(stripeEvents, eq(stripeEvents.id, id));
  },
  webhook_messages: async (createdAt) => {
    const { id } = ids();
    await insert(webhookMessages, { id, type: "webhook.test", payload: {}, createdAt });
    return () => count(webhookMessages, eq(webhookMessages.id, id));
  },
  stored_answers: async (createdAt) => {
    const { id } = await newOrganization();
    await insert(idempotencyKeys, {
      ...{ organizationId: id, actor: "user 1", key: "k", fingerprint: "f", status: 200, body: "{}", createdAt },
    });
    return () => count(idempotencyKeys, eq(idempotencyKeys.organizationId, id));
  },
  alerts: async (resolvedAt) => {
    const { id } = ids();
    await insert(alerts, {
      ...{ id, kind: "churn", dedupeKey: id, title: "t", text: "t", url: "/", createdAt: resolvedAt, resolvedAt },
    });
    return () => count(alerts, eq(alerts.id, id));
  },
  job_runs: async (finishedAt) => {
    const { id } = ids();
    await insert(jobRuns, {
      ...{ id, queue: "reconcile", jobId: id, attempt: 1, outcome: "done", lastAttempt: true },
      ...{ startedAt: finishedAt, finishedAt },
    });
    return () => count(jobRuns, eq(jobRuns.id, id));
  },
  visits: async (at) => {
    const page = `/${uuidv7()}`;
    await insert(visits, { day: isoDay(at), page, views: 1, visitors: 1 });
    return () => count(visits, eq(visits.page, page));
  },
  deleted_invoices: async (issuedAt) => {
    const stripeId = `in_${uuidv7()}`;
    await insert(retainedDocuments, {
      ...{ organizationId: uuidv7(), stripeId, kind: "invoice", organizationName: "Acme", status: "paid" },
      ...{ currency: "usd", total: 1, issuedAt, deletedAt: issuedAt },
    });
    return () => count(retainedDocuments, eq(retainedDocuments.stripeId, stripeId));
  },
};

/** Shown elsewhere: chains in `erase-organization.db.test.ts` and below, partitions in `keep-usage.db.test.ts`. */
const elsewhere: readonly RetentionPeriodName[] = ["usage_events", "audit_log", "deleted_audit_log"];

describe("the nightly run", () => {
  it("is tested with a sample for every period", () => {
    expect([...Object.keys(samples), ...elsewhere].sort()).toEqual([...retentionPeriodNames].sort());
  });

  it.each(Object.entries(samples) as [RetentionPeriodName, Kept][])(
    "removes %s from before its time, and nothing younger",
    async (name, sample) => {
      const { standard } = periods[name];
      const old = await sample(addDays(now, -standard - 2));
      const young = await sample(addDays(now, -standard + 1));
      expect(await removedOf(name)).toBeGreaterThan(0);
      expect([await old(), await young()]).toEqual([0, 1]);
      expect(await removedOf(name)).toBe(0);
    },
  );

  it("uses the periods that a platform admin has set", async () => {
    const left = await samples.job_runs?.(addDays(now, -10));
    await enforce();
    expect(await left?.()).toBe(1);
    await set("job_runs", 7);
    await enforce();
    expect(await left?.()).toBe(0);
  });

  it("removes more than one batch, and locked rows on the next run", async () => {
    const marker = uuidv7();
    await owner`insert into job_runs (id, queue, job_id, attempt, outcome, last_attempt, started_at, finished_at)
      select gen_random_uuid(), ${marker}, gen_random_uuid(), 1, 'done', true, now() - interval '1 year', now() - interval '1 year'
      from generate_series(1, 2500)`;
    const ofMarker = eq(jobRuns.queue, marker);
    await owner.begin(async (locking) => {
      await locking`select from job_runs where queue = ${marker} limit 1 for update`;
      await enforce();
      expect(await count(jobRuns, ofMarker)).toBe(1);
    });
    await enforce();
    expect(await count(jobRuns, ofMarker)).toBe(0);
  });

  it("empties an email that must not be sent twice, and keeps its key", async () => {
    const dedupeKey = uuidv7();
    const at = addDays(now, -400);
    await insert(emails, {
      ...{ id: uuidv7(), to: "ada@example.com", template: "welcome", props: { organization: "Acme" }, dedupeKey },
      ...{ createdAt: at, sentAt: at },
    });
    await enforce();
    const [row] = await platform(({ tx }) => tx.select().from(emails).where(eq(emails.dedupeKey, dedupeKey)));
    expect(row).toMatchObject({ to: "", props: {} });
  });

  it("removes events of customers without an organization early, but never an unhandled one", async () => {
    const { id: organizationId } = await newOrganization();
    const [linked, foreign] = [`cus_${uuidv7()}`, `cus_${uuidv7()}`];
    await setMirror(organizationId, { stripeCustomerId: linked });
    const event = (id: string, customerId: string, days: number, handled = true) => {
      const receivedAt = addDays(now, -days);
      return insert(stripeEvents, {
        ...{
          id,
          type: "customer.updated",
          customerId,
          livemode: false,
          payload: {},
          createdAt: receivedAt,
          receivedAt,
        },
        handledAt: handled ? receivedAt : null,
      });
    };
    const marker = uuidv7();
    const names = ["linked", "foreign", "foreign-young", "waiting"].map((name) => `${name}-${marker}`);
    const [first = "", second = "", third = "", fourth = ""] = names;
    await event(first, linked, 40);
    await event(second, foreign, 40);
    await event(third, foreign, 30);
    await event(fourth, foreign, 4_000, false);
    await enforce();
    const rows = await platform(({ tx }) =>
      tx.select({ id: stripeEvents.id }).from(stripeEvents).where(inArray(stripeEvents.id, names)),
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([first, third, fourth].sort());
  });

  it("trims the audit log of a living organization, which still verifies", async () => {
    const { id } = await newOrganization();
    const record = (at: Date) =>
      withPlatform({ actor: asSystem(), now: at }, (ctx) =>
        recordAudit(ctx, { organizationId: id, action: "plant.created" }),
      );
    await record(addDays(now, -2_600));
    await record(addDays(now, -2_560));
    await record(addDays(now, -10));
    await enforce();
    expect((await auditOf(id)).map(({ seq }) => seq)).toEqual([3]);
    expect((await platform(checkAudit)).broken).toBe(0);
  });

  it("records what it removed, which the page shows", async () => {
    await samples.job_runs?.(addDays(now, -100));
    await enforce();
    const shown = await platform(lastEnforcement);
    expect(shown).toMatchObject({ failed: [], removed: { job_runs: { count: 1, keptFor: 14 }, visits: { count: 0 } } });
    expect((await auditOf(platformChain)).at(-1)).toMatchObject({ action: "privacy.retention_enforced" });
  });

  it("continues after a period fails, then fails with its name", async () => {
    await owner`revoke delete on visits from gatehouse_platform`;
    const left = await samples.job_runs?.(addDays(now, -100));
    const stale = await samples.visits?.(addDays(now, -2_000));
    await expect(enforce()).rejects.toThrow("could not be enforced: visits.");
    expectLog("a retention period could not be enforced");
    await owner`grant delete on visits to gatehouse_platform`;
    expect([await left?.(), await stale?.()]).toEqual([0, 1]);
    expect(await platform(lastEnforcement)).toMatchObject({ failed: ["visits"] });
  });

  it("continues after the hashes of visitors can't be deleted, then fails", async () => {
    await owner`revoke delete on visitors from gatehouse_platform`;
    const left = await samples.job_runs?.(addDays(now, -100));
    await expect(enforce()).rejects.toThrow("could not be enforced: visits.");
    expectLog("a retention period could not be enforced");
    await owner`grant delete on visitors to gatehouse_platform`;
    expect(await left?.()).toBe(0);
    expect(await platform(lastEnforcement)).toMatchObject({ failed: ["visits"] });
  });
});

let admin: { session: Session };
async function set(name: RetentionPeriodName, value: number | null): Promise<void> {
  admin ??= await signedIn({ platformAdmin: true });
  const { session } = admin;
  await withPlatform({ actor: asUser(session.user.id) }, (ctx) => setRetention({ ...ctx, session }, { name, value }));
}

const periodOf = async (name: RetentionPeriodName) =>
  (await platform(shownPeriods)).find((period) => period.name === name);

describe("how long something is kept", () => {
  it("can be set within its limits and reset to the default, and shows who set it", async () => {
    await set("email_log", 90);
    expect(await periodOf("email_log")).toMatchObject({
      value: 90,
      standard: 180,
      changed: { by: admin.session.user.email },
    });
    await set("email_log", null);
    expect(await periodOf("email_log")).toMatchObject({ value: 180, standard: 180, changed: null });
    const rows = (await auditOf(platformChain)).filter(({ action }) => action === "privacy.retention_changed");
    expect(rows.slice(-2).map(({ subject, details }) => [subject, details])).toEqual([
      ["email_log", { from: 180, to: 90, unit: "day" }],
      ["email_log", { from: 90, to: 180, unit: "day" }],
    ]);
  });

  it.each(retentionPeriodNames)("of %s has a default within its limits, and nothing beyond them", async (name) => {
    const { min, max, standard } = periods[name];
    expect(standard).toBeGreaterThanOrEqual(min);
    expect(standard).toBeLessThanOrEqual(max);
    for (const value of [min - 1, max + 1]) {
      await expect(set(name, value)).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  it("can't be changed in an unattended browser", async () => {
    const { session } = await signedIn({ platformAdmin: true });
    const later = new Date(Date.now() + 11 * 60_000);
    const tried = withPlatform({ actor: asUser(session.user.id), now: later }, (ctx) =>
      setRetention({ ...ctx, session }, { name: "visits", value: 100 }),
    );
    await expect(tried).rejects.toMatchObject({ code: "forbidden", details: { reason: "confirmation" } });
  });
});
