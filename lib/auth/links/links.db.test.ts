import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { users, verificationTokens } from "@/db/schema";
import { withoutTenant } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { asSystem } from "@/testing/actors";
import { hoursFromNow, minutesFromNow } from "@/testing/days";
import { mailsTo, personOf, tokenMailedTo } from "@/testing/emails";
import { newUser } from "@/testing/factories";
import { issueLinkToken, redeemLinkToken, revokeLinks } from "./links";
import { requestVerification } from "./request-verification";
import { hashToken, newToken } from "./tokens";
import { verifyEmail } from "./verify-email";

type Purpose = Parameters<typeof issueLinkToken>[1];

const actor = asSystem("sign_up");
const newEmail = () => `${crypto.randomUUID()}@links.example`;
const issue = (purpose: Purpose, email: string, now?: Date) =>
  withoutTenant({ actor, ...(now ? { now } : {}) }, (ctx) => issueLinkToken(ctx, purpose, email));
const redeem = (purpose: Purpose, token: string, now?: Date) =>
  withoutTenant({ actor, ...(now ? { now } : {}) }, (ctx) => redeemLinkToken(ctx, purpose, token));
const stored = (email: string) =>
  appDatabase().select().from(verificationTokens).where(eq(verificationTokens.identifier, email));
const linkGone = {
  code: "invalid_input",
  message: "This link has expired or was already used. Request a new one.",
  details: { reason: "link_gone" },
};

describe("a link's token", () => {
  it("leads back to the address it was issued for", async () => {
    const email = newEmail();
    expect(await redeem("verify", await issue("verify", email))).toBe(email);
  });

  it("is long and random", async () => {
    const tokens = [await issue("verify", newEmail()), await issue("verify", newEmail())];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it("is stored as a hash, which opens nothing", async () => {
    const email = newEmail();
    const token = await issue("reset", email);
    const rows = await stored(email);
    expect(rows).toMatchObject([{ token: hashToken(token), purpose: "reset" }]);
    expect(JSON.stringify(rows)).not.toContain(token);
    await expect(redeem("reset", hashToken(token))).rejects.toMatchObject(linkGone);
  });

  it("works once", async () => {
    const token = await issue("verify", newEmail());
    await redeem("verify", token);
    await expect(redeem("verify", token)).rejects.toMatchObject(linkGone);
  });

  it("works once when it is used twice at the same time", async () => {
    const token = await issue("verify", newEmail());
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => redeem("verify", token)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("can be used again when the transaction that used it rolls back", async () => {
    const email = newEmail();
    const token = await issue("verify", email);
    const rolledBack = withoutTenant({ actor }, async (ctx) => {
      await redeemLinkToken(ctx, "verify", token);
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    expect(await redeem("verify", token)).toBe(email);
  });

  it.each<[Purpose, Purpose]>([
    ["verify", "reset"],
    ["reset", "verify"],
  ])("issued to %s can't be used to %s, and stays usable for its own purpose", async (purpose, other) => {
    const token = await issue(purpose, newEmail());
    await expect(redeem(other, token)).rejects.toMatchObject(linkGone);
    await redeem(purpose, token);
  });

  it.each<[Purpose, number]>([
    ["verify", 72],
    ["reset", 1],
  ])("to %s expires after %i hours", async (purpose, hours) => {
    const email = newEmail();
    const expired = await issue(purpose, email);
    await expect(redeem(purpose, expired, hoursFromNow(hours + 0.1))).rejects.toMatchObject(linkGone);
    const token = await issue(purpose, email);
    expect(await redeem(purpose, token, hoursFromNow(hours - 0.1))).toBe(email);
  });

  it("stops working when a newer one is issued for the same purpose, and only then", async () => {
    const email = newEmail();
    const [first, other] = [await issue("verify", email), await issue("reset", email)];
    const second = await issue("verify", email);
    await expect(redeem("verify", first)).rejects.toMatchObject(linkGone);
    expect(await redeem("verify", second)).toBe(email);
    expect(await redeem("reset", other)).toBe(email);
  });

  it("stops working when it is revoked, and those of other addresses don't", async () => {
    const [email, neighbor] = [newEmail(), newEmail()];
    const [token, theirs] = [await issue("reset", email), await issue("reset", neighbor)];
    await withoutTenant({ actor }, (ctx) => revokeLinks(ctx, "reset", email));
    await expect(redeem("reset", token)).rejects.toMatchObject(linkGone);
    expect(await redeem("reset", theirs)).toBe(neighbor);
  });

  it.each(["", newToken(), "' or 1=1 --"])("that was never issued is refused: %j", async (token) => {
    await expect(redeem("verify", token)).rejects.toMatchObject(linkGone);
  });
});

describe("verifying an email address", () => {
  const request = (userId: string) => withoutTenant({ actor }, (ctx) => requestVerification(ctx, { userId }));
  const verify = (token: string, now?: Date) =>
    withoutTenant({ actor, ...(now ? { now } : {}) }, async (ctx) =>
      verifyEmail(ctx, { token, userId: await personOf(token) }),
    );
  const verifiedAt = async (id: string) =>
    (await appDatabase().select().from(users).where(eq(users.id, id)))[0]?.emailVerified;

  it("happens through the emailed link", async () => {
    const user = await newUser({ verified: false });
    await request(user.id);
    expect(await mailsTo(user.email)).toMatchObject([{ template: "verify" }]);
    const now = minutesFromNow(5);
    expect(await verify((await tokenMailedTo(user.email)) ?? "", now)).toEqual({ userId: user.id, email: user.email });
    expect(await verifiedAt(user.id)).toEqual(now);
  });

  it("is refused to anyone but the person it was mailed to, who can still use it", async () => {
    const [user, mallory] = [await newUser({ verified: false }), await newUser({ verified: false })];
    await request(user.id);
    const token = (await tokenMailedTo(user.email)) ?? "";
    const byMallory = withoutTenant({ actor }, (ctx) => verifyEmail(ctx, { token, userId: mallory.id }));
    await expect(byMallory).rejects.toMatchObject(linkGone);
    expect([await verifiedAt(user.id), await verifiedAt(mallory.id)]).toEqual([null, null]);
    expect(await verify(token)).toMatchObject({ userId: user.id });
  });

  it("isn't offered to an address that is verified", async () => {
    const user = await newUser();
    await request(user.id);
    expect(await mailsTo(user.email)).toEqual([]);
  });

  it("isn't offered to an unknown person", async () => {
    await expect(request(crypto.randomUUID())).resolves.toBeUndefined();
  });

  it("keeps the time of the first verification when an older link is used later", async () => {
    const user = await newUser({ verified: false });
    await request(user.id);
    const token = (await tokenMailedTo(user.email)) ?? "";
    const first = minutesFromNow(-5);
    await appDatabase().update(users).set({ emailVerified: first }).where(eq(users.id, user.id));
    await expect(verify(token)).rejects.toMatchObject(linkGone);
    expect(await verifiedAt(user.id)).toEqual(first);
  });

  it("is refused when the account has another address by then", async () => {
    const user = await newUser({ verified: false });
    await request(user.id);
    const token = (await tokenMailedTo(user.email)) ?? "";
    await appDatabase().update(users).set({ email: newEmail() }).where(eq(users.id, user.id));
    await expect(verify(token)).rejects.toMatchObject(linkGone);
    expect(await verifiedAt(user.id)).toBeNull();
  });
});
