import { describe, expect, it } from "vitest";
import { withTenant } from "@/lib/context";
import type { Member } from "@/lib/tenancy";
import { asUser } from "@/testing/actors";
import { newSession } from "@/testing/auth/signed-in";
import { newOrganization } from "@/testing/factories";
import { createDirectoryToken, revokeDirectoryToken } from "./index";

/** Someone of an organization whose plan includes directory sync. */
async function someone(as: Pick<Member, "role">, change: (member: Member) => Member = (member) => member) {
  const { id, ownerId } = await newOrganization({ plan: "enterprise" });
  const { session } = await newSession(ownerId);
  const organization = {
    id,
    name: "Acme",
    twoFactorRequiredAt: null,
    ssoRequiredAt: null,
    ssoEnabledAt: null,
    onboardedAt: null,
  };
  return <T>(work: (member: Member) => Promise<T>) =>
    withTenant({ organizationId: id, actor: asUser(ownerId) }, (ctx) =>
      work(change({ ...ctx, ...as, session, lastSeenOn: null, organization: { ...organization, createdAt: ctx.now } })),
    );
}

describe("a directory's token, which can remove owners,", () => {
  it.each(["admin", "member", "billing"] as const)("is neither created nor revoked by: %s", async (role) => {
    const act = await someone({ role });
    const refused = { code: "forbidden", details: { reason: "role" } };
    await expect(act(createDirectoryToken)).rejects.toMatchObject(refused);
    await expect(act((member) => revokeDirectoryToken(member, { keyId: crypto.randomUUID() }))).rejects.toMatchObject(
      refused,
    );
  });

  it("is created only by an owner who has confirmed their identity recently", async () => {
    const act = await someone({ role: "owner" }, (member) => ({
      ...member,
      session: {
        ...member.session,
        assurance: { ...member.session.assurance, createdAt: new Date(0), confirmedAt: null },
      },
    }));
    await expect(act(createDirectoryToken)).rejects.toMatchObject({ details: { reason: "confirmation" } });
    const owner = await someone({ role: "owner" });
    expect((await owner(createDirectoryToken)).key).toMatch(/^gh_/);
  });
});
