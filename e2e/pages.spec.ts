import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { linkInMail } from "./support/mailbox";
import { addFirstPlant, describeCompany, register } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

/** Every page on a wide and a narrow screen, light and dark: no horizontal overflow and no serious accessibility finding. */
type Visitor = "anonymous" | "paying" | "trialing" | "expired" | "platformAdmin";

/** A page's address. For one with an id in it: the page that links to it, and how the link's address begins. */
type Place = string | { from: string; link: string };

const pages: Readonly<Record<Visitor, readonly Place[]>> = {
  anonymous: [
    "/",
    "/pricing",
    "/docs/api",
    "/terms",
    "/privacy",
    "/sign-up",
    "/sign-in",
    "/reset",
    "/verify",
    "/unsubscribe",
    "/invite/no-such-invitation",
    "/not-there",
  ],
  paying: [
    "/dashboard",
    "/plants",
    { from: "/plants", link: "/plants/" },
    "/work-orders",
    "/work-orders?status=done",
    { from: "/work-orders", link: "/work-orders/" },
    "/usage",
    "/billing",
    "/billing/payment-method",
    "/team",
    "/settings",
  ],
  trialing: ["/dashboard", "/billing", "/usage"],
  expired: ["/dashboard", "/plants", "/billing", "/billing/payment-method"],
  platformAdmin: [
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
    "/admin/organizations",
    "/admin/organizations?search=no+such+name",
    "/admin/alerts",
    "/admin/alerts?state=resolved&kind=dispute",
    "/admin/audit-log",
    "/admin/audit-log?search=no+such+thing",
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
  ],
};

const screens = [
  { name: "wide", viewport: { width: 1440, height: 900 } },
  { name: "narrow", viewport: { width: 360, height: 780 } },
] as const;
const themes = ["dark", "light"] as const;

// One of the pages doesn't exist.
test.use({ expectedErrors: [/status of 404/] });

test.describe.configure({ mode: "parallel" });

for (const visitor of Object.keys(pages) as Visitor[]) {
  test.describe(`for ${visitor}`, () => {
    test.use({ signedInAs: visitor === "anonymous" ? undefined : visitor });
    test("every page fits every screen and is accessible", async ({ page }) => {
      test.setTimeout(480_000);
      for (const place of placesOf(visitor)) await lookLightAndDark(page, visitor, await addressOf(page, place));
    });
  });
}

test("both onboarding steps and the invitation they send fit every screen and are accessible", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const { email } = await register(page, "starter");
  await lookLightAndDark(page, "newcomer", "/onboarding?step=organization");
  await describeCompany(page);
  await lookLightAndDark(page, "newcomer", "/onboarding");
  const colleague = `colleague-of-${email}`;
  await addFirstPlant(page, { invite: colleague });
  const invitation = await linkInMail(colleague, /invited you/, /http[^"\s]+\/invite\/[\w-]+/);
  const guest = await (await browser.newContext({ baseURL: stack().url })).newPage();
  await lookLightAndDark(guest, "guest", new URL(invitation).pathname, "-invite");
  await guest.context().close();
});

function placesOf(visitor: Visitor): Place[] {
  const { paying } = stack().signIns;
  return visitor === "platformAdmin"
    ? [...pages[visitor], `/admin/organizations/${paying.organizationId}`]
    : [...pages[visitor]];
}

async function addressOf(page: Page, place: Place): Promise<string> {
  if (typeof place === "string") return place;
  await page.goto(place.from);
  const address = await page.locator(`main a[href^="${place.link}"]`).first().getAttribute("href");
  expect(address, `a link to ${place.link}… on ${place.from}`).not.toBeNull();
  return address ?? "";
}

/** Folder for screenshots of the pages; none are taken without it. */
const pictures = process.env.PAGES_PICTURES;

/**
 * Loads a page dark and then switches it to light, as a visitor would, and checks both on each screen.
 *
 * @param named prefix of the screenshots' names.
 */
async function lookLightAndDark(page: Page, visitor: string, path: string, named = path): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.goto(path, { waitUntil: "networkidle" });
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    await lookOnEachScreen(page, path, colorScheme, `${visitor}${named.replaceAll(/[/?=&+]+/g, "-")}`);
  }
}

async function lookOnEachScreen(page: Page, path: string, theme: string, picture: string) {
  for (const { name, viewport } of screens) {
    await page.setViewportSize(viewport);
    await test.step(`${path} ${name} ${theme}`, async () => {
      await expectNoOverflow(page);
      await expectAccessible(page);
      if (pictures) await page.screenshot({ path: `${pictures}/${picture}-${name}-${theme}.png`, fullPage: true });
    });
  }
}
