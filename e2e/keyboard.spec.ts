import { randomInt } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { cards } from "./support/card";
import { linkInMail } from "./support/mailbox";
import { signedUp } from "./support/sign-up";
import { stack } from "./support/stack";
import { collectErrors, expect, test } from "./support/test";

/** Whole journeys by keyboard alone, with what a screen reader announces along the way. */

/** Presses Tab until the element has the focus, as someone without a pointer would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  // A page of controls has fewer than these.
  for (let presses = 0; presses < 200; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab doesn't reach ${target}.`);
}

const press = async (page: Page, target: Locator, key = "Enter") => {
  await tabTo(page, target);
  await page.keyboard.press(key);
};

const type = async (page: Page, target: Locator, text: string) => {
  await tabTo(page, target);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
};

/** Chooses the next option of a select until one has this value. */
async function choose(page: Page, target: Locator, value: string): Promise<void> {
  await tabTo(page, target);
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await target.inputValue()) === value) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`The arrow keys don't choose ${value}.`);
}

/** Expects that the accessibility tree has these lines, in this order. */
async function expectTree(target: Locator, lines: readonly string[]): Promise<void> {
  const tree = await target.ariaSnapshot();
  let from = 0;
  for (const line of lines) {
    const at = tree.indexOf(line, from);
    expect(at, `"${line}" in\n${tree}`).toBeGreaterThanOrEqual(0);
    from = at + line.length;
  }
}

