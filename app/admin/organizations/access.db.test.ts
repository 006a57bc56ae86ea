import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { users } from "@/db/schema";
import { platformChain } from "@/lib/audit";
import { beginImpersonation } from "@/lib/auth";
import { findSession } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { found } from "@/lib/errors";
import { auditOf } from "@/testing/audit";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { listedActions } from "@/testing/listed-actions";
import { callAction } from "@/testing/server-actions";
import { POST as exportOne } from "./[id]/export/route";
import { GET as exportList } from "./export/route";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: () => undefined,
  }),
  headers: async () => new Headers(),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined, refresh: () => undefined }));
beforeEach(() => browser.cookies.clear());

async function signIn(userId: string): Promise<string> {
  const token = await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" });
  browser.cookies.set("gatehouse.session", token);
  return token;
}

const organization = await newOrganization({ name: "Guarded Company" });
const reason = "Ticket 4711";
const attempt = crypto.randomUUID();

/** What each action of the organizations pages is sent: valid, so that permission alone can refuse it. */
const inputs: Readonly<Record<string, unknown>> = {
  extendTrial: { days: 7, reason },
  setTrial: { days: 30, plan: "starter", reason },
  suspendOrganization: { reason },
  reactivateOrganization: { reason },
  setExternalId: { externalId: "guarded" },
  grantOverride: { kind: "meter", name: "users", limit: 5, reason },
  revokeOverride: { overrideId: attempt },
  giveCredits: { unit: "work_orders", amount: 5, reason, requestId: attempt },
  takeCredits: { grantId: attempt, reason },
  impersonate: { userId: organization.ownerId, reason, minutes: 30, readOnly: true },
  syncNow: {},
  endSessions: { reason },
  resendEmail: { emailId: attempt },
  addNote: { text: "A note", pinned: false },
  pinNote: { noteId: attempt, pinned: true },
  deleteNote: { noteId: attempt },
  scheduleDeletion: { days: 14, name: "Guarded Company", reason },
  callOffDeletion: { reason },
  previewPlan: { plan: "professional", interval: "month" },
  changePlan: { plan: "professional", interval: "month", direction: "up", reason },
  cancelPlan: { when: "now", feedback: "other", reason },
  resumePlan: { reason },
  giveComplimentaryPlan: { plan: "professional", months: null, reason },
  creditInvoice: { invoiceId: "in_1", amount: 1, to: "card", creditReason: "order_change", reason, attempt },
};

const listActions = { saveView: { name: "Mine", query: "", shared: false }, deleteView: { viewId: attempt } };
const file = "components/admin/organizations";
type Module = Record<string, (...given: unknown[]) => Promise<{ ok: boolean; error?: { code: string } }>>;

/** The code with which every action of the pages refuses the person who is signed in. */
async function refusals(): Promise<Record<string, string>> {
  const page: Module = await import(`${process.cwd()}/${file}/actions.ts`);
  const list: Module = await import(`${process.cwd()}/${file}/list/actions.ts`);
  const codes: Record<string, string> = {};
  for (const [name, input] of Object.entries(inputs)) codes[name] = codeOf(await page[name]?.(organization.id, input));
  for (const [name, input] of Object.entries(listActions)) codes[name] = codeOf(await list[name]?.(input));
  const csv = await exportList(new Request("http://localhost:3000/admin/organizations/export"));
  const body = new URLSearchParams({ reason });
  const zip = await exportOne(
    new Request(`http://localhost:3000/admin/organizations/${organization.id}/export`, { method: "POST", body }),
    { params: Promise.resolve({ id: organization.id }) },
  );
  codes["export of the list"] = (await csv.json()).code;
  codes["export of the organization"] = (await zip.json()).code;
  return codes;
}

