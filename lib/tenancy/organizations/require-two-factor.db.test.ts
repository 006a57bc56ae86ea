import { beforeEach, describe, expect, it, vi } from "vitest";
import { memberships } from "@/db/schema";
import { addMinutes } from "@/lib/durations";
import { auditOf } from "@/testing/audit";
import { newSession, signedIn } from "@/testing/auth/signed-in";
import { inOrganization, newOrganization } from "@/testing/factories";
import { asMember } from "../access/as-member";
import { selectedOrganization } from "../access/named-organization";
import { requireTwoFactor } from "./require-two-factor";

const browser = vi.hoisted(() => ({ session: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (name === "gatehouse.session" ? { name, value: browser.session } : undefined),
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => {
  browser.session = "";
  vi.useRealTimers();
});

const open = () => asMember({ organization: selectedOrganization }, async ({ organization }) => organization.id);
const set = (required: boolean) =>
  asMember({ organization: selectedOrganization, roles: ["owner"] }, (member) =>
    requireTwoFactor(member, { required }),
  );
const missing = { code: "forbidden", details: { reason: "second_factor" } };

async function asOwner(organization: { ownerId: string }, secondFactor: "totp" | null = "totp") {
  browser.session = (await newSession(organization.ownerId, "test", secondFactor)).token;
}

describe("an organization that requires two-factor authentication", () => {
  it("is closed to sessions without it, at once, and open to those with it", async () => {
    const organization = await newOrganization();
    const { user } = await signedIn();
    await inOrganization(organization.id, ({ tx, now }) =>
      tx
        .insert(memberships)
        .values({ organizationId: organization.id, userId: user.id, role: "member", createdAt: now }),
    );
    const [weak, strong] = [await newSession(user.id, "test", null), await newSession(user.id, "test", "passkey")];
    browser.session = weak.token;
    expect(await open()).toBe(organization.id);
    await asOwner(organization);
    await set(true);
    browser.session = weak.token;
    await expect(open()).rejects.toMatchObject(missing);
    browser.session = strong.token;
    expect(await open()).toBe(organization.id);
    await asOwner(organization);
    await set(false);
    browser.session = weak.token;
    expect(await open()).toBe(organization.id);
  });

  it("says nothing to other organizations of the same person", async () => {
    const [strict, easy] = [await newOrganization(), await newOrganization()];
    await asOwner(strict);
    await set(true);
    await asOwner(easy, null);
    expect(await open()).toBe(easy.id);
  });

  it("isn't made so by an owner who has none: they would lock themselves out", async () => {
    const organization = await newOrganization();
    await asOwner(organization, null);
    await expect(set(true)).rejects.toMatchObject({ code: "conflict" });
    expect(await open()).toBe(organization.id);
  });

  it("isn't changed in a browser that was left alone, and each change is in the audit log once", async () => {
    const organization = await newOrganization();
    await asOwner(organization);
    await set(true);
    await set(true);
    await set(false);
    vi.useFakeTimers({ now: addMinutes(new Date(), 11), toFake: ["Date"] });
    await expect(set(true)).rejects.toMatchObject({ details: { reason: "confirmation" } });
    const actions = (await auditOf(organization.id)).map(({ action }) => action);
    expect(actions).toEqual(["settings.two_factor_required", "settings.two_factor_optional"]);
  });
});
