import { id, type Step } from "./step";

/** A customer with a card, tax ID and balance. */
export const customers: Step[] = [
  [
    "a customer",
    async (stripe, made) => {
      made.customer = (await stripe.customers.create({ email: "ada@example.com" })).id;
    },
    ["customer.created"],
  ],
  [
    "a card",
    async (stripe, made) => {
      made.card = (await stripe.paymentMethods.attach("pm_card_visa", { customer: id(made, "customer") })).id;
    },
    ["payment_method.attached"],
  ],
  [
    "making the card the default",
    (stripe, made) =>
      stripe.customers.update(id(made, "customer"), { invoice_settings: { default_payment_method: id(made, "card") } }),
    ["customer.updated(invoice_settings)"],
  ],
  [
    "updating the card's expiration",
    (stripe, made) => stripe.paymentMethods.update(id(made, "card"), { card: { exp_month: 5 } }),
    ["payment_method.updated(card)"],
  ],
  [
    "a tax ID",
    async (stripe, made) => {
      made.taxId = (
        await stripe.customers.createTaxId(id(made, "customer"), { type: "eu_vat", value: "DE123456789" })
      ).id;
    },
    ["customer.tax_id.created"],
  ],
  [
    "deleting the tax ID",
    (stripe, made) => stripe.customers.deleteTaxId(id(made, "customer"), id(made, "taxId")),
    ["customer.tax_id.deleted"],
  ],
  [
    "credit",
    (stripe, made) =>
      stripe.customers.createBalanceTransaction(id(made, "customer"), { amount: -500, currency: "usd" }),
    ["customer.updated(balance currency)"],
  ],
];
