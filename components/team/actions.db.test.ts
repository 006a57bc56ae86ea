import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { invitations } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { addMember, inOrganization, newOrganization } from "@/testing/factories";
import { invite, resend, revoke } from "./actions";

const browser = vi.hoisted(() => ({ session: "" }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (name.endsWith("session") ? { value: browser.session } : undefined) }),
  headers: async () => new Headers(),
}));

it("limits how often one address is invited, whether invitations are revoked or resent", async () => {
  const { id, ownerId } = await newOrganization();
  browser.session = await sessionStore.create({ userId: ownerId, userAgent: null, now: new Date() });
  const pendingId = async (email: string) => {
    const rows = await inOrganization(id, ({ tx }) =>
      tx
        .select({ id: invitations.id, revokedAt: invitations.revokedAt })
        .from(invitations)
        .where(eq(invitations.email, email)),
    );
    return rows.find(({ revokedAt }) => revokedAt === null)?.id ?? "none";
  };
  for (let time = 1; time <= 10; time += 1) {
    expect(await invite(id, { email: "victim@example.com", role: "member" })).toEqual({ ok: true, data: undefined });
    await revoke(id, { invitationId: await pendingId("victim@example.com") });
  }
  const refused = { ok: false, error: { code: "rate_limited" } };
  expect(await invite(id, { email: "victim@example.com", role: "member" })).toMatchObject(refused);
  await invite(id, { email: "other@example.com", role: "member" });
  const invitationId = await pendingId("other@example.com");
  for (let time = 1; time <= 10; time += 1) expect(await resend(id, { invitationId })).toMatchObject({ ok: true });
  expect(await resend(id, { invitationId })).toMatchObject(refused);
});

it("isn't used up by those who may not invite", async () => {
  const { id, ownerId } = await newOrganization();
  const member = await addMember(id, "member");
  const signIn = async (userId: string) => {
    browser.session = await sessionStore.create({ userId, userAgent: null, now: new Date() });
  };
  await signIn(member.id);
  for (let time = 1; time <= 12; time += 1) {
    const refused = await invite(id, { email: "wanted@example.com", role: "member" });
    expect(refused).toMatchObject({ ok: false, error: { code: "forbidden" } });
  }
  await signIn(ownerId);
  expect(await invite(id, { email: "wanted@example.com", role: "member" })).toMatchObject({ ok: true });
});
