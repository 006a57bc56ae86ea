import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  auditLog,
  gauges,
  memberships,
  organizations,
  subscriptions,
  trials,
  users,
  verificationTokens,
} from "@/db/schema";
import { hashToken, signInWithPassword } from "@/lib/auth";
import { billingSummary } from "@/lib/billing";
import { withoutTenant, withPlatform } from "@/lib/context";
import { day } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { mailsTo, personOf } from "@/testing/emails";
import { inOrganization, newUser } from "@/testing/factories";
import { confirmEmail, signUp } from "../index";

const actor = asSystem("sign_up");
const password = "correct horse battery staple";

let person = 0;
let email = "";
beforeEach(() => {
  person += 1;
  email = `ada@acme${person}.example`;
});

const register = (plan?: string, now?: Date) =>
  withoutTenant({ actor, ...(now ? { now } : {}) }, (ctx) => signUp(ctx, { company: "Acme", email, password, plan }));

/** The token of the newest link emailed to an address. It is stored nowhere else. */
async function mailedToken(to: string): Promise<string> {
  const url = (await mailsTo(to)).at(-1)?.props.url;
  const token = typeof url === "string" ? new URL(url).searchParams.get("token") : null;
  if (!token) throw new Error("no link was mailed");
  return token;
}

const verify = (token: string, now?: Date) =>
  withoutTenant({ actor, ...(now ? { now } : {}) }, async (ctx) =>
    confirmEmail(ctx, { token, userId: await personOf(token) }),
  );

describe("signing up", () => {
  it("creates person, organization, trial of the chosen plan, owner, seat, audit row and email", async () => {
    const now = new Date("2026-03-01T10:00:00Z");
    const made = await register("starter", now);
    if (!made) throw new Error("nothing was made");
    await inOrganization(made.organizationId, async ({ tx }) => {
      expect(await tx.select().from(organizations)).toMatchObject([{ name: "Acme", onboardedAt: null }]);
      expect(await tx.select().from(subscriptions)).toMatchObject([{ planKey: null, status: null }]);
      expect(await tx.select().from(trials)).toMatchObject([
        { planKey: "starter", startedAt: now, endsAt: new Date(now.getTime() + 14 * day), endedAt: null },
      ]);
      expect(await tx.select().from(memberships)).toMatchObject([{ userId: made.userId, role: "owner" }]);
      expect(await tx.select().from(gauges)).toMatchObject([{ meter: "users", level: 1 }]);
      expect(await tx.select().from(auditLog)).toMatchObject([{ action: "tenancy.signed_up", actorId: "sign_up" }]);
      expect(await tx.select().from(users).where(eq(users.email, email))).toMatchObject([{ emailVerified: null }]);
    });
    expect(await mailsTo(email)).toMatchObject([{ template: "verify" }]);
    expect(await signInWithPassword({ email, password }, { address: "10.0.0.1" })).toMatchObject({ id: made.userId });
  });

  it.each([undefined, "", "no-such-plan", "__proto__"])(
    "starts a trial of the catalog's default plan when %s is requested",
    async (plan) => {
      const made = await register(plan);
      const [trial] = await inOrganization(made?.organizationId ?? "", ({ tx }) => tx.select().from(trials));
      expect(trial?.planKey).toBe("professional");
    },
  );

  it("keeps the interval chosen on the pricing page until someone buys", async () => {
    const made = await withoutTenant({ actor }, (ctx) =>
      signUp(ctx, { company: "Acme", email, password, plan: "starter", interval: "year" }),
    );
    const { chosenInterval, plan } = await inOrganization(made?.organizationId ?? "", billingSummary);
    expect({ chosenInterval, plan: plan.key }).toEqual({ chosenInterval: "year", plan: "starter" });
  });

  it("leaves nothing behind when any part of it fails", async () => {
    const undone = withoutTenant({ actor }, async (ctx) => {
      await signUp(ctx, { company: "Acme", email, password });
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(await mailsTo(email)).toEqual([]);
    expect(await register()).toBeDefined();
  });

  it("changes nothing for a known address, and emails its owner", async () => {
    const first = await register();
    const again = await withoutTenant({ actor }, (ctx) =>
      signUp(ctx, { company: "Evil", email, password: "another password entirely" }),
    );
    expect(again).toBeUndefined();
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(["verify", "already-registered"]);
    expect(await signInWithPassword({ email, password }, { address: "10.0.0.2" })).toMatchObject({ id: first?.userId });
  });

  it("creates one account when the same address signs up concurrently", async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => register()));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });
});

describe("verifying an address", () => {
  it("works once, and welcomes the owner", async () => {
    await register();
    const token = await mailedToken(email);
    await verify(token);
    const [user] = await withoutTenant({ actor }, ({ tx }) => tx.select().from(users).where(eq(users.email, email)));
    expect(user?.emailVerified).toBeInstanceOf(Date);
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(["verify", "welcome"]);
    await expect(verify(token)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("succeeds for one of two concurrent requests", async () => {
    await register();
    const token = await mailedToken(email);
    const outcomes = await Promise.allSettled([verify(token), verify(token)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("refuses an expired link, an unknown one, and a link made to reset a password", async () => {
    await register();
    const token = await mailedToken(email);
    await expect(verify(token, new Date(Date.now() + 73 * 60 * 60 * 1000))).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(verify("x".repeat(43))).rejects.toMatchObject({ code: "invalid_input" });
    await withPlatform({ actor }, ({ tx }) => tx.update(verificationTokens).set({ purpose: "reset" }));
    await expect(verify(token)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("stores the token's hash only", async () => {
    await register();
    const token = await mailedToken(email);
    const stored = await withoutTenant({ actor }, ({ tx }) =>
      tx.select().from(verificationTokens).where(eq(verificationTokens.identifier, email)),
    );
    expect(stored).toMatchObject([{ token: hashToken(token) }]);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("sends no welcome email to people who own no organization", async () => {
    const member = await newUser({ email, verified: false });
    expect(member.email).toBe(email);
    const { requestVerification } = await import("@/lib/auth");
    await withoutTenant({ actor }, (ctx) => requestVerification(ctx, { userId: member.id }));
    await verify(await mailedToken(email));
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(["verify"]);
  });
});
