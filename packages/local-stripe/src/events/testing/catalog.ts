import { id, type Step } from "./step";

/** Products, prices, coupons and meters. */
export const catalog: Step[] = [
  [
    "a product",
    async (stripe, made) => {
      made.product = (await stripe.products.create({ name: "Pro" })).id;
    },
    ["product.created"],
  ],
  [
    "renaming the product",
    (stripe, made) => stripe.products.update(id(made, "product"), { name: "Professional" }),
    ["product.updated(name)"],
  ],
  [
    "a price",
    async (stripe, made) => {
      made.price = (
        await stripe.prices.create({
          product: id(made, "product"),
          currency: "usd",
          unit_amount: 5000,
          recurring: { interval: "month" },
        })
      ).id;
    },
    ["price.created"],
  ],
  [
    "a nickname for the price",
    (stripe, made) => stripe.prices.update(id(made, "price"), { nickname: "monthly" }),
    ["price.updated(nickname)"],
  ],
  [
    "a higher price",
    async (stripe, made) => {
      made.higher = (
        await stripe.prices.create({
          product: id(made, "product"),
          currency: "usd",
          unit_amount: 9000,
          recurring: { interval: "month" },
        })
      ).id;
    },
    ["price.created"],
  ],
  [
    "a coupon",
    async (stripe, made) => {
      made.coupon = (await stripe.coupons.create({ percent_off: 10, duration: "forever" })).id;
    },
    ["coupon.created"],
  ],
  [
    "a name for the coupon",
    (stripe, made) => stripe.coupons.update(id(made, "coupon"), { name: "Ten" }),
    ["coupon.updated(name)"],
  ],
  [
    "a promotion code",
    async (stripe, made) => {
      made.code = (
        await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: id(made, "coupon") } })
      ).id;
    },
    ["promotion_code.created"],
  ],
  [
    "deactivating the code",
    (stripe, made) => stripe.promotionCodes.update(id(made, "code"), { active: false }),
    ["promotion_code.updated(active)"],
  ],
  [
    "a tax rate",
    async (stripe, made) => {
      made.rate = (await stripe.taxRates.create({ display_name: "VAT", percentage: 19, inclusive: false })).id;
    },
    ["tax_rate.created"],
  ],
  [
    "archiving the tax rate",
    (stripe, made) => stripe.taxRates.update(id(made, "rate"), { active: false }),
    ["tax_rate.updated(active)"],
  ],
  [
    "a meter",
    async (stripe, made) => {
      made.meter = (
        await stripe.billing.meters.create({
          display_name: "Calls",
          event_name: "calls",
          default_aggregation: { formula: "sum" },
        })
      ).id;
    },
    ["billing.meter.created"],
  ],
  [
    "renaming the meter",
    (stripe, made) => stripe.billing.meters.update(id(made, "meter"), { display_name: "Requests" }),
    ["billing.meter.updated(display_name)"],
  ],
  [
    "deactivating the meter",
    (stripe, made) => stripe.billing.meters.deactivate(id(made, "meter")),
    ["billing.meter.deactivated(status status_transitions)"],
  ],
  [
    "reactivating the meter",
    (stripe, made) => stripe.billing.meters.reactivate(id(made, "meter")),
    ["billing.meter.reactivated(status status_transitions)"],
  ],
];
