import { expect, test } from "vitest";
import { start } from "../../testing/harness";

test("shows any object as JSON, with links to the objects it mentions", async () => {
  const { stripe, local } = await start();
  const customer = await stripe.customers.create({ name: "<script>alert(1)</script> & Sons" });
  const invoice = await stripe.invoices.create({ customer: customer.id });
  const page = await (await fetch(`${local.origin}/_local/objects/${invoice.id}`)).text();
  expect(page).toContain(`<a href="/_local/objects/${customer.id}">${customer.id}</a>`);
  expect(page).not.toContain(`href="/_local/objects/${invoice.id}"`);
  const other = await (await fetch(`${local.origin}/_local/objects/${customer.id}`)).text();
  expect(other).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons");
  expect((await fetch(`${local.origin}/_local/objects/cus_unknown`)).status).toBe(404);
});
