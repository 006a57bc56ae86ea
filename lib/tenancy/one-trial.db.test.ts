import { and, eq, ne } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { planWords } from "@/components/billing/plan/plan-words";
import { auditLog, emails, organizations } from "@/db/schema";
import { extendTrial } from "@/lib/admin";
import { requestReset } from "@/lib/auth";
import { billingSummary } from "@/lib/billing";
import { inTenant, withoutTenant, withPlatform } from "@/lib/context";
import { day } from "@/lib/durations";
import { requireAccess } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { stateOf } from "@/testing/billing/states";
import { personOf } from "@/testing/emails";
import { inOrganization, newOrganization } from "@/testing/factories";
import { chooseNewPassword, confirmEmail, signUp, usedTrialDomain } from "./index";

const actor = asSystem("sign_up");
const password = "correct horse battery staple";

let companies = 0;
const newDomain = () => {
  companies += 1;
  return `company-${companies}.example`;
};

async function register(
  email: string,
  plan?: string,
): Promise<{ organizationId: string; token: string; email: string }> {
  const made = await withoutTenant({ actor }, (ctx) => signUp(ctx, { company: "Acme", email, password, plan }));
  if (!made) throw new Error("nothing was made");
  return { organizationId: made.organizationId, token: await tokenMailed(email, "verify"), email };
}

async function tokenMailed(email: string, template: "verify" | "reset"): Promise<string> {
  const mailed = and(eq(emails.to, email), eq(emails.template, template));
  const [mail] = await withPlatform({ actor }, ({ tx }) => tx.select().from(emails).where(mailed));
  return new URL(String(mail?.props.url)).searchParams.get("token") ?? "";
}

const verify = ({ token }: { token: string }) =>
  withoutTenant({ actor }, async (ctx) => confirmEmail(ctx, { token, userId: await personOf(token) }));
const trialOf = (organizationId: string) =>
  stateOf(organizationId).then(({ subscription, trial }) => ({ ...trial, status: subscription.status }));
const mailedTo = (email: string) =>
  withPlatform({ actor }, async ({ tx }) =>
    (
      await tx
        .select({ template: emails.template })
        .from(emails)
        .where(and(eq(emails.to, email), ne(emails.template, "verify")))
    ).map(({ template }) => template),
  );

