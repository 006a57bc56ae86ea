import { describe, expect, it } from "vitest";
import { now } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror, setTrial } from "@/testing/billing/mirror";
import { stateOf } from "@/testing/billing/states";
import { newOrganization } from "@/testing/factories";
import { expireTrials } from "./expire-trials";

const daysAgo = (days: number) => addDays(now(), -days);
const expire = (at = now()) => withPlatform({ actor: asSystem(), now: at }, expireTrials);

describe("the trial expiry job", () => {
  it("ends trials that are over, once, however many workers run", async () => {
    const over = await newOrganization({ createdAt: daysAgo(15) });
    const running = await newOrganization({ createdAt: daysAgo(13) });
    const ended = await Promise.all([expire(), expire(), expire()]);
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(1);
    const { subscription, trial, audit } = await stateOf(over.id);
    expect(subscription).toMatchObject({ status: "expired", planKey: "starter" });
    expect(trial.endedAt).not.toBeNull();
    expect(audit).toEqual(["billing.trial_expired"]);
    expect(await stateOf(running.id)).toMatchObject({ subscription: { status: "trialing" }, trial: { endedAt: null } });
  });

  it("ends a trial at the instant it is over, and not before", async () => {
    const organization = await newOrganization();
    const { endsAt } = (await stateOf(organization.id)).trial;
    const justBefore = new Date(endsAt.getTime() - 1);
    await expire(justBefore);
    expect(await stateOf(organization.id, justBefore)).toMatchObject({
      subscription: { status: "trialing" },
      audit: [],
    });
    await expire(endsAt);
    expect(await stateOf(organization.id, endsAt)).toMatchObject({
      subscription: { status: "expired" },
      audit: ["billing.trial_expired"],
    });
  });

  it("ends an extended trial again only at the new end", async () => {
    const organization = await newOrganization({ createdAt: daysAgo(15) });
    await expire();
    await setTrial(organization.id, { endsAt: addDays(now(), 1), endedAt: null });
    await expire();
    expect(await stateOf(organization.id)).toMatchObject({
      subscription: { status: "trialing" },
      audit: ["billing.trial_expired"],
    });
    await expire(addDays(now(), 2));
    expect((await stateOf(organization.id)).audit).toEqual(["billing.trial_expired", "billing.trial_expired"]);
  });

  it("doesn't end a trial after a purchase", async () => {
    const organization = await newOrganization({ createdAt: daysAgo(15) });
    await setMirror(organization.id, { status: "active", stripeSubscriptionId: "sub_1" });
    await expire();
    expect(await stateOf(organization.id)).toMatchObject({ trial: { endedAt: null }, audit: [] });
  });
});
