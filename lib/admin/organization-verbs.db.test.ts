import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { expireTrials } from "@/lib/billing";
import { inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { requireAccess } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { stateOf } from "@/testing/billing/states";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { extendTrial, reactivateOrganization, suspendOrganization } from "./index";

const admin = await newUser({ platformAdmin: true });

const asAdmin = <T>(organizationId: string, work: (ctx: TenantContext) => Promise<T>, now?: Date) =>
  withPlatform({ actor: { kind: "user", id: admin.id }, ...(now ? { now } : {}) }, (ctx) =>
    work(inTenant(ctx, organizationId)),
  );
const auditOf = (organizationId: string) =>
  withPlatform({ actor: { kind: "user", id: admin.id } }, ({ tx }) =>
    tx.select().from(auditLog).where(eq(auditLog.organizationId, organizationId)),
  );
const reason = "They asked on the phone";

describe("extending a trial", () => {
  it("adds days to its end, records the reason in the audit log, and emails the customer", async () => {
    const { id } = await newOrganization();
    const { trial } = await stateOf(id);
    const extended = await asAdmin(id, (ctx) => extendTrial(ctx, { days: 7, reason }));
    expect(extended.trialEndsAt).toEqual(addDays(trial.endsAt, 7));
    expect((await stateOf(id)).emails).toEqual(["trial-extended"]);
    expect(await auditOf(id)).toMatchObject([
      { action: "admin.trial_extended", actorId: admin.id, details: { days: 7, reason } },
    ]);
  });

  it("restarts an ended one from today", async () => {
    const { id } = await newOrganization({ createdAt: addDays(new Date(), -30) });
    const now = new Date();
    await withPlatform({ actor: asSystem(), now }, expireTrials);
    expect((await stateOf(id)).subscription.status).toBe("expired");
    const { trialEndsAt } = await asAdmin(id, (ctx) => extendTrial(ctx, { days: 3, reason }), now);
    expect(trialEndsAt).toEqual(addDays(now, 3));
    expect((await stateOf(id)).subscription.status).toBe("trialing");
    await inOrganization(id, async (ctx) => {
      await expect(requireAccess(ctx, "write")).resolves.toMatchObject({ accessRule: "trial" });
    });
  });

  it("adds both of two concurrent extensions", async () => {
    const { id } = await newOrganization();
    const { trial } = await stateOf(id);
    await Promise.all([1, 2].map(() => asAdmin(id, (ctx) => extendTrial(ctx, { days: 5, reason }))));
    expect((await stateOf(id)).trial.endsAt).toEqual(addDays(trial.endsAt, 10));
  });

  it("is rejected after a purchase, beyond 730 days, and for an unknown organization", async () => {
    const { id } = await newOrganization();
    await setMirror(id, { status: "active", stripeSubscriptionId: "sub_1" });
    await expect(asAdmin(id, (ctx) => extendTrial(ctx, { days: 7, reason }))).rejects.toMatchObject({
      code: "conflict",
    });
    const long = await newOrganization({ trialDays: 720 });
    await expect(asAdmin(long.id, (ctx) => extendTrial(ctx, { days: 11, reason }))).rejects.toThrow("730 days");
    await expect(
      asAdmin("01980000-0000-7000-8000-000000000000", (ctx) => extendTrial(ctx, { days: 7, reason })),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("suspending", () => {
  it("blocks everything except billing, keeps the reason out of the email, and is undone by reactivating", async () => {
    const { id } = await newOrganization();
    await asAdmin(id, (ctx) => suspendOrganization(ctx, { reason: "Card fraud suspected" }));
    await inOrganization(id, async (ctx) => {
      await expect(requireAccess(ctx, "read")).rejects.toMatchObject({ code: "forbidden" });
    });
    await expect(asAdmin(id, (ctx) => suspendOrganization(ctx, { reason }))).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await stateOf(id)).suspension).toMatchObject({ suspendedBy: admin.id, reason: "Card fraud suspected" });
    await asAdmin(id, (ctx) => reactivateOrganization(ctx, { reason: "A mistake of ours" }));
    await inOrganization(id, async (ctx) => {
      await expect(requireAccess(ctx, "write")).resolves.toMatchObject({ access: "full" });
    });
    await expect(asAdmin(id, (ctx) => reactivateOrganization(ctx, { reason }))).rejects.toMatchObject({
      code: "conflict",
    });
    const state = await stateOf(id);
    expect(state.emails).toEqual(["suspended", "reactivated"]);
    expect(state.audit).toEqual(["admin.suspended", "admin.reactivated"]);
    expect(state.suspension).toBeNull();
  });
});
