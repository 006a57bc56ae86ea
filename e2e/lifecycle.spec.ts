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
 * Five customers over one period of time. All of them sign up, and each step is checked on their own pages, on the admin
 * pages and in Stripe. The whole stack shares one clock, so nothing else runs beside this.
 */
test.describe.configure({ mode: "serial", timeout: 900_000 });
test.use({ actionTimeout: 15_000 });

let customers: Record<"trial" | "upgrade" | "downgrade" | "decline" | "year", Customer>;
let platform: BrowserContext;
/** What an earlier test saw and a later one expects. */
const seen = { addOns: "", downgrade: "", year: 0 };

test.afterAll(async () => {
  await platform?.close();
  for (const { page } of Object.values(customers ?? {})) await page.context().close();
});

test.afterEach(() => {
  for (const { errors, company } of Object.values(customers ?? {})) expect(errors, company).toEqual([]);
});

test("on the first day five companies sign up, and four of them buy a plan", async ({ browser }) => {
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
      seen.year = end;
    }),
  ]);
});

test("after eight days the trial banner is yellow, one customer upgrades and adds seats, one downgrades", async () => {
  await travel(platform, "8 days");
  await Promise.all([
    trial.nearsItsEnd(customers.trial),
    upgrade.growsAndShrinks(customers.upgrade).then((next) => {
      seen.addOns = next;
    }),
    downgrade.isScheduledTwice(customers.downgrade).then((next) => {
      seen.downgrade = next;
    }),
  ]);
});

test("with two days left the trial banner is red; once over, everything is read-only until a plan is bought", async () => {
  await travel(platform, "4 days");
  await trial.isAtItsEnd(customers.trial);
  await travel(platform, "3 days");
  await trial.isOver(customers.trial);
  await trial.isBought(customers.trial);
  await trial.isCanceled(customers.trial);
});

test("at the end of the month one plan renews, one downgrade takes effect, and one card is declined", async () => {
  await travelTo(periodEnd(await expectEqualBooks(customers.decline)));
  await Promise.all([
    upgrade.isRenewed(customers.upgrade, seen.addOns),
    downgrade.hasTakenEffect(customers.downgrade, seen.downgrade),
    decline.hasFailedOnce(customers.decline),
  ]);
});

test("after the third failed payment everything is read-only, and a new card restores access at once", async () => {
  await travel(platform, "3 days");
  await decline.hasFailedThrice(customers.decline);
  await decline.isPaid(customers.decline);
});

test("a canceled plan ends on its date, and a returning company is the same Stripe customer", async () => {
  await travelTo(periodEnd(await expectEqualBooks(customers.trial)));
  const before = await trial.hasEnded(customers.trial);
  await trial.isBack(customers.trial, before);
});

test("a year later the yearly plan has renewed, and everyone's invoices and MRR match Stripe", async () => {
  await travelTo(seen.year);
  const { year: yearly, ...others } = customers;
  await Promise.all([
    year.isRenewed(yearly, seen.year),
    ...Object.values(others).map((customer) => expectEqualBooks(customer)),
  ]);
});

/** To two hours after an instant in seconds: Stripe finalizes a renewal's invoice an hour after creating it. */
const travelTo = (seconds: number) =>
  travel(platform, `${new Date((seconds + 7_200) * 1000).toISOString().slice(0, 19)}Z`);
