import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { adjustGauge } from "@/lib/usage";
import { advanceStripe, payInvoice } from "@/testing/billing/local-stripe";
import { stateOf } from "@/testing/billing/stories";
import { atStripe, does, invoicesAtStripe, payWith, rowOf, subscriber } from "@/testing/billing/subscribers";
import { addMember } from "@/testing/factories";
import { stripe } from "../stripe/stripe";
import { changeAddOns } from "./change-add-ons";
import { changePlan } from "./change-plan";
import { previewChange } from "./preview-change";
import { undoChange } from "./undo-change";

const up = { direction: "up" as const };
const down = { direction: "down" as const };

describe("an upgrade", () => {
  it("takes effect immediately and costs what the preview showed, to the cent", async () => {
    const starter = await subscriber("starter");
    const preview = await does(starter, (ctx) => previewChange(ctx, { plan: "professional" }));
    expect(preview).toMatchObject({ kind: "upgrade", effect: "now", at: null, currency: "usd" });
    expect(preview.next?.amount).toBe(19_900);
    const { quote } = preview;
    expect(await does(starter, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }))).toEqual({
      outcome: "changed",
    });
    const [invoice] = await invoicesAtStripe(starter);
    expect(invoice).toMatchObject({ status: "paid", amount_paid: preview.today?.amount });
    expect(invoice?.lines.data.map(({ amount }) => amount)).toEqual(preview.today?.lines.map(({ amount }) => amount));
    const { subscription, audit } = await stateOf(starter.id);
    expect(subscription).toMatchObject({ planKey: "professional", unitAmount: 19_900, mrr: 19_900 });
    expect(audit).toEqual(expect.arrayContaining(["billing.plan_changed", "billing.subscription_changed"]));
  });

  it("confirmed three times at once is made and paid once", async () => {
    const starter = await subscriber("starter");
    const { quote } = await does(starter, (ctx) => previewChange(ctx, { plan: "professional" }));
    const click = () => does(starter, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }));
    const clicks = await Promise.all([click(), click(), click()]);
    expect(clicks.map(({ outcome }) => outcome).sort()).toEqual(["changed", "unchanged", "unchanged"]);
    expect(await invoicesAtStripe(starter)).toHaveLength(2);
  });

  it("is rejected when the facts behind the preview have changed", async () => {
    const starter = await subscriber("starter");
    const { quote } = await does(starter, (ctx) => previewChange(ctx, { plan: "professional" }));
    await does(starter, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 1 } }));
    const late = does(starter, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }));
    await expect(late).rejects.toMatchObject({ code: "conflict", details: { reason: "quote_outdated" } });
  });

  it.each([
    ["a declined card", "pm_card_chargeCustomerFail"],
    ["a card whose bank requires confirmation", "pm_card_authenticationRequired"],
  ])("with %s changes nothing until its invoice is paid", async (_what, card) => {
    const starter = await subscriber("starter");
    await payWith(starter, card);
    const outcome = await does(starter, (ctx) => changePlan(ctx, { plan: "professional", ...up }));
    expect(outcome).toMatchObject({ outcome: "awaiting_payment", payUrl: expect.stringMatching(/^http/) });
    expect(await rowOf(starter)).toMatchObject({
      status: "active",
      planKey: "starter",
      mrr: 4_900,
      pendingPlanKey: "professional",
      pendingInvoiceUrl: expect.stringMatching(/^http/),
    });
    const [open] = await invoicesAtStripe(starter);
    await payInvoice(open?.hosted_invoice_url ?? "");
    await does(starter, async () => undefined);
    expect(await rowOf(starter)).toMatchObject({ planKey: "professional", pendingPlanKey: null, mrr: 19_900 });
  });

  it("that was never paid is replaced by the next request, and leaves no debt", async () => {
    const starter = await subscriber("starter");
    await payWith(starter, "pm_card_chargeCustomerFail");
    await does(starter, (ctx) => changePlan(ctx, { plan: "professional", ...up }));
    await payWith(starter, "pm_card_visa");
    expect(await does(starter, (ctx) => changePlan(ctx, { plan: "enterprise", ...up }))).toEqual({
      outcome: "changed",
    });
    const states = (await invoicesAtStripe(starter)).map(({ status }) => status);
    expect(states).toEqual(["paid", "void", "paid"]);
  });

  it("to a plan with overage adds the metered price as an item of its own", async () => {
    const professional = await subscriber("professional");
    await does(professional, (ctx) => changePlan(ctx, { plan: "enterprise", ...up }));
    expect((await atStripe(professional)).items).toEqual([
      ["unison_enterprise_month_usd_v1", 1],
      ["unison_enterprise_api_calls_overage_month_usd_v1", null],
    ]);
    expect((await stateOf(professional.id)).items.map(({ kind }) => kind).sort()).toEqual(["overage", "plan"]);
  });

  it("from month to year is paid now, and from year to month is scheduled", async () => {
    const monthly = await subscriber("starter");
    const preview = await does(monthly, (ctx) => previewChange(ctx, { interval: "year" }));
    expect(preview).toMatchObject({ kind: "interval", effect: "now", next: { amount: 52_920 } });
    await does(monthly, (ctx) => changePlan(ctx, { plan: "starter", interval: "year", quote: preview.quote, ...up }));
    expect(await rowOf(monthly)).toMatchObject({ interval: "year", unitAmount: 52_920, mrr: 4_410 });
    const back = await does(monthly, (ctx) => changePlan(ctx, { plan: "starter", interval: "month", ...down }));
    expect(back.outcome).toBe("scheduled");
    expect(await rowOf(monthly)).toMatchObject({
      interval: "year",
      scheduledInterval: "month",
      scheduledPlanKey: "starter",
    });
  });
});