test("someone signs up and sets up their organization by keyboard alone", async ({ page }) => {
  test.setTimeout(240_000);
  const company = `Keyboard Castings ${crypto.randomUUID().slice(0, 8)}`;
  const email = `ada@${company.toLowerCase().replaceAll(" ", "-")}.example`;
  await page.setExtraHTTPHeaders({ "x-forwarded-for": `10.${[1, 2, 3].map(() => randomInt(256)).join(".")}` });

  await test.step("the form says what each field is", async () => {
    await page.goto("/sign-up?plan=starter");
    await expectTree(page.locator("body"), [
      "heading",
      'textbox "Work email"',
      'textbox "Company"',
      'textbox "Password"',
      'button "Start free trial"',
    ]);
    await type(page, page.getByLabel("Work email"), email);
    await type(page, page.getByLabel("Company"), company);
    await type(page, page.getByLabel("Password", { exact: true }), "correct horse battery staple");
    await press(page, page.getByRole("button", { name: "Start free trial" }));
    await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible();
  });

  await test.step("the emailed link verifies the address", async () => {
    await page.setExtraHTTPHeaders({});
    await page.goto(await linkInMail(email, /verify/i, /http[^"\s]+\/verify\?token=[\w-]+/));
    await press(page, page.getByRole("button", { name: "Verify email" }));
    await press(page, page.getByRole("link", { name: "Continue" }));
    await expect(page).toHaveURL(/\/onboarding/);
  });

  await test.step("both steps of the setup", async () => {
    await expectTree(page.locator("main"), ['textbox "Organization name"', 'combobox "Industry"', 'radio "FIFO']);
    await choose(page, page.getByLabel("Industry"), "machining");
    await choose(page, page.getByLabel("Company size"), "1-50");
    await choose(page, page.getByLabel("Primary use case"), "production");
    await press(page, page.getByRole("radio", { name: "FIFO" }), "Space");
    await press(page, page.getByRole("button", { name: "Continue" }));
    await expect(page.getByLabel("Plant name")).toBeVisible();
    await type(page, page.getByLabel("Plant name"), "Main hall");
    await press(page, page.getByLabel("Add sample data"), "Space");
    await press(page, page.getByRole("button", { name: "Go to dashboard" }));
    await expect(page).toHaveURL(/\/dashboard$/);
  });
});

test("an owner buys a plan, changes it and invites someone by keyboard alone", async ({ browser }) => {
  test.setTimeout(300_000);
  const { context, company } = await signedUp(browser, "starter");
  const errors = collectErrors(context);
  const page = await context.newPage();

  await test.step("checkout", async () => {
    await page.goto("/billing");
    await press(page, page.getByRole("button", { name: "Choose Starter" }));
    await type(page, page.getByLabel("Card number"), cards.pays);
    await type(page, page.getByLabel("Expiration date"), "12 / 34");
    await type(page, page.getByLabel("CVC"), "123");
    await type(page, page.getByLabel("Name on card"), "Ada Okafor");
    await press(page, page.getByRole("button", { name: "Subscribe", exact: true }));
    await expect(page.getByText("Welcome to Starter!")).toBeVisible({ timeout: 30_000 });
    await expectTree(page.locator("main"), ['heading "Billing" [level=1]', "Next charge"]);
  });

  await test.step("plan change: the dialog has a name, the plans are radio buttons, and the focus stays inside", async () => {
    await press(page, page.getByRole("button", { name: "Change plan" }));
    const dialog = page.getByRole("dialog", { name: "Change plan" });
    const professional = dialog.getByRole("radio", { name: /^Professional/ });
    await expect(professional).toBeVisible();
    await expectTree(page.locator("body"), ['dialog "Change plan"', 'radio "Starter', 'radio "Professional']);
    await tabTo(page, dialog.getByRole("radio", { name: /^Starter/ }));
    await page.keyboard.press("ArrowDown");
    await expect(professional).toBeFocused();
    await page.keyboard.press("Space");
    await expect(professional).toBeChecked();
    await expect(dialog.getByText("Due today")).toBeVisible();
    await press(page, dialog.getByRole("button", { name: /^Pay/ }));
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByText("$199.00/mo").first()).toBeVisible();
  });

  await test.step("invite: Escape closes the dialog and gives the focus back; sending says so", async () => {
    await page.goto("/team");
    const invite = page.getByRole("button", { name: "Invite" }).first();
    await press(page, invite);
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(invite).toBeFocused();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expectTree(dialog, ["heading", 'textbox "Email"', 'combobox "Role"', 'button "Send invitation"']);
    await type(page, dialog.getByLabel("Email"), `bo@${company.toLowerCase().replaceAll(" ", "-")}.example`);
    await press(page, dialog.getByRole("button", { name: "Send invitation" }));
    await expect(page.getByText("Invitation sent")).toBeVisible();
  });
  expect(errors, "errors on the browser's console").toEqual([]);
  await context.close();
});

test("a visitor finds an operation and writes to support by keyboard alone", async ({ page }) => {
  await page.goto("/docs/api");
  const search = page.getByRole("searchbox", { name: "Search operations" });
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("reserve");
  await expect(page.getByRole("status").filter({ hasText: "operation" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(
    page.getByRole("navigation", { name: "Operations" }).getByRole("link", { name: "Reserve usage" }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#reserveUsage$/);

  await page.setExtraHTTPHeaders({ "x-forwarded-for": `10.${[1, 2, 3].map(() => randomInt(256)).join(".")}` });
  await page.goto("/support");
  await expectTree(page.locator("main"), [
    'heading "Talk to a person" [level=1]',
    'textbox "Your name"',
    'textbox "Email"',
    'combobox "Topic"',
    'textbox "Message"',
    'button "Send message"',
  ]);
  expect(await page.locator("main").ariaSnapshot()).not.toContain("Leave this field empty");
  const email = `visitor-${crypto.randomUUID().slice(0, 8)}@example.com`;
  await type(page, page.getByLabel("Your name"), "Ada Okafor");
  await type(page, page.getByLabel("Email", { exact: true }), email);
  await choose(page, page.getByLabel("Topic"), "billing");
  await type(page, page.getByLabel("Message"), "Can we pay by invoice?");
  await press(page, page.getByRole("button", { name: "Send message" }));
  await expect(page.getByText(/Your reference is R-[0-9A-F]{8}/)).toBeVisible();
  await linkInMail(email, /received your request \(R-/, /http[^"\s]+\/support/);
  expect(stack().url).toBe(new URL(page.url()).origin);
});