describe("one trial per company (fault 13)", () => {
  it("gives the second organization of a domain no trial, and says so by email", async () => {
    const domain = newDomain();
    const first = await register(`ada@${domain}`);
    await verify(first);
    const second = await register(`bob@${domain.toUpperCase()}`, "enterprise");
    await verify(second);
    expect(await trialOf(first.organizationId)).toMatchObject({ status: "trialing", refusedDomain: null });
    expect(await trialOf(second.organizationId)).toMatchObject({ status: "expired", refusedDomain: domain });
    expect(await mailedTo(first.email)).toEqual(["welcome"]);
    expect(await mailedTo(second.email)).toEqual(["trial-refused"]);
    await inOrganization(second.organizationId, async (ctx) => {
      await expect(requireAccess(ctx, "write")).rejects.toMatchObject({
        code: "read_only",
        details: { rule: "trial_refused" },
      });
      await expect(requireAccess(ctx, "read")).resolves.toMatchObject({ access: "read_only" });
      // The audit row must not reveal who the other customer is.
      const rows = await ctx.tx.select().from(auditLog).where(eq(auditLog.action, "billing.trial_refused"));
      expect(JSON.stringify(rows)).not.toContain(first.organizationId);
    });
  });

  it("tells a company that has had its trial so before the sign-up, and starts none then", async () => {
    const domain = newDomain();
    const ask = (email: string) => withoutTenant({ actor }, (ctx) => usedTrialDomain(ctx, email));
    const first = await register(`ada@${domain}`);
    expect(await ask(`bob@${domain}`)).toBeUndefined();
    await verify(first);
    // The same for an address with an account as for one without: it says nothing about people.
    expect(await ask(first.email)).toBe(domain);
    expect(await ask(`bob@${domain.toUpperCase()}`)).toBe(domain);
    expect(await ask("bob@gmail.com")).toBeUndefined();
    const second = await register(`bob@${domain}`);
    expect(await trialOf(second.organizationId)).toMatchObject({
      status: "expired",
      refusedDomain: domain,
      verifyBy: null,
    });
    const summary = await inOrganization(second.organizationId, billingSummary);
    expect(planWords(summary, new Date())).toMatchObject({ badge: { label: "No trial" } });
    await inOrganization(second.organizationId, async (ctx) => {
      expect(await requireAccess(ctx, "read")).toMatchObject({ accessRule: "trial_refused", accessSince: null });
      const actions = (await ctx.tx.select().from(auditLog)).map(({ action }) => action);
      expect(actions.sort()).toEqual(["billing.trial_refused", "tenancy.signed_up_without_trial"]);
    });
    expect(await verify(second)).toMatchObject({ trialRefused: true });
    expect(await mailedTo(second.email)).toEqual(["trial-refused"]);
  });

  it("gives one trial when several verify at the same time", async () => {
    const domain = newDomain();
    const registered = [];
    for (let person = 0; person < 4; person += 1) registered.push(await register(`p${person}@${domain}`));
    await Promise.all(registered.map(verify));
    const trials = await Promise.all(registered.map(({ organizationId }) => trialOf(organizationId)));
    expect(trials.map((trial) => trial?.status).sort()).toEqual(["expired", "expired", "expired", "trialing"]);
  });

  it("gives no second trial after the first organization was deleted", async () => {
    const domain = newDomain();
    const first = await register(`ada@${domain}`);
    await verify(first);
    await withPlatform({ actor }, ({ tx }) =>
      tx.delete(organizations).where(eq(organizations.id, first.organizationId)),
    );
    const again = await register(`eve@${domain}`);
    await verify(again);
    expect(await trialOf(again.organizationId)).toMatchObject({ status: "expired" });
  });

  it("gives each address at a public provider its own trial", async () => {
    const people = [await register("trial.one@gmail.com"), await register("trial.two@gmail.com")];
    for (const person of people) await verify(person);
    for (const { organizationId } of people)
      expect(await trialOf(organizationId)).toMatchObject({ status: "trialing" });
  });

  it("isn't used up by an unverified address", async () => {
    const domain = newDomain();
    await register(`squatter@${domain}`);
    const real = await register(`ada@${domain}`);
    await verify(real);
    expect(await trialOf(real.organizationId)).toMatchObject({ status: "trialing" });
  });

  it("becomes read-only after three days without a verified address, and continues after verification", async () => {
    const person = await register(`late@${newDomain()}`);
    const { organizationId } = person;
    const may = (days: number) =>
      inOrganization(organizationId, (ctx) => requireAccess(ctx, "write"), new Date(Date.now() + days * day));
    await expect(may(2.9)).resolves.toMatchObject({ accessRule: "trial" });
    await expect(may(3.1)).rejects.toMatchObject({ code: "read_only", details: { rule: "unverified" } });
    await verify(person);
    await expect(may(3.1)).resolves.toMatchObject({ accessRule: "trial" });
    await expect(may(14.1)).rejects.toMatchObject({ details: { rule: "trial_over" } });
  });

  it("gives no more than three days to repeated sign-ups that never verify", async () => {
    const domain = newDomain();
    await verify(await register(`ada@${domain}`));
    for (const plan of ["enterprise", "starter"]) {
      const { organizationId } = await register(`${plan}@${domain}`, plan);
      const working = inOrganization(
        organizationId,
        (ctx) => requireAccess(ctx, "write"),
        new Date(Date.now() + 4 * day),
      );
      await expect(working).rejects.toMatchObject({ code: "read_only" });
    }
  });

  it("is checked also when a password reset verifies the address", async () => {
    const domain = newDomain();
    await verify(await register(`ada@${domain}`));
    const second = await register(`bob@${domain}`);
    await withoutTenant({ actor }, (ctx) => requestReset(ctx, { email: second.email }));
    const token = await tokenMailed(second.email, "reset");
    await withoutTenant({ actor }, (ctx) => chooseNewPassword(ctx, { token, password }));
    expect(await trialOf(second.organizationId)).toMatchObject({ status: "expired", refusedDomain: domain });
    expect(await mailedTo(second.email)).toEqual(expect.arrayContaining(["trial-refused"]));
  });

  it("has no verification deadline if the owner's address is verified", async () => {
    const { id } = await newOrganization();
    expect(await trialOf(id)).toMatchObject({ status: "trialing", verifyBy: null });
  });

  it("can be extended by an admin without verification", async () => {
    const { organizationId } = await register(`shy@${newDomain()}`);
    await withPlatform({ actor }, (ctx) => extendTrial(inTenant(ctx, organizationId), { days: 1, reason: "Known" }));
    const later = new Date(Date.now() + 10 * day);
    await expect(inOrganization(organizationId, (ctx) => requireAccess(ctx, "write"), later)).resolves.toBeDefined();
  });

  it("can be granted again by an admin", async () => {
    const domain = newDomain();
    await verify(await register(`ada@${domain}`));
    const second = await register(`bob@${domain}`);
    await verify(second);
    await withPlatform({ actor }, (ctx) =>
      extendTrial(inTenant(ctx, second.organizationId), { days: 14, reason: "A new department" }),
    );
    await inOrganization(second.organizationId, async (ctx) => {
      await expect(requireAccess(ctx, "write")).resolves.toMatchObject({ accessRule: "trial" });
    });
  });
});
