import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { emailSuppressions, emails } from "@/db/schema";
import { extendTrial } from "@/lib/admin";
import { type Context, inTenant, withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { addMember, newOrganization } from "@/testing/factories";
import { sendCardNotices } from "../payment/send-card-notices";
import { expireTrials } from "./expire-trials";
import { sendTrialNotices } from "./send-trial-notices";

const day = 86_400_000;
const worker = asSystem();
const at = <T>(now: Date, work: (ctx: Context) => Promise<T>) => withPlatform({ actor: worker, now }, work);

/** Each test uses a week of its own, so that trials of other tests are far away. */
let week = 0;
async function trial(days = 14) {
  week += 1;
  const createdAt = new Date(Date.UTC(2030, 0, 1 + week * 60, 10));
  const organization = await newOrganization({ createdAt, trialDays: days, plan: "professional" });
  const end = new Date(createdAt.getTime() + days * day);
  return { ...organization, end, until: (ms: number) => new Date(end.getTime() - ms) };
}

const told = (organizationId: string) =>
  at(new Date(), async ({ tx }) => {
    const rows = await tx
      .select()
      .from(emails)
      .where(eq(emails.organizationId, organizationId))
      .orderBy(emails.createdAt);
    return rows.map(({ template, props }) => `${template} ${props.daysLeft ?? ""}`.trim());
  });

describe("the emails about a trial's end", () => {
  it("are sent 7, 3 and 1 day before and at the end, once each, although the job runs every hour and concurrently", async () => {
    const { id, until } = await trial();
    for (let hours = 8 * 24; hours >= -2; hours -= 6) {
      const now = until(hours * 3_600_000);
      await Promise.all([at(now, sendTrialNotices), at(now, sendTrialNotices), at(now, expireTrials)]);
    }
    expect(await told(id)).toEqual(["trial-ending 7", "trial-ending 3", "trial-ending 1", "trial-ended"]);
  });

  it("are sent at the exact instant, whatever the host's time zone", async () => {
    const { id, until } = await trial();
    await at(until(7 * day + 1), sendTrialNotices);
    expect(await told(id)).toEqual([]);
    await at(until(7 * day), sendTrialNotices);
    expect(await told(id)).toEqual(["trial-ending 7"]);
  });

  it("catch up with the last one missed, and state the actual number of days left", async () => {
    const { id, until } = await trial();
    await at(until(2 * day), sendTrialNotices);
    expect(await told(id)).toEqual(["trial-ending 2"]);
  });

  it("are sent again after an extension, and the end isn't announced early", async () => {
    const { id, until } = await trial();
    await at(until(2 * day), sendTrialNotices);
    await at(until(day), (ctx) => extendTrial(inTenant(ctx, id), { days: 7, reason: "They asked for a week" }));
    for (let hours = 24; hours >= -8 * 24; hours -= 6) {
      await at(until(hours * 3_600_000), sendTrialNotices);
      await at(until(hours * 3_600_000), expireTrials);
    }
    expect(await told(id)).toEqual([
      "trial-ending 2",
      "trial-extended",
      "trial-ending 7",
      "trial-ending 3",
      "trial-ending 1",
      "trial-ended",
    ]);
  });

  it("aren't sent to people who unsubscribed, except the one at the end", async () => {
    const { id, until } = await trial();
    const colleague = await addMember(id, "billing");
    await at(until(0), ({ tx, now }) =>
      tx.insert(emailSuppressions).values({ address: colleague.email, category: "trial", createdAt: now }),
    );
    await at(until(7 * day), sendTrialNotices);
    await at(until(0), expireTrials);
    const mails = await at(until(0), ({ tx }) =>
      tx
        .select({ template: emails.template })
        .from(emails)
        .where(and(eq(emails.organizationId, id), eq(emails.to, colleague.email))),
    );
    expect(mails).toEqual([{ template: "trial-ended" }]);
    expect(await told(id)).toHaveLength(3);
  });

  it("aren't sent to paying customers", async () => {
    const { id, until } = await trial();
    await setMirror(id, { status: "active" });
    await at(until(7 * day), sendTrialNotices);
    await at(until(-day), expireTrials);
    expect(await told(id)).toEqual([]);
  });
});

describe("the emails about an expiring card", () => {
  it("are sent 30 and 7 days before its month ends, once each, and again for the next card", async () => {
    const { id } = await trial();
    const card = (cardLast4: string, cardExpires: string) =>
      setMirror(id, { status: "active", cardBrand: "visa", cardLast4, cardExpires });
    await card("4242", "12/2035");
    for (const date of ["2035-11-30", "2035-12-02", "2035-12-03", "2035-12-25", "2035-12-31", "2036-01-01"]) {
      const now = new Date(`${date}T09:00:00Z`);
      await Promise.all([at(now, sendCardNotices), at(now, sendCardNotices)]);
    }
    expect(await told(id)).toEqual(["card-expiring 30", "card-expiring 7"]);
    await card("1111", "12/2035");
    await at(new Date("2035-12-26T09:00:00Z"), sendCardNotices);
    expect(await told(id)).toHaveLength(3);
  });
});
