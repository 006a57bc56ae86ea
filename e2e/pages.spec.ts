import type { Page } from "@playwright/test";
import { linkInMail } from "./support/mailbox";
import { addFirstPlant, describeCompany, register } from "./support/sign-up";
import { stack } from "./support/stack";
import { screens, sweep, themes } from "./support/sweep";
import { expect, test } from "./support/test";

/** Every page on a wide and a narrow screen, light and dark: no horizontal overflow and no accessibility finding. */
type Visitor = "anonymous" | "paying" | "trialing" | "expired" | "platformAdmin";

/** A page's address, or how to get it. For one with an id in it: the page that links to it, and how the link's address begins. */
type Place = string | (() => string) | { from: string; link: string };

/** Those that take longest come first. */
const sweeps: readonly { visitor: Visitor; what: string; places: readonly Place[] }[] = [
  {
    visitor: "platformAdmin",
    what: "every page of records and operations",
    places: [
      "/admin/organizations",
      "/admin/organizations?search=no+such+name",
      () => `/admin/organizations/${stack().signIns.paying.organizationId}`,
      "/admin/alerts",
      "/admin/alerts?state=resolved&kind=dispute",
      "/admin/audit-log",
      "/admin/audit-log?search=no+such+thing",
      "/admin/support",
      "/admin/support?search=no+such+request",
      "/admin/support-sessions",
      "/admin/support-sessions?admin=no+such+admin",
      "/admin/stripe-events",
      { from: "/admin/stripe-events", link: "/admin/stripe-events/evt" },
      "/admin/stripe-events?type=no.such.event",
      "/admin/webhooks",
      "/admin/reconciliation",
      "/admin/reconciliation?kind=plan",
      "/admin/jobs",
      "/admin/exports",
      "/admin/platform-keys",
      "/admin/privacy",
    ],
  },
  {
    visitor: "platformAdmin",
    what: "every page of figures",
    places: [
      "/admin",
      "/admin?range=30d&activity=movement",
      "/admin/analytics",
      "/admin/analytics/revenue",
      "/admin/analytics/retention?show=customers",
      "/admin/analytics/churn",
      "/admin/analytics/funnel",
      "/admin/analytics/plans?dimension=country",
      "/admin/analytics/payments",
      "/admin/analytics/usage",
      "/admin/analytics/forecast",
      "/admin/analytics/movements",
      "/admin/analytics?by=plan&value=no-such-plan",
      "/admin/reports",
    ],
  },
  {
    visitor: "anonymous",
    what: "every page",
    places: [
      "/",
      "/pricing",
      "/docs",
      "/docs/metering",
      "/docs/entitlements",
      "/docs/webhooks",
      "/docs/going-live",
      "/docs/api",
      "/support",
      "/support?sent=R-0123ABCD",
      "/security",
      "/status",
      "/changelog",
      "/terms",
      "/privacy",
      "/sign-up",
      "/sign-in",
      "/single-sign-on",
      "/single-sign-on?refused=no_seat",
      "/reset",
      "/verify",
      "/unsubscribe",
      "/invite/no-such-invitation",
      "/email-change",
      "/oauth/problem",
      "/not-there",
    ],
  },
  {
    visitor: "paying",
    what: "every page",
    places: [
      "/dashboard",
      "/plants",
      { from: "/plants", link: "/plants/" },
      "/work-orders",
      "/work-orders?status=done",
      { from: "/work-orders", link: "/work-orders/" },
      "/schedule",
      "/quality",
      "/inventory",
      { from: "/inventory", link: "/inventory/" },
      "/reports",
      "/customize",
      "/usage",
      "/billing",
      "/billing/payment-method",
      "/billing/statement",
      "/team",
      "/settings",
      "/settings?tab=access",
      "/settings?tab=api-keys",
      "/settings?tab=account",
      "/settings?tab=security",
      "/settings/single-sign-on",
    ],
  },
  {
    visitor: "expired",
    what: "every page that differs",
    places: ["/dashboard", "/plants", "/billing", "/billing/payment-method"],
  },
  { visitor: "trialing", what: "every page that differs", places: ["/dashboard", "/billing", "/usage"] },
];

// One of the pages doesn't exist.
test.use({ expectedErrors: [/status of 404/] });

test.describe.configure({ mode: "parallel" });

for (const { visitor, what, places } of sweeps) {
  test.describe(`for ${visitor}`, () => {
    test.use({ signedInAs: visitor === "anonymous" ? undefined : visitor });
    test(`${what} fits every screen and is accessible`, async ({ page }) => {
      test.setTimeout(480_000);
      for (const place of places) await sweep(page, visitor, await addressOf(page, place));
    });
  });
}

test("both onboarding steps and the invitation they send fit every screen and are accessible", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const { email } = await register(page, "starter");
  await sweep(page, "newcomer", "/onboarding?step=organization");
  await describeCompany(page);
  await sweep(page, "newcomer", "/onboarding");
  const colleague = `colleague-of-${email}`;
  await addFirstPlant(page, { invite: colleague });
  const invitation = await linkInMail(colleague, /invited you/, /http[^"\s]+\/invite\/[\w-]+/);
  const guest = await (await browser.newContext({ baseURL: stack().url })).newPage();
  await sweep(guest, "guest", new URL(invitation).pathname, { named: "-invite" });
  await guest.context().close();
});

async function addressOf(page: Page, place: Place): Promise<string> {
  if (typeof place === "string") return place;
  if (typeof place === "function") return place();
  await page.goto(place.from);
  const address = await page.locator(`main a[href^="${place.link}"]`).first().getAttribute("href");
  expect(address, `a link to ${place.link}… on ${place.from}`).not.toBeNull();
  return address ?? "";
}

/** What is wrong with a page, as CSS of an element or as the element itself, and how the sweep says so. */
const faults = [
  { what: "content that is too wide", css: "width: 2000px", html: "<p>Text</p>", found: /horizontal overflow/ },
  {
    what: "text that can't be read on its background",
    css: "color: #888; background: #777",
    html: "<p>Text</p>",
    found: /color-contrast/,
  },
  {
    what: "an image without a text",
    css: "display: block",
    html: '<img src="data:," width="20" height="20">',
    found: /image-alt/,
  },
];

test("a fault in any one theme on any one screen is found", async ({ page }) => {
  await page.route("**/sound", (route) =>
    route.fulfill({ contentType: "text/html", body: pageWith("", "<p>Text</p>") }),
  );
  await sweep(page, "anonymous", "/sound");
  for (const { what, css, html, found } of faults) {
    for (const theme of themes) {
      for (const { name, viewport } of screens) {
        const only = `@media (width: ${viewport.width}px) { .${theme} main > :last-child { ${css} } }`;
        const path = `/${what}/${name}/${theme}`;
        await page.route(encodeURI(`**${path}`), (route) =>
          route.fulfill({ contentType: "text/html", body: pageWith(only, html) }),
        );
        await expect(
          sweep(page, "anonymous", path, { everyCombination: true }),
          `${what}, ${name}, ${theme}`,
        ).rejects.toThrow(found);
      }
    }
  }
});

const pageWith = (css: string, html: string) => `<!doctype html>
<html lang="en"><head><title>A page</title>
<style>
  body { background: #fff; color: #000 } .dark body { background: #000; color: #fff } img { display: none }
  ${css}
</style>
<script>
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { document.documentElement.className = dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", follow);
  follow();
</script>
</head><body><main><h1>A page</h1>${html}</main></body></html>`;