describe("a downgrade", () => {
  it("is scheduled for the period's end, and can be undone", async () => {
    const professional = await subscriber("professional");
    const preview = await does(professional, (ctx) => previewChange(ctx, { plan: "starter" }));
    expect(preview).toMatchObject({ kind: "downgrade", effect: "period_end", today: null, next: { amount: 4_900 } });
    expect(preview.lost.features.map(({ key }) => key)).toContain("multi_plant");
    const outcome = await does(professional, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    expect(outcome).toMatchObject({ outcome: "scheduled", changed: false });
    expect(await rowOf(professional)).toMatchObject({
      planKey: "professional",
      scheduledPlanKey: "starter",
      mrr: 19_900,
    });
    const upgrade = does(professional, (ctx) => changePlan(ctx, { plan: "enterprise", ...up }));
    await expect(upgrade).rejects.toMatchObject({ code: "conflict", details: { reason: "scheduled" } });
    const upgradePreview = does(professional, (ctx) => previewChange(ctx, { plan: "enterprise" }));
    await expect(upgradePreview).rejects.toMatchObject({ code: "conflict", details: { reason: "scheduled" } });
    await does(professional, undoChange);
    expect(await rowOf(professional)).toMatchObject({ scheduledPlanKey: null, stripeScheduleId: null });
    expect(await invoicesAtStripe(professional)).toHaveLength(1);
    expect((await stateOf(professional.id)).audit).toEqual(
      expect.arrayContaining(["billing.change_scheduled", "billing.scheduled_change_undone"]),
    );
  });

  it("requested twice is scheduled once; a request for the current plan undoes it", async () => {
    const professional = await subscriber("professional");
    const click = () => does(professional, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    const [first, second] = await Promise.all([click(), click()]);
    expect(second).toEqual(first);
    expect((await stripe().subscriptionSchedules.list({ customer: professional.customerId })).data).toHaveLength(1);
    const back = await does(professional, (ctx) => changePlan(ctx, { plan: "professional", ...up }));
    expect(back).toEqual({ outcome: "undone" });
    expect(await rowOf(professional)).toMatchObject({ scheduledPlanKey: null });
  });

  it("sent to the upgrade endpoint is rejected, and vice versa", async () => {
    const professional = await subscriber("professional");
    for (const request of [
      { plan: "starter", ...up },
      { plan: "enterprise", ...down },
    ]) {
      await expect(does(professional, (ctx) => changePlan(ctx, request))).rejects.toMatchObject({ code: "conflict" });
    }
    await expect(does(professional, (ctx) => changePlan(ctx, { plan: "gold", ...up }))).rejects.toMatchObject({
      code: "unknown_name",
    });
  });
});

describe("add-ons", () => {
  it("increase now and decrease at the period's end, and the plan's item is never touched", async () => {
    const professional = await subscriber("professional");
    const grown = await does(professional, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 5, extra_plant: 1 } }));
    expect(grown).toEqual({ outcome: "changed" });
    expect((await atStripe(professional)).items).toEqual([
      ["unison_professional_month_usd_v1", 1],
      ["unison_extra_user_month_usd_v1", 5],
      ["unison_extra_plant_month_usd_v1", 1],
    ]);
    const both = await does(professional, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 2, extra_plant: 3 } }));
    expect(both).toMatchObject({ outcome: "scheduled", changed: true });
    const { scheduledChange, items } = await stateOf(professional.id);
    expect(items.filter(({ kind }) => kind === "add_on").map(({ itemKey, quantity }) => [itemKey, quantity])).toEqual(
      expect.arrayContaining([
        ["extra_user", 5],
        ["extra_plant", 3],
      ]),
    );
    expect(scheduledChange?.items).toContainEqual(expect.objectContaining({ itemKey: "extra_user", quantity: 2 }));
  });
});

