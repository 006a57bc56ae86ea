import { randomInt } from "node:crypto";
import { linkInMail } from "./support/mailbox";
import { sessionOf } from "./support/sessions";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test("a visitor without script asks, a platform admin answers, and the answer comes by email", async ({ browser }) => {
  const name = `Visitor ${crypto.randomUUID().slice(0, 8)}`;
  const email = `${name.toLowerCase().replace(" ", ".")}@example.com`;
  const address = `10.${[1, 2, 3].map(() => randomInt(256)).join(".")}`;
  const visitor = await browser.newContext({
    baseURL: stack().url,
    javaScriptEnabled: false,
    extraHTTPHeaders: { "x-forwarded-for": address },
    storageState: { cookies: [], origins: [] },
  });
  const page = await visitor.newPage();

  await test.step("a message that is too short is sent back with the error and what was typed", async () => {
    await page.goto("/support?topic=billing");
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Email", { exact: true }).fill(email);
    await page.getByLabel("Message").fill("Help!");
    await page.getByRole("button", { name: "Send message" }).click();
    await expect(page.getByText("Enter at least 10 characters.")).toBeVisible();
    await expect(page.getByLabel("Your name")).toHaveValue(name);
  });

  await test.step("a whole message gets a reference", async () => {
    await page.getByLabel("Topic").selectOption("billing");
    await page.getByLabel("Message").fill("Can we pay by invoice?\n\n<b>Thanks</b>");
    await page.getByRole("button", { name: "Send message" }).click();
    await expect(page.getByText(/Your reference is R-[0-9A-F]{8}/)).toBeVisible();
  });
  await visitor.close();

  const admin = await browser.newContext({ baseURL: stack().url, storageState: sessionOf("platformAdmin") });
  const desk = await admin.newPage();
  await test.step("the admin finds it, reads it as it was written, and answers", async () => {
    await desk.goto(`/admin/support?search=${encodeURIComponent(name)}`);
    await desk.getByRole("link", { name }).click();
    await expect(desk.getByRole("heading", { name })).toBeVisible();
    await expect(desk.getByText("<b>Thanks</b>")).toBeVisible();
    await desk.getByLabel("Reply").fill("Yes, from the Enterprise plan on.");
    await desk.getByRole("button", { name: "Send reply" }).click();
    await expect(desk.getByText(`Reply sent to ${email}`)).toBeVisible();
    await expect(desk.getByRole("list", { name: "Conversation" })).toContainText("Yes, from the Enterprise plan on.");
    await linkInMail(email, /Reply to your request/, /http[^"\s]+\/support/);
  });

  await test.step("closing takes it off the list", async () => {
    await desk.getByRole("button", { name: "Close", exact: true }).click();
    await expect(desk.getByText("Request closed")).toBeVisible();
    await desk.goto(`/admin/support?state=closed&search=${encodeURIComponent(name)}`);
    await expect(desk.getByRole("link", { name })).toBeVisible();
  });
  await admin.close();
});
