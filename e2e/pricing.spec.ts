import { expect, test } from "./support/test";

test.use({ storageState: { cookies: [], origins: [] } });

test("the calculator shows the invoice, in a link that keeps it", async ({ page, context }) => {
  await page.goto("/pricing?utm_source=mail");
  const calculator = page.getByRole("region", { name: "Know the price before the invoice" });
  const invoice = calculator.getByRole("table", { name: "The invoice" });

  await test.step("40 users in 3 plants: Professional and 15 extra users", async () => {
    await calculator.getByLabel("Users, as a number").fill("40");
    await calculator.getByLabel("Plants, as a number").fill("3");
    await calculator.getByLabel("Work orders a month, as a number").fill("200");
    await calculator.getByLabel("Storage in GB, as a number").fill("10");
    await expect(invoice.getByRole("row")).toHaveText([
      "Professional$199.00",
      "Extra user × 15$75.00",
      "Monthly total$274.00",
    ]);
    await expect(calculator.getByRole("row", { name: /^Starter/ })).toContainText("$284.00");
    await expect(calculator.getByText("Annual billing saves $328.80 a year.")).toBeVisible();
  });

  await test.step("by keyboard, the slider says the amount in words", async () => {
    const users = calculator.getByRole("slider", { name: "Users", exact: true });
    await expect(users).toHaveAttribute("aria-valuetext", "40 users");
    await users.focus();
    await page.keyboard.press("ArrowRight");
    await expect(users).toHaveAttribute("aria-valuetext", "50 users");
    await page.keyboard.press("ArrowLeft");
    await expect(calculator.getByLabel("Users, as a number")).toHaveValue("40");
  });

  await test.step("by the year", async () => {
    await calculator.getByRole("radio", { name: "Pay by the year" }).check();
    await expect(invoice.getByRole("row").last()).toHaveText("Yearly total$2,959.20");
    await expect(calculator.getByText("$246.60 a month on average. You save $328.80 a year.")).toBeVisible();
    await expect(calculator.getByRole("link", { name: "Try Professional free" })).toHaveAttribute(
      "href",
      "/sign-up?plan=professional&interval=year",
    );
  });

  await test.step("the link opens with the same amounts", async () => {
    await expect(page).toHaveURL(/utm_source=mail&users=40&plants=3&.*interval=year/);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole("table", { name: "The invoice" }).getByRole("row").last()).toHaveText(
      "Yearly total$2,959.20",
    );
    await other.close();
  });

  await test.step("what no plan of that size sells is said", async () => {
    await calculator.getByLabel("API calls a month, as a number").fill("100001");
    await expect(calculator.getByRole("row", { name: /^Professional/ })).toContainText("No API calls");
    await expect(invoice.getByRole("row").nth(1)).toHaveText("API calls beyond the plan, 12$0.50");
  });
});

test("a slider that is dragged for long doesn't change the address a hundred times", async ({ page }) => {
  await page.addInitScript(() => {
    const replaced = window.history.replaceState.bind(window.history);
    Object.assign(window, { changes: 0 });
    window.history.replaceState = (...given) => {
      Object.assign(window, { changes: Number(Reflect.get(window, "changes")) + 1 });
      replaced(...given);
    };
  });
  await page.goto("/pricing");
  const slider = page.getByRole("slider", { name: "Users", exact: true });
  await slider.focus();
  const before = Number(await page.evaluate(() => Reflect.get(window, "changes")));
  for (let press = 0; press < 60; press += 1) await page.keyboard.press(press % 2 ? "ArrowLeft" : "ArrowRight");
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(/users=0/);
  expect(Number(await page.evaluate(() => Reflect.get(window, "changes"))) - before).toBeLessThan(10);
});

test("the return follows the visitor's assumptions", async ({ page }) => {
  await page.goto("/pricing");
  const section = page.getByRole("region", { name: "What it's worth to you" });
  await expect(section.getByRole("row", { name: /^Supervisors' time/ })).toContainText("$1,316");
  await section.getByLabel("Supervisors", { exact: true }).fill("0");
  await section.getByLabel("Non-conformances a month").fill("0");
  await expect(section.getByRole("status")).toHaveText("With these numbers, it doesn't pay for itself yet.");
  await section.getByLabel("Supervisors", { exact: true }).fill("");
  await expect(section.getByRole("row", { name: /^You keep each month/ })).toContainText("−$199");
});

test("annual billing shows what it saves, and the head of the comparison follows", async ({ page }) => {
  await page.goto("/pricing");
  await expect(page.getByText("Save $238.80 a year")).toBeHidden();
  await page.getByRole("radio", { name: /Annual/ }).check();
  await expect(page.getByText("Save $238.80 a year")).toBeVisible();
  const head = page.getByRole("columnheader", { name: /^Professional/ });
  await expect(head).toContainText("$2,149.20/yr");
  await expect(head.getByRole("link", { name: "Try free with Professional" })).toHaveAttribute(
    "href",
    "/sign-up?plan=professional&interval=year",
  );
  await page.getByRole("rowheader", { name: "Custom development" }).scrollIntoViewIfNeeded();
  await expect(head).toBeInViewport({ ratio: 1 });
});

test("the quotes are scrolled by keys and by buttons, and don't move by themselves", async ({ page }) => {
  await page.goto("/pricing");
  const row = page.getByRole("region", { name: "Customer quotes" });
  await row.scrollIntoViewIfNeeded();
  const left = () => row.evaluate((element) => element.scrollLeft);
  expect(await left()).toBe(0);
  await page.getByRole("button", { name: "Next quote" }).click();
  await expect.poll(left).toBeGreaterThan(100);
  await page.getByRole("button", { name: "Previous quote" }).click();
  await expect.poll(left).toBe(0);
  await row.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(left).toBeGreaterThan(0);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("examples stand in for the calculators, and the plans follow the switch", async ({ page }) => {
    await page.goto("/pricing");
    await expect(page.getByRole("slider")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /quote|Copy link/ })).toHaveCount(0);
    await expect(page.getByRole("table", { name: "Examples" }).getByRole("row", { name: /^40 people/ })).toContainText(
      "$274.00",
    );
    await page.getByText("Annual").first().click();
    await expect(page.getByText("Save $238.80 a year")).toBeVisible();
    await page.getByText("How does the free trial work?").click();
    await expect(page.getByText("You get 14 days of the plan you choose")).toBeVisible();
    await page.goto("/");
    await expect(page.getByRole("slider")).toHaveCount(0);
    await expect(page.getByRole("heading", { name: /^Log an NCR/ })).toBeVisible();
  });
});

test("the roles are reached by keyboard, each with the words for what is drawn beside it", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await page.getByRole("navigation", { name: "Roles" }).getByRole("link", { name: "Inspector" }).press("Enter");
  await expect(page.getByRole("heading", { name: /^Log an NCR/ })).toBeInViewport();
  await expect(page.getByRole("figure", { name: /^A non-conformance report/ })).toBeAttached();
  // Nothing of the miniatures is in the accessibility tree.
  await expect(page.getByRole("main")).not.toMatchAriaSnapshot(`- text: WO-1042`);
});