describe("permission to change a plan", () => {
  it("is given to owner, admin and billing, not to members, outsiders or an impersonating admin", async () => {
    const starter = await subscriber("starter");
    const [billing, member, outsider] = [
      await addMember(starter.id, "billing"),
      await addMember(starter.id, "member"),
      await subscriber("starter"),
    ];
    const preview = (actor: { kind: "user"; id: string; impersonatorId?: string }) =>
      does(starter, (ctx) => previewChange(ctx, { plan: "professional" }), { actor });
    await expect(preview({ kind: "user", id: billing.id })).resolves.toMatchObject({ kind: "upgrade" });
    for (const actor of [
      { kind: "user" as const, id: member.id },
      { kind: "user" as const, id: outsider.ownerId },
      { kind: "user" as const, id: starter.ownerId, impersonatorId: outsider.ownerId },
    ]) {
      await expect(preview(actor)).rejects.toMatchObject({ code: "forbidden" });
      const change = does(starter, (ctx) => changePlan(ctx, { plan: "professional", ...up }), { actor });
      await expect(change).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

it("an overdue payment has to be paid before anything changes", async () => {
  const professional = await subscriber("professional");
  await payWith(professional, "pm_card_chargeCustomerFail");
  const { subscription } = await atStripe(professional);
  const items = subscription.items.data.map(({ id }) => ({ id, quantity: 2 }));
  await stripe().subscriptions.update(subscription.id, { items, proration_behavior: "always_invoice" });
  await does(professional, async () => undefined);
  expect(await rowOf(professional)).toMatchObject({ status: "past_due" });
  const change = does(professional, (ctx) => changePlan(ctx, { plan: "enterprise", ...up }));
  await expect(change).rejects.toMatchObject({ code: "conflict", details: { reason: "past_due" } });
  const [open] = await invoicesAtStripe(professional);
  await payInvoice(open?.hosted_invoice_url ?? "");
  await does(professional, async () => undefined);
  expect(await rowOf(professional)).toMatchObject({ status: "active", pastDueSince: null, failedPayments: 0 });
});

// Stripe's clock is shared by the file, so this test comes last: every subscription of the file renews with it.
it("when the period ends, the lower plan is charged and shown; usage above its limits stays, and only adding is rejected", async () => {
  const professional = await subscriber("professional");
  await does(professional, (ctx) => adjustGauge(ctx, { meter: "plants", delta: 3 }));
  const { lost } = await does(professional, (ctx) => previewChange(ctx, { plan: "starter" }));
  expect(lost.levels).toEqual([{ meter: "plants", name: "Plants", used: 3, limit: 1, over: 2 }]);
  await does(professional, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
  const now = await advanceStripe(32);
  await does(professional, async () => undefined, { now });
  expect(await rowOf(professional)).toMatchObject({ planKey: "starter", mrr: 4_900, scheduledPlanKey: null });
  const [renewal] = await invoicesAtStripe(professional);
  expect(renewal).toMatchObject({ total: 4_900, billing_reason: "subscription_cycle" });
  const adjust = (delta: number) => does(professional, (ctx) => adjustGauge(ctx, { meter: "plants", delta }), { now });
  await expect(adjust(1)).rejects.toMatchObject({ code: "limit_reached", details: { used: 3, limit: 1 } });
  expect([await adjust(-1), await adjust(-1)]).toEqual([2, 1]);
  await expect(adjust(1)).rejects.toMatchObject({ code: "limit_reached", details: { used: 1, limit: 1 } });
  expect(await adjust(-1)).toBe(0);
  expect(await adjust(1)).toBe(1);
});
