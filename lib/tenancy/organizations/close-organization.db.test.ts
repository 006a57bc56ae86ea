import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { exemptTables } from "@/db/access";
import { auditLog, emails, movements, organizations, sessions, subscriptions } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { startCheckout } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { inTenant, withPlatform, withTenant } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { isoDay } from "@/lib/dates";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { assertMovements, movementsBehind, overviewMetrics } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { auditOf, firstBrokenRow, sealedAuditOf } from "@/testing/audit";
import { stripeOrigin } from "@/testing/billing/local-stripe";
import { type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { addMember, newOrganization } from "@/testing/factories";
import { readTables, rowMaker, tenantColumn } from "@/testing/tables";
import { selectedOrganization } from "../access/named-organization";
import { asMember, closeOrganization } from "../index";
import { deleteOrganization } from "./delete-organization";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const tables = await readTables(owner);
const tenants = tables.filter((table) => tenantColumn(table) && !(table.name in exemptTables));
const { rowOf } = rowMaker(owner, tables);
afterAll(() => owner.end());

/** Tables of sums and facts that a deletion must not change, and where the audit log of the organization ends. */
const keptTables = [
  "audit_heads",
  "audit_personal",
  "metric_organizations",
  "metric_payments",
  "metric_queue",
  "rolled_organizations",
];

const system = asSystem();

async function signIn(userId: string): Promise<void> {
  browser.cookies.set("gatehouse.session", await sessionStore.create({ userId, userAgent: null, now: new Date() }));
}

async function named(organizationId: string): Promise<string> {
  const [row] = await platformDatabase().select().from(organizations).where(eq(organizations.id, organizationId));
  return row?.name ?? "gone";
}

const exists = async (organizationId: string) => (await named(organizationId)) !== "gone";
const close = async (organizationId: string) =>
  closeOrganization(organizationId, { name: await named(organizationId) });
const rowsOf = async (organizationId: string) => {
  const counted: Record<string, number> = {};
  for (const table of tenants) {
    const column = tenantColumn(table) ?? "";
    const [row] = await owner<{ count: number }[]>`
      select count(*)::int as count from ${owner(table.name)} where ${owner(column)} = ${organizationId}`;
    counted[table.name] = row?.count ?? 0;
  }
  return counted;
};

async function inject(fault: object | null): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  const init = fault ? { method: "POST", headers, body: JSON.stringify(fault) } : { method: "DELETE" };
  await fetch(`${stripeOrigin}/_local/faults`, init);
}

