import { describe, expect, it } from "vitest";
import { now } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { stateOf } from "@/testing/billing/states";
import { newOrganization } from "@/testing/factories";
import { expireTrials } from "./expire-trials";

const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000);
const expire = (at = now()) => withPlatform({ actor: { kind: "system", id: "worker" }, now: at }, expireTrials);

describe("expiring trials", () => {
  it("ends those that are over, once, however many workers run", async () => {
    const over = await newOrganization({ createdAt: daysAgo(15) });
    const running = await newOrganization({ createdAt: daysAgo(13) });
    const ended = await Promise.all([expire(), expire(), expire()]);
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(1);
    const { subscription, audit } = await stateOf(over.id);
    expect(subscription).toMatchObject({ status: "expired", planKey: "starter" });
    expect(audit).toEqual(["billing.trial_expired"]);
    expect((await stateOf(running.id)).subscription.status).toBe("trialing");
  });

  it("ends one at the very instant it is over, and not before", async () => {
    const organization = await newOrganization();
    const { trialEndsAt } = (await stateOf(organization.id)).subscription;
    await expire(new Date(trialEndsAt.getTime() - 1));
    expect((await stateOf(organization.id)).subscription.status).toBe("trialing");
    await expire(trialEndsAt);
    expect((await stateOf(organization.id)).subscription.status).toBe("expired");
  });
});
