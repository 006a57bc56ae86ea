import { readFileSync } from "node:fs";
import { z } from "zod";

/**
 * Who gets to see a page. `member`: in an organization, as is `reader`, but not while it is suspended; `billing`: with a billing role;
 * `owner`: an owner, while it isn't suspended; `person`: anyone signed in; `admin`: a platform admin in their own session; `unserved`: no one,
 * because it belongs to a product that the tests' deployment doesn't sell.
 */
export type PageAccess = "unserved" | "anyone" | "person" | "member" | "reader" | "billing" | "owner" | "admin";

/** Every page, by its route. A test fails for one that isn't listed. */
export const pages: Readonly<Record<string, PageAccess>> = {
  "/channels": "unserved",
  "/data": "unserved",
  "/journeys": "unserved",
  "/runs": "unserved",
  "/shared-report/[token]": "unserved",
  "/connect": "unserved",
  "/value": "unserved",
  "/plants": "member",
  "/plants/[id]": "member",
  "/customize": "member",
  "/inventory": "member",
  "/inventory/[id]": "member",
  "/quality": "member",
  "/reports": "member",
  "/schedule": "member",
  "/work-orders": "member",
  "/work-orders/[id]": "member",
  "/billing": "member",
  // These answer 404 inside the frame, to those who see the frame.
  "/billing/[...path]": "member",
  "/settings/[...path]": "reader",
  "/admin/[...path]": "admin",
  "/billing/payment-method": "billing",
  "/billing/return": "member",
  "/billing/statement": "billing",
  "/dashboard": "member",
  "/onboarding": "member",
  "/settings": "reader",
  "/settings/single-sign-on": "owner",
  "/team": "reader",
  "/usage": "member",
  "/email-change": "anyone",
  "/invite/[token]": "anyone",
  "/no-organization": "person",
  "/reset": "anyone",
  "/oauth/problem": "anyone",
  "/sign-in": "anyone",
  "/sign-up/complete": "anyone",
  "/single-sign-on": "anyone",
  "/sign-up": "anyone",
  "/two-factor": "person",
  "/two-factor/set-up": "person",
  "/unsubscribe": "anyone",
  "/verify": "anyone",
  "/site/[product]": "anyone",
  "/site/[product]/changelog": "anyone",
  "/site/[product]/docs": "anyone",
  "/site/[product]/docs/api": "anyone",
  "/site/[product]/docs/entitlements": "anyone",
  "/site/[product]/docs/going-live": "anyone",
  "/site/[product]/docs/metering": "anyone",
  "/site/[product]/docs/webhooks": "anyone",
  "/site/[product]/pricing": "anyone",
  "/site/[product]/privacy": "anyone",
  "/site/[product]/security": "anyone",
  "/site/[product]/terms": "anyone",
  "/status": "anyone",
  "/support": "anyone",
  "/admin": "admin",
  "/admin/alerts": "admin",
  "/admin/analytics": "admin",
  "/admin/analytics/[section]": "admin",
  "/admin/analytics/movements": "admin",
  "/admin/audit-log": "admin",
  "/admin/exports": "admin",
  "/admin/jobs": "admin",
  "/admin/organizations": "admin",
  "/admin/organizations/[id]": "admin",
  "/admin/platform-keys": "admin",
  "/admin/privacy": "admin",
  "/admin/reconciliation": "admin",
  "/admin/reports": "admin",
  "/admin/reports/[month]": "admin",
  "/admin/stripe-events": "admin",
  "/admin/stripe-events/[id]": "admin",
  "/admin/support": "admin",
  "/admin/support/[id]": "admin",
  "/admin/support-sessions": "admin",
  "/admin/webhooks": "admin",
  // Samples, in development and the demo only.
  "/dev/components": "anyone",
  "/dev/emails": "anyone",
};

/** A route without a declaration: who is answered, or the statuses that anyone at all gets without a signature or a secret. */
export type RouteAccess = {
  method?: "POST";
  body?: string;
  answers: "admin" | "person" | readonly number[];
  /** For people in no organization it isn't there: 404, and nothing else. */
  ofMembers?: true;
};

/** Every route that no operation declares. */
export const otherRoutes: Readonly<Record<string, RouteAccess>> = {
  "/admin/analytics/export": { answers: "admin" },
  "/admin/analytics/movements/export": { answers: "admin" },
  "/admin/audit-log/export": { answers: "admin" },
  "/admin/exports/[date]/[file]": { answers: "admin" },
  "/admin/organizations/[id]/export": { method: "POST", body: "reason=Ticket+4711", answers: "admin" },
  "/admin/organizations/export": { answers: "admin" },
  "/admin/privacy/retained-documents": { answers: "admin" },
  // A signed link takes the place of a key.
  "/api/exports/[date]/[file]": { answers: [401, 403, 404] },
  // Without an organization in its header or query, even a member is refused; a stranger is before.
  "/api/files": { method: "POST", body: "x", answers: [400, 401, 403], ofMembers: true },
  "/api/files/[id]": { answers: [400, 401], ofMembers: true },
  "/api/[[...path]]": { answers: [404] },
  "/api/live": { answers: [200] },
  // With METRICS_TOKEN only; without one there is no such endpoint.
  "/api/metrics": { answers: [401, 404] },
  "/api/openapi.json": { answers: [200] },
  // Exists in the demo only.
  "/api/time-machine": { answers: "person" },
  // With a directory's token only. A key of another scope is refused.
  "/api/scim/v2/[[...path]]": { answers: [401, 403] },
  // Sign-ins lead to a page that says what went wrong.
  "/api/sso/[organization]/acs": { method: "POST", body: "SAMLResponse=Zm9yZ2Vk", answers: [303] },
  "/api/sso/[organization]/callback": { answers: [303] },
  "/api/sso/[organization]/finish": { answers: [303] },
  "/api/sso/[organization]/metadata": { answers: [200] },
  "/api/sso/[organization]/start": { answers: [303] },
  "/oauth/[provider]": { answers: [303, 307] },
  "/oauth/[provider]/callback": { answers: [303, 307] },
  "/api/unsubscribe": { method: "POST", body: "List-Unsubscribe=One-Click", answers: [400, 403, 404] },
  "/api/webhooks/stripe": { method: "POST", body: JSON.stringify({ id: "evt_forged" }), answers: [400] },
  "/impersonation/over": { answers: [307] },
  "/changelog.xml": { answers: [200] },
  "/llms.txt": { answers: [200] },
  "/security.txt": { answers: [200, 404] },
};

const manifestSchema = z.record(z.string(), z.string());

/** The routes of the production build, by whether they are pages. */
export function builtRoutes(): { pages: string[]; handlers: string[] } {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")));
  const of = (end: string) =>
    Object.entries(manifest)
      .filter(([file, path]) => file.endsWith(end) && !path.startsWith("/_"))
      .map(([, path]) => path);
  return { pages: of("/page"), handlers: of("/route").filter((path) => !isImage(path)) };
}

/** Next's metadata files: icons, previews, and what search engines read. */
const isImage = (path: string) =>
  /\/(opengraph-image[^/]*|icon[^/]*|apple-icon[^/]*|favicon|robots\.txt|sitemap\.xml|manifest\.webmanifest)$/.test(
    path,
  );