describe("deleting an organization", () => {
  it("asks the person to confirm their identity, with whatever they use", async () => {
    const { id, ownerId } = await newOrganization();
    await signIn(ownerId);
    const earlier = new Date(Date.now() - 11 * 60_000);
    await platformDatabase().update(sessions).set({ createdAt: earlier }).where(eq(sessions.userId, ownerId));
    await expect(close(id)).rejects.toMatchObject({ code: "forbidden", details: { reason: "confirmation" } });
    expect(await exists(id)).toBe(true);
    await platformDatabase().update(sessions).set({ confirmedAt: new Date() }).where(eq(sessions.userId, ownerId));
    await close(id);
    expect(await exists(id)).toBe(false);
  });

  it("deletes all of its rows, none of another organization's, and keeps the audit log intact", async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    for (const { name } of tenants.filter(({ name }) => !["audit_log", "audit_heads", "movements"].includes(name))) {
      for (const { id } of [ours, theirs]) await rowOf(name, id);
    }
    // A suspended owner may not delete it.
    await owner`delete from suspensions where organization_id = ${ours.id}`;
    const before = await rowsOf(theirs.id);
    await signIn(ours.ownerId);
    await close(ours.id);
    const { audit_log: kept, ...rest } = await rowsOf(ours.id);
    // Past figures need the segments and the payments' outcomes, under an ID that no longer identifies anyone.
    const left = Object.entries(rest).filter(([, count]) => count > 0);
    expect(left.map(([name]) => name).filter((name) => !keptTables.includes(name))).toEqual([]);
    expect([kept, rest.metric_organizations]).toEqual([1, 1]);
    expect(await rowsOf(theirs.id)).toEqual(before);
    const log = await auditOf(ours.id);
    expect(log).toMatchObject([{ action: "tenancy.organization_deleted", actorId: ours.ownerId }]);
    expect(firstBrokenRow(await sealedAuditOf(ours.id))).toBeUndefined();
  });

  it("is for owners only, with the name, outside support sessions", async () => {
    const { id, ownerId } = await newOrganization();
    const name = await named(id);
    for (const role of ["admin", "billing", "member"] as const) {
      await signIn((await addMember(id, role)).id);
      await expect(close(id)).rejects.toMatchObject({ code: "forbidden" });
    }
    await signIn(ownerId);
    await expect(closeOrganization(id, { name: `${name}!` })).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ field: "name" }] },
    });
    const acting = { kind: "user", id: ownerId, impersonatorId: ownerId } as const;
    const byAdmin = withPlatform({ actor: acting }, (ctx) => deleteOrganization(inTenant(ctx, id)));
    await expect(byAdmin).rejects.toMatchObject({ code: "forbidden", details: { reason: "impersonation" } });
    expect(await exists(id)).toBe(true);
  });

  it("removes its members immediately, notifies its owners, and leaves no other email about it", async () => {
    const { id, ownerId } = await newOrganization();
    const colleague = await addMember(id, "owner");
    await withPlatform({ actor: system }, (ctx) =>
      enqueueEmail(ctx, {
        to: colleague.email,
        organizationId: id,
        template: "suspended",
        props: { organization: "Acme", billingUrl: "http://localhost:3000/billing" },
      }),
    );
    await signIn(ownerId);
    await close(id);
    await expect(asMember({ organization: selectedOrganization }, async () => "in")).rejects.toMatchObject({
      details: { reason: "no_organization" },
    });
    const told = await withPlatform({ actor: system }, ({ tx }) =>
      tx.select({ to: emails.to, template: emails.template }).from(emails).where(eq(emails.to, colleague.email)),
    );
    expect(told).toEqual([{ to: colleague.email, template: "organization-deleted" }]);
    expect(await platformDatabase().$count(emails, eq(emails.organizationId, id))).toBe(0);
    await expect(close(id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("done twice at the same time is done once", async () => {
    const { id, ownerId, owner: actor } = await newOrganization();
    await signIn(ownerId);
    await Promise.all([1, 2].map(() => withPlatform({ actor }, (ctx) => deleteOrganization(inTenant(ctx, id)))));
    expect(await platformDatabase().$count(auditLog, eq(auditLog.organizationId, id))).toBe(1);
  });
});

describe("deleting an organization with a subscription", () => {
  async function paying(): Promise<Subscriber> {
    const made = await subscriber("professional");
    await signIn(made.ownerId);
    return made;
  }

  const liveAtStripe = async ({ customerId }: Subscriber) =>
    (await stripe().subscriptions.list({ customer: customerId, status: "active" })).data.length;

  it("cancels the subscription and the customer at Stripe first, and revenue still adds up", async () => {
    const made = await paying();
    const organizationCount = async () => {
      const { tiles } = await withPlatform({ actor: system }, (ctx) => overviewMetrics(ctx, { range: "30d" }));
      return tiles.find(({ slug }) => slug === "organizations")?.value ?? Number.NaN;
    };
    const before = await organizationCount();
    await close(made.id);
    expect(await exists(made.id)).toBe(false);
    expect(await stripe().customers.retrieve(made.customerId)).toMatchObject({ deleted: true });
    const moved = await platformDatabase().select().from(movements).where(eq(movements.organizationId, made.id));
    expect(moved.map(({ kind, amount }) => [kind, amount]).sort()).toEqual([
      ["churn", -19_900],
      ["new", 19_900],
    ]);
    await withPlatform({ actor: system }, assertMovements);
    const { rows } = await withPlatform({ actor: system }, (ctx) =>
      movementsBehind(ctx, { metric: "movements", period: isoDay(ctx.now) }),
    );
    expect(rows[0]).toMatchObject({ organizationName: null, kind: "churn" });
    expect(await organizationCount()).toBe(before - 1);
  });

  it("leaves no open checkout that could still be paid", async () => {
    const organization = await newOrganization();
    await signIn(organization.ownerId);
    const { url } = await asMember({ organization: selectedOrganization }, (member) =>
      startCheckout(member, { plan: "starter", interval: "month" }),
    );
    expect(url).toContain("http");
    const [row] = await platformDatabase()
      .select({ customer: subscriptions.stripeCustomerId })
      .from(subscriptions)
      .where(eq(subscriptions.organizationId, organization.id));
    await close(organization.id);
    const open = await stripe().checkout.sessions.list({ customer: row?.customer ?? "", status: "open" });
    expect(open.data).toEqual([]);
  });

  it("deletes nothing while Stripe is unavailable, and continues where it stopped", async () => {
    const made = await paying();
    await inject({ kind: "server_error", rate: 1 });
    await expect(close(made.id)).rejects.toMatchObject({ code: "unavailable" });
    await inject(null);
    expect([await exists(made.id), await liveAtStripe(made)]).toEqual([true, 1]);
    await inject({ kind: "timeout", method: "DELETE", path: "/v1/customers/*", next: 3 });
    await expect(close(made.id)).rejects.toMatchObject({ code: "unavailable" });
    await inject(null);
    expect([await exists(made.id), await liveAtStripe(made)]).toEqual([true, 0]);
    await close(made.id);
    expect(await exists(made.id)).toBe(false);
  });

  it("is refused by the last step while a subscription is active", async () => {
    const made = await paying();
    const skipping = withPlatform({ actor: made.owner }, (ctx) => deleteOrganization(inTenant(ctx, made.id)));
    await expect(skipping).rejects.toMatchObject({ code: "conflict", details: { reason: "subscribed" } });
    await expect(
      withTenant({ organizationId: made.id, actor: made.owner }, ({ tx }) => tx.select().from(organizations)),
    ).resolves.toHaveLength(1);
  });
});
