import type { Page } from "@playwright/test";
import { cards, payByCard } from "./support/card";
import { linkInMail } from "./support/mailbox";
import { organizationOf, switchTo } from "./support/organization";
import { signedUp } from "./support/sign-up";
import { expect, test } from "./support/test";

/** A page that hears nothing from other tabs, as in a browser that blocks storage. */
async function makeDeaf(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "BroadcastChannel");
    window.addEventListener("storage", (event) => event.stopImmediatePropagation(), true);
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = function (name: string) {
      return name === "gatehouse.organization" ? null : getItem.call(this, name);
    };
  });
}

test("what a page does lands in the organization it shows, or nowhere", async ({ browser }) => {
  test.setTimeout(240_000);
  const { context, ...first } = await signedUp(browser, "enterprise");
  const page = await context.newPage();

  const second = await test.step("another company makes them an owner, too", async () => {
    const owner = await signedUp(browser, "enterprise");
    const other = await owner.context.newPage();
    await other.goto("/team");
    await other.getByRole("button", { name: "Invite" }).click();
    await other.getByRole("dialog").getByLabel("Email").fill(first.email);
    await other.getByRole("dialog").getByLabel("Role").selectOption("owner");
    await other.getByRole("button", { name: "Send invitation" }).click();
    await expect(other.getByText("Invitation sent")).toBeVisible();
    await owner.context.close();
    return owner.company;
  });

  await test.step("they buy a plan for the first", async () => {
    await page.goto("/billing");
    await page.getByRole("group", { name: "Billing interval" }).getByText("Monthly").click();
    await page.getByRole("button", { name: "Choose Enterprise" }).click();
    await payByCard(page, cards.pays);
    await expect(page.getByText("Welcome to Enterprise!")).toBeVisible({ timeout: 30_000 });
  });

  await test.step("joining the second in another tab reloads this one", async () => {
    const tab = await context.newPage();
    await tab.goto(await linkInMail(first.email, /invit|join/i, /http[^"\s]+\/invite\/[\w-]+/));
    await tab.getByRole("button", { name: `Join ${second}` }).click();
    await expect(tab.getByRole("complementary").getByText(second)).toBeVisible();
    await expect(page.getByText(`You're now in ${second}.`)).toBeVisible();
    await expect(page.getByRole("complementary").getByText(second)).toBeVisible();
    await tab.close();
  });

  await test.step("a page that was open a moment ago is asked for again after a switch", async () => {
    const openTeam = () => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Team" }).click();
    const openDashboard = () =>
      page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Dashboard" }).click();
    await page.goto("/dashboard");
    await openTeam();
    await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
    await openDashboard();
    await switchTo(page, first.company);
    const asked = page.waitForRequest(
      (request) => new URL(request.url()).pathname === "/team" && request.headers().rsc !== undefined,
    );
    await openTeam();
    await asked;
    await expect(page.getByRole("complementary").getByText(first.company)).toBeVisible();
    await expect(page.getByRole("main").getByText(first.email)).toBeVisible();
    await switchTo(page, second);
  });

  const deaf = await context.newPage();
  await makeDeaf(deaf);

  /** Opens a page of one organization, selects the other one elsewhere, and acts. */
  async function actAfterSwitch(
    { shown, selected, path }: { shown: string; selected: string; path: string },
    act: () => Promise<void>,
  ): Promise<void> {
    await page.goto("/dashboard");
    if (!(await page.getByRole("complementary").getByText(shown).isVisible())) await switchTo(page, shown);
    await deaf.goto(path);
    const before = await organizationOf(deaf);
    await switchTo(page, selected);
    await act();
    await expect(deaf.getByText(`You're now in ${selected}.`)).toBeVisible();
    expect(await organizationOf(deaf)).not.toBe(before);
  }
  const there = { shown: first.company, selected: second };

  await test.step("an invitation", () =>
    actAfterSwitch({ ...there, path: "/team" }, async () => {
      await deaf.getByRole("button", { name: "Invite" }).click();
      await deaf.getByRole("dialog").getByLabel("Email").fill("new@stray.example");
      await deaf.getByRole("button", { name: "Send invitation" }).click();
    }));
  await test.step("a plant", () =>
    actAfterSwitch({ ...there, path: "/plants" }, async () => {
      await deaf.getByRole("button", { name: "Add plant" }).click();
      await deaf.getByRole("dialog").getByLabel("Plant name").fill("Stray plant");
      await deaf.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    }));
  await test.step("an API key", () =>
    actAfterSwitch({ ...there, path: "/settings?tab=api-keys" }, async () => {
      await deaf.getByRole("region", { name: "API keys" }).getByLabel("Name").fill("Stray key");
      await deaf.getByRole("button", { name: "Create key" }).click();
    }));
  await test.step("a cancellation", () =>
    actAfterSwitch({ ...there, path: "/billing" }, async () => {
      await deaf.getByRole("button", { name: "Cancel plan" }).click();
      const dialog = deaf.getByRole("dialog");
      await dialog.getByText("Too expensive").click();
      await dialog.getByRole("button", { name: "Continue" }).click();
      await dialog.getByRole("button", { name: "Cancel anyway" }).click();
    }));
  await test.step("a purchase", () =>
    actAfterSwitch({ shown: second, selected: first.company, path: "/billing" }, async () => {
      await deaf.getByRole("button", { name: "Choose Starter" }).click();
    }));

  await test.step("nothing has landed anywhere", async () => {
    for (const organization of [second, first.company]) {
      await page.goto("/dashboard");
      if (!(await page.getByRole("complementary").getByText(organization).isVisible())) {
        await switchTo(page, organization);
      }
      await page.goto("/team");
      await expect(page.getByText("No pending invitations")).toBeVisible();
      await page.goto("/settings?tab=api-keys");
      await expect(page.getByText("No API keys yet")).toBeVisible();
      await page.goto("/plants");
      await expect(page.getByRole("link", { name: /Main hall/ }).first()).toBeVisible();
      await expect(page.getByText("Stray plant")).toHaveCount(0);
      await page.goto("/billing");
      await expect(page.getByText(/Cancels on|set to cancel/)).toHaveCount(0);
    }
  });

  await test.step("a link opened in a new tab works, in the selected organization", async () => {
    const [tab] = await Promise.all([
      context.waitForEvent("page"),
      page
        .getByRole("complementary")
        .getByRole("link", { name: "Team" })
        .click({ modifiers: ["ControlOrMeta"] }),
    ]);
    await expect(tab.getByRole("heading", { name: "Team" })).toBeVisible();
    await tab.getByRole("button", { name: "Invite" }).click();
    await tab.getByRole("dialog").getByLabel("Email").fill("new@welcome.example");
    await tab.getByRole("button", { name: "Send invitation" }).click();
    await expect(tab.getByText("Invitation sent")).toBeVisible();
  });
  await context.close();
});
