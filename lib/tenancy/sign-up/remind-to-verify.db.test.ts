import { describe, expect, it } from "vitest";
import { expireTrials, sendTrialNotices } from "@/lib/billing";
import { withoutTenant, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { requireAccess } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { mailsTo, personOf, tokenMailedTo } from "@/testing/emails";
import { inOrganization } from "@/testing/factories";
import { confirmEmail, remindToVerify, signUp } from "../index";

const actor = asSystem("sign_up");

async function signedUp() {
  const email = `ada@${crypto.randomUUID()}.example`;
  const input = { company: "Acme", email, password: "correct horse battery staple" };
  const at = new Date();
  const made = await withoutTenant({ actor, now: at }, (ctx) => signUp(ctx, input));
  return { email, at, organizationId: made?.organizationId ?? "" };
}

/** What the hourly jobs do. */
const hourly = (now: Date) =>
  withPlatform({ actor: asSystem(), now }, async (ctx) => {
    await expireTrials(ctx);
    await sendTrialNotices(ctx);
    await remindToVerify(ctx);
  });

const received = async (email: string) =>
  (await mailsTo(email)).map(({ template, props }) =>
    template === "verify-reminder" ? (props.onHold ? "on hold" : "soon") : template,
  );

describe("an owner who doesn't verify their address", () => {
  it("is emailed a day before the trial is put on hold and when it is, and nothing about a trial that doesn't run", async () => {
    const { email, at } = await signedUp();
    await hourly(addDays(at, 1.9));
    expect(await received(email)).toEqual(["verify"]);
    await Promise.all([hourly(addDays(at, 2.1)), hourly(addDays(at, 2.1))]);
    expect(await received(email)).toEqual(["verify", "soon"]);
    await hourly(addDays(at, 2.9));
    await hourly(addDays(at, 3.1));
    expect(await received(email)).toEqual(["verify", "soon", "on hold"]);
    for (const days of [4, 7.5, 11.5, 13.5, 14.5, 20]) await hourly(addDays(at, days));
    expect(await received(email)).toEqual(["verify", "soon", "on hold"]);
  });

  it("continues with the link of any of these emails", async () => {
    for (const stages of [[2.1], [2.1, 3.1]]) {
      const { email, at, organizationId } = await signedUp();
      for (const days of stages) await hourly(addDays(at, days));
      const token = (await tokenMailedTo(email)) ?? "";
      await withoutTenant({ actor }, async (ctx) => confirmEmail(ctx, { token, userId: await personOf(token) }));
      const access = inOrganization(organizationId, (ctx) => requireAccess(ctx, "write"), addDays(at, 4));
      await expect(access).resolves.toMatchObject({ accessRule: "trial" });
      await hourly(addDays(at, 7.1));
      expect((await received(email)).at(-1)).toBe("trial-ending");
    }
  });

  it("can still use the first link after the reminder", async () => {
    const { email, at } = await signedUp();
    const first = (await tokenMailedTo(email)) ?? "";
    await hourly(addDays(at, 2.1));
    await withoutTenant({ actor }, async (ctx) => confirmEmail(ctx, { token: first, userId: await personOf(first) }));
    await hourly(addDays(at, 3.1));
    expect((await received(email)).sort()).toEqual(["soon", "verify", "welcome"]);
  });

  it("hears only of the hold when no worker ran before it", async () => {
    const { email, at } = await signedUp();
    await hourly(addDays(at, 5));
    expect(await received(email)).toEqual(["verify", "on hold"]);
  });

  it("isn't reminded once a plan is bought", async () => {
    const { email, at, organizationId } = await signedUp();
    await setMirror(organizationId, { status: "active", stripeSubscriptionId: `sub_${organizationId}` });
    await hourly(addDays(at, 3.1));
    expect(await received(email)).toEqual(["verify"]);
  });
});
