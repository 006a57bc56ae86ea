import { describe, expect, test } from "vitest";
import { type Harness, shop, start } from "../testing/harness";

/** Two customers and their objects. */
async function world(): Promise<Harness & { find: (query: string) => Promise<string[]> }> {
  const harness = await start({ at: "2026-03-01" });
  const { stripe } = harness;
  await stripe.customers.create({ email: "ada@example.com", name: "Ada", metadata: { team: "red" } });
  harness.advanceTo("2026-03-02");
  await stripe.customers.create({ email: "bob@example.com", name: "Bob", metadata: { team: "blue" } });
  harness.advanceTo("2026-03-03");
  await stripe.customers.create({ email: "eve@other.org", phone: "12345" });
  const find = async (query: string): Promise<string[]> =>
    (await stripe.customers.search({ query })).data.map(({ email }) => String(email).slice(0, 3)).sort();
  return { ...harness, find };
}

describe("the query language (docs.stripe.com/search#search-query-language)", () => {
  test("exact match, substring, metadata, null, negation, numbers, AND and OR", async () => {
    const { find } = await world();
    const second = Date.parse("2026-03-02") / 1000;
    for (const [query, found] of [
      [`email:"ADA@example.com"`, ["ada"]],
      [`email:"ada"`, []],
      [`email~"example"`, ["ada", "bob"]],
      [`-email~"example"`, ["eve"]],
      [`metadata["team"]:"red"`, ["ada"]],
      [`metadata["team"]:null`, ["eve"]],
      [`-metadata["team"]:null`, ["ada", "bob"]],
      [`phone:null`, ["ada", "bob"]],
      [`created>${second}`, ["eve"]],
      [`created>=${second} AND created<${second + 1}`, ["bob"]],
      [`name:"Ada" OR name:"Bob"`, ["ada", "bob"]],
      [`email~"example" AND -metadata["team"]:"red"`, ["bob"]],
    ] as const)
      expect([query, await find(query)]).toEqual([query, found]);
  });

  test("refuses what Stripe refuses", async () => {
    const { find } = await world();
    for (const query of [
      `balance>0`,
      `metadata~"red"`,
      `email~"ad"`,
      `email>"a"`,
      `created:"yesterday"`,
      `metadata["team"]~"red"`,
      `name:"Ada" AND name:"Bob" OR name:"Eve"`,
      `(name:"Ada")`,
      "   ",
    ])
      await expect([query, await find(query).catch((error: { param: string }) => error.param)]).toEqual([
        query,
        "query",
      ]);
  });

  test("pages with an opaque cursor, and counts on request", async () => {
    const { stripe } = await world();
    const query = `created>0`;
    const first = await stripe.customers.search({ query, limit: 2, expand: ["total_count"] });
    expect(first).toMatchObject({ has_more: true, total_count: 3 });
    const page = String(first.next_page);
    const rest = await stripe.customers.search({ query, limit: 2, page });
    expect(rest).toMatchObject({ has_more: false, next_page: null });
    expect(rest).not.toHaveProperty("total_count");
    expect(rest.data).toHaveLength(1);
    await expect(stripe.customers.search({ query, page: "2" })).rejects.toMatchObject({ param: "page" });
  });
});

test("each resource has its own fields", async () => {
  const { stripe } = await start();
  const { customer, product, price } = await shop(stripe);
  const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const ids = async (found: Promise<{ data: { id: string }[] }>): Promise<string[]> =>
    (await found).data.map((row) => row.id);
  const query = (text: string) => ({ query: text });
  expect(await ids(stripe.subscriptions.search(query(`status:"active"`)))).toEqual([id]);
  expect(await ids(stripe.invoices.search(query(`subscription:"${id}" AND total>=5000`)))).toHaveLength(1);
  expect(await ids(stripe.prices.search(query(`product:"${product.id}" AND active:"true"`)))).toEqual([price.id]);
  expect(await ids(stripe.products.search(query(`name~"fess"`)))).toEqual([product.id]);
  expect(await ids(stripe.charges.search(query(`payment_method_details.card.last4:4242`)))).toHaveLength(1);
  expect(await ids(stripe.paymentIntents.search(query(`status:"succeeded" AND amount:5000`)))).toHaveLength(1);
});
