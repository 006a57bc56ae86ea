import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as track } from "@/app/api/v1/usage/track/route";
import { alerts, organizations } from "@/db/schema";
import { withoutTenant, withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys";
import { signUp } from "@/lib/tenancy";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { POST } from "./route";

const actor = asSystem("sign_up");

async function key(): Promise<string> {
  const admin = await newUser({ platformAdmin: true });
  const { key: secret } = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
    createPlatformKey(ctx, { name: "Test", scopes: ["usage:write"] }),
  );
  return secret;
}

async function post(handler: (request: Request) => Promise<Response>, path: string, secret: string, body: unknown) {
  const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
  const request = new Request(`http://localhost:3000${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const response = await handler(request);
  return { status: response.status, body: await response.json() };
}

const createLink = (secret: string, body: unknown) => post(POST, "/api/v1/sign-up-links", secret, body);
const tokenOf = (url: string) => new URL(url).searchParams.get("link") ?? "";

async function register(link: string): Promise<string> {
  const input = {
    company: "Acme",
    email: `${crypto.randomUUID()}@gmail.com`,
    password: "correct horse battery staple",
  };
  const made = await withoutTenant({ actor }, (ctx) => signUp(ctx, { ...input, link }));
  return made?.organizationId ?? "";
}

const externalIdOf = (id: string) =>
  withPlatform({ actor }, async ({ tx }) => {
    const [row] = await tx.select().from(organizations).where(eq(organizations.id, id));
    return row?.externalId;
  });

describe("POST /api/v1/sign-up-links", () => {
  it("makes a link whose organization can be named by the external ID right away", async () => {
    const [secret, externalId] = [await key(), `customer-${crypto.randomUUID()}`];
    const { status, body } = await createLink(secret, { externalId, plan: "starter", interval: "year" });
    expect(status).toBe(201);
    expect(body.url).toMatch(/\/sign-up\?plan=starter&interval=year&link=/);
    const id = await register(tokenOf(body.url));
    expect(await externalIdOf(id)).toBe(externalId);
    const usage = { organization: externalId, meter: "work_orders", amount: 1, idempotencyKey: "order-4711" };
    expect(await post(track, "/api/v1/usage/track", secret, usage)).toMatchObject({ status: 200 });
  });

  it("answers 409 for an ID that an organization has", async () => {
    const externalId = `taken-${crypto.randomUUID()}`;
    await newOrganization({ externalId });
    expect(await createLink(await key(), { externalId })).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  it("gives the ID to the first of several sign-ups; the others go on without, and the platform admins get an alert", async () => {
    const externalId = `twice-${crypto.randomUUID()}`;
    const link = tokenOf((await createLink(await key(), { externalId })).body.url);
    const made = await Promise.all([register(link), register(link), register(link)]);
    const ids = await Promise.all(made.map(externalIdOf));
    expect(ids.filter((id) => id === externalId)).toHaveLength(1);
    expect(ids.filter((id) => id === null)).toHaveLength(2);
    for (const [index, id] of made.entries()) {
      const raised = await withPlatform({ actor }, ({ tx }) =>
        tx
          .select()
          .from(alerts)
          .where(and(eq(alerts.organizationId, id), eq(alerts.kind, "external_id_conflict"))),
      );
      expect(raised).toHaveLength(ids[index] === null ? 1 : 0);
    }
  });

  it.each(["made-up", "", "W10.AAAA"])("gives no ID to a visitor who edits the link: %j", async (link) => {
    expect(await externalIdOf(await register(link))).toBeNull();
  });

  it.each([{}, { externalId: "" }, { externalId: crypto.randomUUID() }, { externalId: "a", plan: "gold" }])(
    "rejects the body %j",
    async (body) => {
      const { status } = await createLink(await key(), body);
      expect([400, 422]).toContain(status);
    },
  );
});
