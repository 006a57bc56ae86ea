import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { users } from "@/db/schema";
import { accountChain } from "@/lib/audit";
import { beginImpersonation } from "@/lib/auth";
import { findSession } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import { asSystem } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { callAction } from "@/testing/server-actions";
import OverviewPage from "./(overview)/page";
import AlertsPage from "./alerts/page";
import AnalyticsPage from "./analytics/(growth)/page";
import SectionLayout from "./analytics/[section]/layout";
import SectionPage from "./analytics/[section]/page";
import MovementsPage from "./analytics/movements/page";
import { GET as exportAuditLog } from "./audit-log/export/route";
import AuditLogPage from "./audit-log/page";
import { GET as downloadExport } from "./exports/[date]/[file]/route";
import ExportsPage from "./exports/page";
import OrganizationLayout from "./organizations/[id]/layout";
import PrivacyPage from "./privacy/page";
import { GET as downloadRetained } from "./privacy/retained-documents/route";
import ReportLayout from "./reports/[month]/layout";
import ReportPage from "./reports/[month]/page";
import EventLayout from "./stripe-events/[id]/layout";
import SupportSessionsPage from "./support-sessions/page";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: () => undefined,
  }),
  headers: async () => new Headers({ "x-gatehouse-path": "/admin/audit-log" }),
}));
vi.mock("@/lib/auth/sign-in/next-auth", () => ({ startSession: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined, refresh: () => undefined }));
beforeEach(() => browser.cookies.clear());

type PageProps = { params: Promise<Record<string, never>>; searchParams: Promise<Record<string, never>> };
const ChurnPage = ({ searchParams }: PageProps) =>
  SectionPage({ params: Promise.resolve({ section: "churn" }), searchParams });
const OctoberPage = () => ReportPage({ params: Promise.resolve({ month: "2025-10" }) });
const pages = {
  OverviewPage,
  AnalyticsPage,
  ChurnPage,
  MovementsPage,
  AlertsPage,
  AuditLogPage,
  ExportsPage,
  OctoberPage,
  PrivacyPage,
  SupportSessionsPage,
};
const actions = [
  "components/admin/alerts/actions.ts#acknowledgeAlert",
  "components/admin/alerts/actions.ts#muteAlerts",
  "components/admin/alerts/actions.ts#unmuteAlerts",
  "components/admin/alerts/actions.ts#setThreshold",
  "components/admin/exports/actions.ts#exportNow",
  "components/admin/privacy/actions.ts#recordRequest",
  "components/admin/privacy/actions.ts#setRetention",
  "components/admin/support-sessions/actions.ts#endSupportSession",
];

async function signIn(userId: string): Promise<string> {
  const token = await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" });
  browser.cookies.set("gatehouse.session", token);
  return token;
}

/** Not signed in, signed in as a person, and as a platform admin who is no longer one or acts as a customer. */
const callers: Record<string, () => Promise<unknown>> = {
  "an anonymous visitor": async () => undefined,
  "a member": async () => signIn((await addMember((await newOrganization()).id, "member")).id),
  "an owner": async () => signIn((await newOrganization()).ownerId),
  "an admin who signed in with a password alone": async () => {
    const token = await sessionStore.create({
      userId: (await newUser({ platformAdmin: true })).id,
      userAgent: null,
      now: new Date(),
    });
    browser.cookies.set("gatehouse.session", token);
  },
  "an admin who was demoted in mid-session": async () => {
    const admin = await newUser({ platformAdmin: true });
    await signIn(admin.id);
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.update(users).set({ isPlatformAdmin: false }).where(eq(users.id, admin.id)),
    );
  },
  "an admin in a support session": async () => {
    const admin = await newUser({ platformAdmin: true });
    const { id, ownerId } = await newOrganization();
    const own = await signIn(admin.id);
    const session = found((await findSession(own, new Date())) ?? undefined, "session");
    const { token } = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
      beginImpersonation({ ...ctx, session }, { userId: ownerId, reason: "Ticket 1", minutes: 30, readOnly: false }),
    );
    browser.cookies.set("gatehouse.impersonation", `${token}~${id}`);
  },
};

const outcomes: Record<string, { page: string; status: number }> = {
  "an anonymous visitor": { page: `/sign-in?next=${encodeURIComponent("/admin/audit-log")}`, status: 401 },
  "a member": { page: "404", status: 404 },
  "an owner": { page: "404", status: 404 },
  "an admin who signed in with a password alone": {
    page: `/two-factor/set-up?next=${encodeURIComponent("/admin/audit-log")}`,
    status: 403,
  },
  "an admin who was demoted in mid-session": { page: "404", status: 404 },
  "an admin in a support session": { page: "/dashboard", status: 403 },
};

