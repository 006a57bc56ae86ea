import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { signIn } from "./support/sign-in";
import { stack } from "./support/stack";
import { test } from "./support/test";

/** Every page as a wide and a narrow screen show it, light and dark: whole, within the screen, without a serious finding. */
type Visitor = "nobody" | "paying" | "trialing" | "expired" | "platformAdmin";

const pages: Readonly<Record<Visitor, readonly string[]>> = {
  nobody: [
    "/",
    "/pricing",
    "/terms",
    "/privacy",
    "/sign-up",
    "/sign-in",
    "/reset",
    "/verify",
    "/unsubscribe",
    "/not-there",
  ],
  paying: [
    "/dashboard",
    "/plants",
    "/work-orders",
    "/work-orders?status=done",
    "/usage",
    "/billing",
    "/billing/payment-method",
    "/team",
    "/settings",
  ],
  trialing: ["/dashboard", "/billing", "/usage"],
  expired: ["/dashboard", "/billing"],
  platformAdmin: [
    "/admin",
    "/admin/organizations",
    "/admin/organizations?search=nobody+of+that+name",
    "/admin/webhooks",
    "/admin/webhooks?type=no.such.event",
    "/admin/webhooks/endpoints",
    "/admin/reconciliation",
    "/admin/reconciliation?kind=plan",
    "/admin/jobs",
    "/admin/platform-keys",
  ],
};

const screens = [
  { name: "wide", viewport: { width: 1440, height: 900 } },
  { name: "narrow", viewport: { width: 360, height: 780 } },
] as const;
const themes = ["light", "dark"] as const;

// The page that is not there is among them. Hundreds of pictures are taken as it is: no trace beside them.
test.use({ expectedErrors: [/status of 404/], trace: "off" });

for (const visitor of Object.keys(pages) as Visitor[]) {
  test.describe(`for ${visitor}`, () => {
    test("every page holds on every screen", async ({ page }) => {
      test.setTimeout(240_000);
      if (visitor !== "nobody") await signIn(page, stack().signIns[visitor]);
      for (const path of pathsOf(visitor)) {
        for (const theme of themes) await look(page, visitor, path, theme);
      }
    });
  });
}

function pathsOf(visitor: Visitor): string[] {
  const { paying } = stack().signIns;
  return visitor === "platformAdmin"
    ? [...pages[visitor], `/admin/organizations/${paying.organizationId}`]
    : [...pages[visitor]];
}

/** A page in one theme, on each screen as it changes under a visitor's hands. */
async function look(page: Page, visitor: Visitor, path: string, theme: (typeof themes)[number]) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.goto(path, { waitUntil: "networkidle" });
  for (const { name, viewport } of screens) {
    await page.setViewportSize(viewport);
    await test.step(`${path} ${name} ${theme}`, async () => {
      await expectNoOverflow(page);
      await expectAccessible(page);
      const file = `${visitor}${path.replaceAll(/[/?=&+]+/g, "-")}-${name}-${theme}.png`;
      await page.screenshot({ path: `test-results/pages/${file}`, fullPage: true });
    });
  }
}
