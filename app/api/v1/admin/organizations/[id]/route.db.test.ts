import { beforeEach, describe, expect, it, vi } from "vitest";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { auditOf } from "@/testing/audit";
import { newOrganization, newUser } from "@/testing/factories";
import { PATCH } from "./route";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: () => undefined,
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

async function signIn(userId: string) {
  browser.cookies.set(
    "gatehouse.session",
    await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" }),
  );
}

async function patch(id: string, body: unknown) {
  const request = new Request(`http://localhost:3000/api/v1/admin/organizations/${id}`, {
    method: "PATCH",
    body: JSON.stringify(body),
  });
  const response = await PATCH(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
}

describe("PATCH /api/v1/admin/organizations/{id}", () => {
  it("sets, changes and removes the external ID for a platform admin", async () => {
    const { id } = await newOrganization({ name: "Unchanged Works" });
    await signIn((await newUser({ platformAdmin: true })).id);
    for (const externalId of ["api-1", "api-2", null]) {
      expect(await patch(id, { externalId })).toEqual({
        status: 200,
        body: { id, name: "Unchanged Works", externalId },
      });
    }
  });

  it("renames, in the audit log by the admin, and leaves the rest as it is", async () => {
    const { id } = await newOrganization({ name: "Old Works", externalId: "api-renamed" });
    const admin = await newUser({ platformAdmin: true });
    await signIn(admin.id);
    const renamed = { status: 200, body: { id, name: "New Works", externalId: "api-renamed" } };
    expect(await patch(id, { name: "New Works" })).toEqual(renamed);
    expect(await patch(id, { name: "New Works" })).toEqual(renamed);
    const rows = (await auditOf(id)).filter(({ action }) => action === "settings.organization_renamed");
    expect(rows).toMatchObject([{ actorId: admin.id, details: { name: "New Works" } }]);
  });

  it("changes both or neither", async () => {
    await newOrganization({ externalId: "api-both-taken" });
    const { id } = await newOrganization({ name: "Both Works" });
    await signIn((await newUser({ platformAdmin: true })).id);
    expect(await patch(id, { name: "Half Works", externalId: "api-both-taken" })).toMatchObject({ status: 409 });
    expect(await patch(id, { name: "Both Works", externalId: "api-both" })).toEqual({
      status: 200,
      body: { id, name: "Both Works", externalId: "api-both" },
    });
  });

  it("rejects an ID of another organization, naming the field", async () => {
    const [first, second] = [await newOrganization({ externalId: "api-taken" }), await newOrganization()];
    await signIn((await newUser({ platformAdmin: true })).id);
    expect(await patch(second.id, { externalId: "api-taken" })).toMatchObject({
      status: 409,
      body: { code: "conflict", errors: [{ field: "externalId" }] },
    });
    expect(await patch(first.id, { externalId: "api-taken" })).toMatchObject({ status: 200 });
  });

  it.each([
    {},
    { externalId: "" },
    { externalId: crypto.randomUUID() },
    { externalId: 7 },
    { name: "" },
    { name: null },
    { plan: "pro" },
  ])("rejects the body %j", async (body) => {
    const { id } = await newOrganization();
    await signIn((await newUser({ platformAdmin: true })).id);
    expect(await patch(id, body)).toMatchObject({ status: 400, body: { code: "invalid_input" } });
  });

  it("doesn't exist for an owner, nor for an unknown organization", async () => {
    const { id, ownerId } = await newOrganization();
    await signIn(ownerId);
    expect(await patch(id, { externalId: "api-3" })).toMatchObject({ status: 404 });
    await signIn((await newUser({ platformAdmin: true })).id);
    expect(await patch(crypto.randomUUID(), { externalId: "api-3" })).toMatchObject({ status: 404 });
    expect(await patch("no-uuid", { externalId: "api-3" })).toMatchObject({ status: 404 });
  });
});