/** Where a page sends the browser: a path, or 404. */
async function sentTo(page: (props: PageProps) => Promise<unknown>): Promise<string> {
  const error = await page({ params: Promise.resolve({}), searchParams: Promise.resolve({}) }).catch(
    (thrown) => thrown,
  );
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "shown";
  return digest.startsWith("NEXT_REDIRECT") ? (digest.split(";")[2] ?? digest) : (digest.split(";")[1] ?? digest);
}

const download = (query = "") => exportAuditLog(new Request(`http://localhost:3000/admin/audit-log/export${query}`));

describe.each(Object.keys(callers))("%s", (caller) => {
  beforeEach(() => callers[caller]?.());

  it("sees none of the admin pages", async () => {
    for (const [name, page] of Object.entries(pages)) {
      expect([name, await sentTo(page)]).toEqual([name, outcomes[caller]?.page]);
    }
  });

  it("doesn't get the audit log as a file", async () => {
    expect((await download()).status).toBe(outcomes[caller]?.status);
  });

  it("doesn't get the invoices of deleted organizations", async () => {
    const response = await downloadRetained(new Request("http://localhost:3000/admin/privacy/retained-documents"));
    expect(response.status).toBe(outcomes[caller]?.status);
  });

  it("gets no link to a nightly export", async () => {
    const params = Promise.resolve({ date: "2026-11-30", file: "organizations.csv.gz" });
    const response = await downloadExport(new Request("http://localhost:3000/admin/exports/x/y"), { params });
    expect([response.status, response.headers.get("location")]).toEqual([outcomes[caller]?.status, null]);
  });

  it("can't call the actions of these pages", async () => {
    for (const action of actions)
      expect([action, await callAction(action, {})]).toMatchObject([action, { refused: true }]);
  });
});

describe("a platform admin", () => {
  it("sees the pages and gets the file, which is recorded", async () => {
    const admin = await newUser({ platformAdmin: true });
    await signIn(admin.id);
    for (const [name, page] of Object.entries(pages)) expect([name, await sentTo(page)]).toEqual([name, "shown"]);
    const file = await download("?action=audit.exported");
    expect([file.status, file.headers.get("content-type"), file.headers.get("cache-control")]).toEqual([
      200,
      "text/csv; charset=utf-8",
      "no-store",
    ]);
    const [, row] = (await file.text()).split("\n");
    expect(row).toContain(`audit.exported,user,${admin.id},${admin.email}`);
  });
});

const absent = {
  "an organization": () => OrganizationLayout({ params: Promise.resolve({ id: crypto.randomUUID() }), children: null }),
  "a malformed ID": () => OrganizationLayout({ params: Promise.resolve({ id: "no-id" }), children: null }),
  "a Stripe event": () => EventLayout({ params: Promise.resolve({ id: "evt_none" }), children: null }),
  "a month to come": () => ReportLayout({ params: Promise.resolve({ month: "2199-01" }), children: null }),
  "no month": () => ReportLayout({ params: Promise.resolve({ month: "soon" }), children: null }),
  "a section of analytics": () => SectionLayout({ params: Promise.resolve({ section: "none" }), children: null }),
};

describe("what doesn't exist", () => {
  it.each(Object.entries(absent))("%s is a 404 before a skeleton is sent", async (_, layout) => {
    await signIn((await newUser({ platformAdmin: true })).id);
    expect(await sentTo(layout)).toBe("404");
  });

  it("is hidden like what exists from everyone else", async () => {
    const { id, ownerId } = await newOrganization();
    await signIn(ownerId);
    expect(await sentTo(() => OrganizationLayout({ params: Promise.resolve({ id }), children: null }))).toBe("404");
    await signIn((await newUser({ platformAdmin: true })).id);
    expect(await sentTo(() => OrganizationLayout({ params: Promise.resolve({ id }), children: null }))).toBe("shown");
  });
});

describe("someone who looks for the admin area", () => {
  it("leaves a row, and one only for trying again", async () => {
    const { id } = await newUser();
    await signIn(id);
    for (let attempt = 0; attempt < 3; attempt += 1) await sentTo(AuditLogPage);
    const refusals = (await auditOf(accountChain)).filter(
      ({ action, actorId }) => action === "auth.refused" && actorId === id,
    );
    expect(refusals.map(({ details }) => details)).toEqual([
      {
        reason: "platform_admin",
        message: "Only a platform admin can do this.",
        attempted: "/admin/audit-log",
      },
    ]);
  });
});
