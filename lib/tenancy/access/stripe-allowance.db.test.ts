import { beforeEach, describe, expect, it } from "vitest";
import { rateLimits } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { newOrganization } from "@/testing/factories";
import { takeStripeAllowance } from "./stripe-allowance";

beforeEach(() => platformDatabase().delete(rateLimits));

const isLimited = (error: { code?: string }) => error.code === "rate_limited";

/** How many of these requests are refused. */
async function refused(requests: Promise<void>[]): Promise<number> {
  const outcomes = await Promise.all(requests.map((request) => request.then(() => false, isLimited)));
  return outcomes.filter(Boolean).length;
}

describe("what Stripe takes", () => {
  it("isn't used up by one organization that asks in a loop", async () => {
    const { id } = await newOrganization();
    for (let turn = 0; turn < 40; turn += 1) await takeStripeAllowance(id, "purchase");
    const refusal = await takeStripeAllowance(id, "purchase").catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "rate_limited", details: { retryAfter: expect.any(Number) } });
    await takeStripeAllowance((await newOrganization()).id, "purchase");
  });

  it("is kept for purchases when many organizations ask questions at once", async () => {
    const ids = Array.from({ length: 40 }, () => crypto.randomUUID());
    const questions = refused(ids.map((id) => takeStripeAllowance(id, "question")));
    expect(await refused(ids.map((id) => takeStripeAllowance(id, "purchase")))).toBe(0);
    expect(await questions).toBeGreaterThan(10);
  });
});
