import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { signedUp } from "./support/sign-up";
import { expect, test } from "./support/test";

/** A refused upload and another organization's file are answered with an error status. */
test.use({ expectedErrors: [/status of 4\d\d/] });

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const disguised = Buffer.from("<html><script>alert(1)</script></html>");

const lane = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const card = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });

/** Fills the open dialog, submits it, and waits until it has closed. */
async function submit(page: Page, values: Readonly<Record<string, string>>, button: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label).fill(value);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** What a shift does with an order: put it in a lane, attach a photo, use material. One story, in order. */
test("a work order goes through the shop floor", async ({ browser }) => {
  const { context } = await signedUp(browser, "professional");
  const page = await context.newPage();
  const title = "Hinge bracket, stamped";

  await test.step("a renamed lane shows on the board", async () => {
    await page.goto("/plants");
    await page.getByRole("link", { name: "Main hall" }).click();
    await page.getByRole("button", { name: "Rename Lane 1" }).click();
    await submit(page, { Name: "Press line" }, "Rename");
    await expect(lane(page, "Press line")).toBeVisible();
  });

  await test.step("a new order is dragged to a lane by mouse, and to the next one by keyboard", async () => {
    await page.getByRole("button", { name: "Create work order" }).click();
    await submit(page, { Title: title, Quantity: "40" }, "Save");
    await card(page, title).dragTo(lane(page, "Press line"));
    await expect(lane(page, "Press line").getByText(title)).toBeVisible();
    await card(page, title)
      .getByRole("button", { name: /^Move WO-/ })
      .focus();
    await page.keyboard.press("ArrowRight");
    await expect(lane(page, "Lane 2").getByText(title)).toBeVisible();
    await expect(card(page, title).getByRole("button", { name: /^Move WO-/ })).toBeFocused();
    await expectAccessible(page);
  });

  await test.step("a move shows at once, and goes back if someone else was faster", async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    let send = () => {};
    const sent = new Promise<void>((resolve) => {
      send = resolve;
    });
    await page.route(/\/plants\//, async (route) => {
      if (route.request().method() === "POST") await sent;
      await route.continue();
    });
    await page.keyboard.press("ArrowLeft");
    await expect(lane(page, "Press line").getByText(title)).toBeVisible();
    await card(other, title)
      .getByRole("button", { name: /^Move WO-/ })
      .focus();
    await other.keyboard.press("ArrowRight");
    await expect(other.getByText(/^WO-\d+ moved to Lane 3$/).first()).toBeVisible();
    send();
    await expect(page.getByText(/^WO-\d+ wasn't moved$/)).toBeVisible();
    await expect(lane(page, "Lane 3").getByText(title)).toBeVisible();
    await other.close();
    await page.unroute(/\/plants\//);
    await card(page, title)
      .getByRole("button", { name: /^Move WO-/ })
      .focus();
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByText(/^WO-\d+ moved to Lane 2$/).first()).toBeVisible();
  });

  await test.step("a form that was open meanwhile doesn't move it back", async () => {
    const other = await context.newPage();
    await page.getByRole("link", { name: title }).click();
    await page.waitForURL(/\/work-orders\//);
    await other.goto(page.url());
    await other.getByLabel("Lane").selectOption({ label: "Lane 3" });
    await other.getByRole("button", { name: "Save" }).click();
    await expect(other.getByText("Saved.")).toBeVisible();
    await other.close();
    await page.getByLabel("Title").fill("Hinge bracket, painted");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/was changed in the meantime/)).toBeVisible();
    await expect(page.getByLabel("Lane")).toHaveValue(/./);
    await expect(page.getByLabel("Title")).toHaveValue(title);
  });

  await test.step("a photo is uploaded, a page in disguise isn't, and no one else can download the photo", async () => {
    await page.locator("input[type=file]").setInputFiles([
      { name: "burr.png", mimeType: "image/png", buffer: pixel },
      { name: "disguised.png", mimeType: "image/png", buffer: disguised },
    ]);
    const link = page.getByRole("link", { name: "burr.png" });
    await expect(link).toBeVisible();
    await expect(page.getByText(/disguised\.png: That isn't a drawing or photo we accept/)).toBeVisible();
    await expect(page.getByRole("link", { name: "disguised.png" })).toHaveCount(0);
    const address = (await link.getAttribute("href")) ?? "";
    const mine = await page.request.get(address);
    expect(mine.headers()["content-disposition"]).toMatch(/^attachment/);
    expect(await mine.body()).toEqual(pixel);
    const stranger = await signedUp(browser, "starter");
    const theirs = address.replace(/organization=.*/, `organization=${stranger.organizationId}`);
    expect((await stranger.context.request.get(theirs)).status()).toBe(404);
    expect((await stranger.context.request.get(address)).ok()).toBe(false);
    await stranger.context.close();
  });

  await test.step("material is received and used, at the cost of the oldest stock", async () => {
    const order = page.url();
    await page.goto("/inventory");
    await page.getByRole("button", { name: "Add material" }).click();
    await submit(page, { Code: "CRS-16", Unit: "sheets", Name: "Cold-rolled steel" }, "Add material");
    await page.getByRole("link", { name: "Cold-rolled steel" }).click();
    for (const cost of ["100", "150.50"]) {
      await page.getByRole("button", { name: "Receive" }).click();
      await submit(page, { Quantity: "10", "Total cost": cost }, "Receive");
    }
    await page.goto(order);
    await page.getByRole("button", { name: "Use material" }).click();
    await page.getByRole("dialog").getByLabel("Quantity").fill("21");
    await page.getByRole("dialog").getByRole("button", { name: "Use" }).click();
    await expect(page.getByText(/^Only 20 sheets/)).toBeVisible();
    await submit(page, { Quantity: "12" }, "Use");
    // Ten at $10.00 and two at $15.05.
    await expect(page.getByText("$130.10 in total")).toBeVisible();
  });

  await test.step("its pages fit a phone", async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoOverflow(page);
    await page.goto("/inventory");
    await expectNoOverflow(page);
  });
  await context.close();
});
