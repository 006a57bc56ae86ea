import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expectGoodLayout, tabTo } from "./support/check-page";
import { expect, test } from "./support/test";

test("events can be found, read and resent to an endpoint that missed them", async ({ page, shop }) => {
  const { stripe, local, customer } = shop;
  let answer = 500;
  const received: string[] = [];
  const endpointServer = createServer((request, response) => {
    request.resume();
    received.push(request.url ?? "");
    response.writeHead(answer).end(answer === 500 ? "<script>alert(1)</script>" : "thanks");
  });
  await new Promise<void>((listening) => endpointServer.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(endpointServer.address() as AddressInfo).port}/webhooks`;
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["customer.updated"] });
  await stripe.customers.update(customer.id, { name: "<b>Ada</b>" });
  await local.delivered();

  await page.goto(`${local.origin}/_local/events`);
  await expect(page.getByRole("row").filter({ hasText: "product.created" })).toContainText("no endpoint");
  await expectGoodLayout(page, "events");
  await page.getByLabel("Type").fill("customer.");
  await page.getByLabel("About").fill(customer.id);
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByLabel("Delivery").selectOption("pending");
  await tabTo(page, "Filter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: "customer.updated" }).click();
  await expect(page.getByText(url)).toBeVisible();
  await expect(page.getByRole("listitem").first()).toContainText("<script>alert(1)</script>");
  await expect(page.getByRole("region", { name: "The event as JSON" })).toContainText('"name": "<b>Ada</b>"');
  await expectGoodLayout(page, "event");

  answer = 200;
  await page.getByRole("button", { name: "Resend" }).click();
  await local.delivered();
  await page.reload();
  await expect(page.getByText("delivered", { exact: true })).toBeVisible();
  await expect(page.getByRole("listitem").last()).toContainText("200");
  expect(received.length).toBeGreaterThanOrEqual(2);
  await stripe.webhookEndpoints.del(endpoint.id);
  await new Promise((closed) => endpointServer.close(closed));
});
