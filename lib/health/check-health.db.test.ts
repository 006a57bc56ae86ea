import "@/testing/billing/local-stripe";
import { expect, it } from "vitest";
import { clearFaults, faultHits, injectFault } from "@/testing/billing/faults";
import { checkHealth } from "./index";

it("asks Stripe once for all checks of the same moment", async () => {
  await injectFault({ kind: "slow", method: "GET", path: "/v1/products", ms: 50 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => checkHealth()));
  expect(new Set(answers.map(({ checks }) => checks.stripe))).toEqual(new Set(["ok"]));
  expect(await faultHits()).toBe(1);
  await clearFaults();
});
