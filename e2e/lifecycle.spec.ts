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
 * Five customers in one stretch of time: all of them sign up, and what the days bring each of them is looked at on each of
 * their pages, on the platform's, and at Stripe. Time belongs to the whole stack, so nothing else runs beside this.
 */
test.describe.configure({ mode: "serial", timeout: 300_000 });
test.use({ actionTimeout: 15_000 });

let customers: Record<"trial" | "upgrade" | "downgrade" | "decline" | "year", Customer>;
let platform: BrowserContext;
/** What was said before and is looked for later. */
const said = { addOns: "", downgrade: "", year: 0 };

test.afterAll(async () => {
  await platform?.close();
  for (const { page } of Object.values(customers ?? {})) await page.context().close();
});

test.afterEach(() => {
  for (const { errors, company } of Object.values(customers ?? {})) expect(errors, company).toEqual([]);
});

test("on the first day five companies sign up, and four of them buy", async ({ browser }) => {
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
      said.year = end;
    }),
  ]);
});

test("after eight days the trial is yellow, one takes a larger plan and seats, one a smaller plan", async () => {
  await travel("8 days");
  await Promise.all([
    trial.nearsItsEnd(customers.trial),
    upgrade.growsAndShrinks(customers.upgrade).then((next) => {
      said.addOns = next;
    }),
    downgrade.isScheduledTwice(customers.downgrade).then((next) => {
      said.downgrade = next;
    }),
  ]);
});

test("with two days left the trial is red; over, it is read-only until a plan is bought", async () => {
  await travel("4 days");
  await trial.isAtItsEnd(customers.trial);
  await travel("3 days");
  await trial.isOver(customers.trial);
  await trial.isBought(customers.trial);
  await trial.isCancelled(customers.trial);
});

test("at the month's end one renews, one is on the smaller plan, and one's card is declined", async () => {
  await travelTo(periodEnd(await expectEqualBooks(customers.decline)));
  await Promise.all([
    upgrade.isRenewed(customers.upgrade, said.addOns),
    downgrade.hasTakenEffect(customers.downgrade, said.downgrade),
    decline.hasFailedOnce(customers.decline),
  ]);
});

test("after the third failure everything is read-only, and another card opens it at once", async () => {
  await travel("3 days");
  await decline.hasFailedThrice(customers.decline);
  await decline.isPaid(customers.decline);
});

test("a cancelled plan ends when it was said to, and who comes back is the same customer", async () => {
  await travelTo(periodEnd(await expectEqualBooks(customers.trial)));
  const before = await trial.hasEnded(customers.trial);
  await trial.isBack(customers.trial, before);
});

test("a year later the year's plan has renewed, and everybody's books are Stripe's", async () => {
  await travelTo(said.year);
  const { year: yearly, ...others } = customers;
  await Promise.all([
    year.isRenewed(yearly, said.year),
    ...Object.values(others).map((customer) => expectEqualBooks(customer)),
  ]);
});

/** Two hours after an instant in seconds: Stripe finalizes a renewal's invoice an hour after it was drawn up. */
const travelTo = (seconds: number) => travel(`${new Date((seconds + 7_200) * 1000).toISOString().slice(0, 19)}Z`);
