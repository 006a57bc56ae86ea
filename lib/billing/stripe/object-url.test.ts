import { describe, expect, it } from "vitest";
import { objectUrl } from "./object-url";

describe("the link to an object at Stripe", () => {
  it.each([
    ["sk_live_1", "cus_1", "https://dashboard.stripe.com/customers/cus_1"],
    ["sk_test_1", "in_1", "https://dashboard.stripe.com/test/invoices/in_1"],
    ["rk_test_1", "sub_1", "https://dashboard.stripe.com/test/subscriptions/sub_1"],
    ["rk_live_1", "sub_sched_1", "https://dashboard.stripe.com/subscription_schedules/sub_sched_1"],
    ["sk_live_1", "ch_1", "https://dashboard.stripe.com/payments/ch_1"],
    ["sk_live_1", "si_1", null],
    [undefined, "si_1", "http://localhost:4242/_local/objects/si_1"],
  ])("with the key %s, of %s is %s", (key, id, url) => {
    expect(objectUrl(id, { key, localPort: 4242 })).toBe(url);
  });
});
