import type { BrowserContext } from "@playwright/test";
import * as decline from "./lifecycle/decline";
import * as downgrade from "./lifecycle/downgrade";
import * as trial from "./lifecycle/trial";
import * as upgrade from "./lifecycle/upgrade";
import * as year from "./lifecycle/year";
import { expectEqualBooks, periodEnd } from "./support/books";
import { type Customer, newCustomer } from "./support/customer";
import { sessionOf } from "./support/sessions";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";
import { travel } from "./support/travel";

/**
 * Five customers over more than a year. After each step through time, their own pages, the admin pages and Stripe have to agree.
 * The clock belongs to the whole stack, so no other tests run at the same time.
 */
test.describe.configure({ mode: "serial", timeout: 300_000 });
test.use({ actionTimeout: 15_000 });

let customers: Record<"trial" | "upgrade" | "downgrade" | "decline" | "year", Customer>;
let platform: BrowserContext;
/** What pages promised, to compare with what happens later. */
const promised = { addOns: "", downgrade: "", year: 0 };

test.afterAll(async () => {
  await platform?.close();
  for (const { page } of Object.values(customers ?? {})) await page.context().close();
});

test.afterEach(() => {
  for (const { errors, company } of Object.values(customers ?? {})) expect(errors, company).toEqual([]);
});

test("on the first day five organizations sign up, and four of them buy", async ({ browser }) => {
  platform = await browser.newContext({ baseURL: stack().url, storageState: sessionOf("platformAdmin") });
  const signedUp = (plan: string) => newCustomer(browser, platform, plan);
  const [trialing, upgrading, downgrading, declining, yearly] = await Promise.all([
    signedUp("professional"),
    signedUp("starter"),
    signedUp("professional"),
    signedUp("professional"),
    signedUp("professional"),
  ]);
  customers = { trial: trialing, upgrade: upgrading, downgrade: downgrading, decline: declining, year: yearly };
  await Promise.all([
    trial.begins(customers.trial),
    upgrade.begins(customers.upgrade),
    downgrade.begins(customers.downgrade),
    decline.begins(customers.decline),
    year.begins(customers.year).then((end) => {
      promised.year = end;
    }),
  ]);
});

test("after eight days the trial banner is yellow, one customer upgrades and adds seats, and one schedules a downgrade", async () => {
  await travel("8 days");
  await Promise.all([
    trial.nearsItsEnd(customers.trial),
    upgrade.growsAndShrinks(customers.upgrade).then((next) => {
      promised.addOns = next;
    }),
    downgrade.isScheduledTwice(customers.downgrade).then((next) => {
      promised.downgrade = next;
    }),
  ]);
});

test("two days before the end the trial banner is red, and after it the app is read-only until a plan is bought", async () => {
  await travel("4 days");
  await trial.isAtItsEnd(customers.trial);
  await travel("3 days");
  await trial.isOver(customers.trial);
  await trial.isBought(customers.trial);
  await trial.isCanceled(customers.trial);
});

test("at the end of the month one plan renews, one downgrade takes effect, and one card is declined", async () => {
  await travelTo(periodEnd(await expectEqualBooks(customers.decline)));
  await Promise.all([
    upgrade.isRenewed(customers.upgrade, promised.addOns),
    downgrade.hasTakenEffect(customers.downgrade, promised.downgrade),
    decline.hasFailedOnce(customers.decline),
  ]);
});

test("after the third failed payment everything is read-only, until another card is added", async () => {
  await travel("3 days");
  await decline.hasFailedThrice(customers.decline);
  await decline.isPaid(customers.decline);
});

test("a canceled plan ends on the date shown, and a returning customer keeps its Stripe customer", async () => {
  await travelTo(periodEnd(await expectEqualBooks(customers.trial)));
  const before = await trial.hasEnded(customers.trial);
  await trial.isBack(customers.trial, before);
});

test("a year later the yearly plan has renewed, and all pages agree with Stripe", async () => {
  await travelTo(promised.year);
  const { year: yearly, ...others } = customers;
  await Promise.all([
    year.isRenewed(yearly, promised.year),
    ...Object.values(others).map((customer) => expectEqualBooks(customer)),
  ]);
});

/** Moves to two hours after a Unix time, because Stripe finalizes a renewal's invoice an hour after creating it. */
const travelTo = (seconds: number) => travel(`${new Date((seconds + 7_200) * 1000).toISOString().slice(0, 19)}Z`);