const codeOf = (result: { ok: boolean; error?: { code: string } } | undefined): string => result?.error?.code ?? "done";
const all = (code: string) =>
  Object.fromEntries(
    [...Object.keys(inputs), ...Object.keys(listActions), "export of the list", "export of the organization"].map(
      (name) => [name, code],
    ),
  );

describe("the organizations pages", () => {
  it("have no action that this test leaves out", () => {
    const listed = Object.keys(listedActions).filter((name) => name.startsWith(`${file}/`));
    const tested = [
      ...Object.keys(inputs).map((name) => `${file}/actions.ts#${name}`),
      ...Object.keys(listActions).map((name) => `${file}/list/actions.ts#${name}`),
    ];
    expect(tested.sort()).toEqual(listed.sort());
  });

  it("refuse visitors who aren't signed in", async () => {
    expect(await refusals()).toEqual(all("unauthenticated"));
  });

  it.each(["member", "admin", "owner"] as const)("hide from an organization's own %s", async (role) => {
    const { id } = role === "owner" ? { id: organization.ownerId } : await addMember(organization.id, role);
    await signIn(id);
    expect(await refusals()).toEqual(all("not_found"));
  });

  it("are closed during a support session", async () => {
    const admin = await newUser({ platformAdmin: true });
    const own = await signIn(admin.id);
    const session = found((await findSession(own, new Date())) ?? undefined, "session");
    const { token } = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
      beginImpersonation({ ...ctx, session }, { userId: organization.ownerId, reason, minutes: 30, readOnly: false }),
    );
    browser.cookies.set("gatehouse.impersonation", `${token}~${organization.id}`);
    expect(await refusals()).toEqual(all("forbidden"));
  });

  it("are closed to an admin who was demoted while signed in", async () => {
    const admin = await newUser({ platformAdmin: true });
    await signIn(admin.id);
    expect((await callAction(`${file}/actions.ts#syncNow`, "not an id")).refused).toBe(true);
    await platformDatabase().update(users).set({ isPlatformAdmin: false }).where(eq(users.id, admin.id));
    expect(await refusals()).toEqual(all("not_found"));
  });

  it("leave nothing behind but the support session and the refusals after all of that", async () => {
    const actions = new Set((await auditOf(organization.id)).map(({ action }) => action));
    expect([...actions].sort()).toEqual(["admin.impersonation_begun", "auth.refused"]);
    const names = (await auditOf(platformChain)).map(({ action }) => action);
    expect(names).not.toContain("admin.view_saved");
    expect(names).not.toContain("admin.organizations_exported");
  });

  it("give a platform admin the list and an organization's data, and record both", async () => {
    const admin = await newUser({ platformAdmin: true });
    await signIn(admin.id);
    const csv = await exportList(
      new Request("http://localhost:3000/admin/organizations/export?search=guarded&after=x&sort=nonsense"),
    );
    expect(csv.status).toBe(200);
    expect(await csv.text()).toContain("Guarded Company");
    const zip = await exportOne(
      new Request(`http://localhost:3000/admin/organizations/${organization.id}/export`, {
        method: "POST",
        body: new URLSearchParams({ reason }),
      }),
      { params: Promise.resolve({ id: organization.id }) },
    );
    expect([zip.status, zip.headers.get("content-type")]).toEqual([200, "application/zip"]);
    await zip.arrayBuffer();
    expect((await auditOf(organization.id)).at(-1)).toMatchObject({
      action: "admin.data_exported",
      actorId: admin.id,
      details: { reason },
    });
  });

  it("take no download that another site starts", async () => {
    const admin = await newUser({ platformAdmin: true });
    await signIn(admin.id);
    const answer = await exportOne(
      new Request(`http://localhost:3000/admin/organizations/${organization.id}/export`, {
        method: "POST",
        body: new URLSearchParams({ reason }),
        headers: { "sec-fetch-site": "cross-site" },
      }),
      { params: Promise.resolve({ id: organization.id }) },
    );
    expect(answer.status).toBe(403);
  });
});
