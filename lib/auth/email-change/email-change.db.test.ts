import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { users } from "@/db/schema";
import { accountChain } from "@/lib/audit";
import { withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { addHours, addMinutes } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { asThem } from "@/testing/auth/second-factor";
import { signedIn } from "@/testing/auth/signed-in";
import { mailsTo, tokenMailedTo } from "@/testing/emails";
import { newUser } from "@/testing/factories";
import { requestReset } from "../passwords/request-reset";
import { resetPassword } from "../passwords/reset-password";
import type { Session } from "../sessions/find-session";
import { findSession } from "../sessions/find-session";
import { confirmEmailChange, findEmailChange, pendingEmailChange } from "./confirm-email-change";
import { cancelEmailChange, requestEmailChange } from "./request-email-change";

const newAddress = () => `${crypto.randomUUID()}@example.com`;
const confirm = (token: string, now = new Date()) =>
  withPlatform({ actor: asSystem("sign_up"), now }, (ctx) => confirmEmailChange(ctx, { token }));
const addressOf = async (id: string) =>
  (await platformDatabase().select().from(users).where(eq(users.id, id)))[0]?.email;
const linkGone = { code: "invalid_input", details: { reason: "link_gone" } };

async function requested(session: Session, email = newAddress()) {
  await asThem(session, (person) => requestEmailChange(person, { email }));
  const current = (await tokenMailedTo(session.user.email)) ?? "";
  return { email, current, fresh: (await tokenMailedTo(email)) ?? "" };
}

describe("changing an email address", () => {
  it.each([["the present one first"], ["the new one first"]])("takes both addresses, %s", async (order) => {
    const { user, session, token } = await signedIn();
    const { email, current, fresh } = await requested(session);
    const [first, second] = order.startsWith("the present") ? [current, fresh] : [fresh, current];
    expect(await addressOf(user.id)).toBe(user.email);
    expect(await confirm(first)).toBe("waiting");
    expect(await confirm(first)).toBe("waiting");
    expect(await addressOf(user.id)).toBe(user.email);
    expect(await confirm(second)).toBe("changed");
    expect(await addressOf(user.id)).toBe(email);
    expect(await findSession(token, new Date())).toBeNull();
    expect((await mailsTo(user.email)).at(-1)).toMatchObject({ template: "email-changed", props: { newEmail: email } });
    await expect(confirm(second)).rejects.toMatchObject(linkGone);
  });

  it("does nothing when a link is only opened", async () => {
    const { user, session } = await signedIn();
    const { email, current, fresh } = await requested(session);
    const open = (token: string) => withPlatform({ actor: asSystem("sign_up") }, (ctx) => findEmailChange(ctx, token));
    expect(await open(current)).toMatchObject({ from: user.email, to: email, side: "current", confirmed: false });
    expect(await open(fresh)).toMatchObject({ side: "new", confirmed: false, otherConfirmed: false });
    expect(await asThem(session, (person) => pendingEmailChange(person, user.id))).toEqual({
      email,
      currentConfirmed: false,
      newConfirmed: false,
    });
  });

  it("changes once when both links are used at once", async () => {
    const { user, session } = await signedIn();
    const { email, current, fresh } = await requested(session);
    const outcomes = await Promise.all([confirm(current), confirm(fresh)]);
    expect(outcomes.toSorted()).toEqual(["changed", "waiting"]);
    expect(await addressOf(user.id)).toBe(email);
  });

  it("ends with its 24 hours, when it is canceled, and when another one is asked for", async () => {
    const { user, session } = await signedIn();
    const first = await requested(session);
    await expect(confirm(first.current, addHours(new Date(), 25))).rejects.toMatchObject(linkGone);
    const second = await requested(session);
    await expect(confirm(first.current)).rejects.toMatchObject(linkGone);
    await asThem(session, cancelEmailChange);
    await expect(confirm(second.current)).rejects.toMatchObject(linkGone);
    await expect(confirm("x".repeat(43))).rejects.toMatchObject(linkGone);
    expect(await addressOf(user.id)).toBe(user.email);
  });

  it("says nothing about whether the new address has an account, and never takes that one over", async () => {
    const { user, session } = await signedIn();
    const other = await newUser();
    const { current } = await requested(session, other.email);
    expect((await mailsTo(other.email)).map(({ template }) => template)).toEqual(["already-registered"]);
    expect(await confirm(current)).toBe("waiting");
    expect(await addressOf(user.id)).toBe(user.email);
  });

  it("fails if someone signs up with the new address in between", async () => {
    const { user, session } = await signedIn();
    const { email, current, fresh } = await requested(session);
    await confirm(current);
    await newUser({ email });
    await expect(confirm(fresh)).rejects.toMatchObject({ code: "conflict" });
    expect(await addressOf(user.id)).toBe(user.email);
  });

  it("ends links that reset the password through the old mailbox", async () => {
    const { user, session } = await signedIn();
    await withPlatform({ actor: asSystem("sign_up") }, (ctx) => requestReset(ctx, { email: user.email }));
    const reset = (await tokenMailedTo(user.email)) ?? "";
    const { current, fresh } = await requested(session);
    await confirm(current);
    await confirm(fresh);
    const redeem = withPlatform({ actor: asSystem("sign_up") }, (ctx) =>
      resetPassword(ctx, { token: reset, password: "a whole new password" }),
    );
    await expect(redeem).rejects.toMatchObject(linkGone);
  });

  it("isn't possible to the same address, or in a browser that was left alone", async () => {
    const { user, session } = await signedIn();
    const same = asThem(session, (person) => requestEmailChange(person, { email: user.email }));
    await expect(same).rejects.toMatchObject({ details: { errors: [{ field: "email" }] } });
    const later = asThem(
      session,
      (person) => requestEmailChange(person, { email: newAddress() }),
      addMinutes(new Date(), 11),
    );
    await expect(later).rejects.toMatchObject({ details: { reason: "confirmation" } });
  });

  it("is in the audit log, with both addresses", async () => {
    const { user, session } = await signedIn();
    const { email, current, fresh } = await requested(session);
    await confirm(current);
    await confirm(fresh);
    const rows = (await auditOf(accountChain)).filter(({ actorId }) => actorId === user.id);
    expect(rows.map(({ action, details }) => [action, details])).toMatchObject([
      ["auth.signed_in", {}],
      ["auth.email_change_requested", { to: email }],
      ["auth.email_changed", { from: user.email, to: email }],
    ]);
  });
});
