import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

/** Everything of the palette is in files that are loaded when it is opened for the first time. */
const scriptsOf = (page: Page) =>
  page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes(".js")).length);

test.describe("an admin", () => {
  test.use({ signedInAs: "platformAdmin" });

  test("finds a customer from the keyboard, and goes back to work", async ({ page }) => {
    const { trialing } = stack().signIns;
    const organization = trialing.organization ?? "";
    await page.goto("/admin/jobs", { waitUntil: "networkidle" });
    const before = await scriptsOf(page);

    await test.step("⌘K opens it, and loads it only then", async () => {
      await page.keyboard.press("Control+k");
      const input = page.getByRole("combobox", { name: /Search organizations/ });
      await expect(input).toBeFocused();
      expect(await scriptsOf(page)).toBeGreaterThan(before);
      await expectAccessible(page);
    });

    await test.step("what is typed finds the organization, and Enter opens it", async () => {
      await page.keyboard.type(organization.slice(0, 9).toLowerCase());
      await expect(page.getByRole("option", { name: new RegExp(organization) }).first()).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/admin\/organizations\/[0-9a-f-]{36}$/);
      await expect(page.getByRole("heading", { name: organization })).toBeVisible();
    });

    await test.step("a member is found by their email", async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type(trialing.email);
      const person = page.getByRole("group", { name: "People" }).getByRole("option");
      await expect(person.first()).toContainText(organization);
      await expect(page.getByRole("status")).toContainText(/result/);
    });

    await test.step("Escape closes it, and the next time nothing is typed", async () => {
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox")).toHaveValue("");
    });

    await test.step("the right arrow shows what can be done with an organization", async () => {
      await page.keyboard.type(organization.slice(0, 9).toLowerCase());
      await expect(page.getByRole("option", { name: new RegExp(organization) }).first()).toBeVisible();
      await page.keyboard.press("ArrowRight");
      await expect(page.getByRole("option", { name: "Show its audit log" })).toBeVisible();
      await page.keyboard.type("audit");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/admin\/audit-log\?organization=/);
    });
  });

  test("finds what is done for a customer, asks which customer, and opens the place", async ({ page }) => {
    const organization = stack().signIns.paying.organization ?? "";
    const choose = async () => {
      await page.keyboard.type(organization.slice(0, 9).toLowerCase());
      await expect(page.getByRole("option", { name: new RegExp(organization), selected: true })).toBeVisible();
      await page.keyboard.press("Enter");
    };
    await page.goto("/admin/jobs", { waitUntil: "networkidle" });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("refund");
    await expect(page.getByRole("option", { name: "Refund or credit an invoice…", selected: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("combobox", { name: /^Which customer/ })).toBeFocused();
    await choose();
    await expect(page).toHaveURL(/\/admin\/organizations\/[0-9a-f-]{36}#invoices$/);
    await expect(page.getByText("Refund or credit").first()).toBeInViewport();
    await expect(page).toHaveTitle(new RegExp(organization));

    await page.keyboard.press("Control+k");
    await page.keyboard.type("suspend");
    await expect(page.getByRole("option", { name: "Suspend an organization…", selected: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await choose();
    const dialog = page.getByRole("dialog", { name: `Suspend ${organization}` });
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page).not.toHaveURL(/act=/);
  });

  test("composes a word with an input method, whose keys choose nothing", async ({ page }) => {
    const { trialing } = stack().signIns;
    await page.goto("/admin/jobs", { waitUntil: "networkidle" });
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.keyboard.type((trialing.organization ?? "").slice(0, 9).toLowerCase());
    await expect(page.getByRole("option", { name: new RegExp(trialing.organization ?? "") }).first()).toBeVisible();
    for (const key of ["Enter", "ArrowRight", "Escape"]) {
      const composing = { key, isComposing: true, bubbles: true, cancelable: true };
      await page.getByRole("combobox").dispatchEvent("keydown", composing);
    }
    await expect(page.getByRole("combobox", { name: /Search organizations/ })).toBeVisible();
    await expect(page).toHaveURL(/\/admin\/jobs$/);
  });

  test("gets the focus back where it was, after the palette and after a dialog of a menu", async ({ page }) => {
    await page.goto("/admin/jobs", { waitUntil: "networkidle" });
    const link = page.getByRole("main").getByRole("link").first();
    await link.focus();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(link).toBeFocused();

    await page.goto(`/admin/organizations/${stack().signIns.trialing.organizationId}`, { waitUntil: "networkidle" });
    const actions = page.getByRole("button", { name: "Actions" });
    await actions.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Suspend…" }).press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(actions).toBeFocused();
  });

  test("says when nothing matches, and works at 360 pixels and with the button", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto("/admin/jobs");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("combobox").fill("no customer has this name");
    await expect(page.getByText(/^No matches/)).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.getByRole("combobox").fill("webhooks");
    await page.getByRole("option", { name: "Webhooks" }).click();
    await expect(page).toHaveURL(/\/admin\/webhooks$/);
  });
});

test.describe("a customer", () => {
  test.use({ signedInAs: "trialing" });

  test("goes to a page and changes the theme without the mouse, and searches no organizations", async ({ page }) => {
    const searched: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/admin/")) searched.push(request.url());
    });
    await page.goto("/dashboard", { waitUntil: "networkidle" });
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.keyboard.type("billing");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/billing$/);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveClass(/dark/);
    expect(searched).toEqual([]);
  });
});
