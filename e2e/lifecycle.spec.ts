import type { Browser, Page } from "@playwright/test";
import * as decline from "./lifecycle/decline";
import * as downgrade from "./lifecycle/downgrade";
import * as trial from "./lifecycle/trial";
import * as upgrade from "./lifecycle/upgrade";
import * as year from "./lifecycle/year";
import { expectEqualBooks, periodEnd } from "./support/books";
import { type Customer, newCustomer } from "./support/customer";
import { signIn } from "./support/sign-in";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";
import { travel } from "./support/travel";

/**
 * Five customers in one stretch of time: all of them sign up, and what the days bring each of them is looked at on each of
 * their pages, on the platform's, and at Stripe. Time belongs to the whole stack, so nothing else runs beside this.
 */
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 15_000 });

const names = ["trial", "upgrade", "downgrade", "decline", "year"] as const;
let customers: Record<(typeof names)[number], Customer>;
let admin: Page;
/** What was said before and is looked for later. */
const said = { addOns: "", downgrade: "", year: 0 };

test.afterAll(async () => {
  await admin?.context().close();
  for (const { page } of Object.values(customers ?? {})) await page.context().close();
});

test.afterEach(() => {
  for (const { errors, company } of Object.values(customers ?? {})) expect(errors, company).toEqual([]);
});

test("on the first day five companies sign up, and four of them buy", async ({ browser }) => {
  const [platform, ...made] = await Promise.all([
    newAdmin(browser),
    ...(["professional", "starter", "professional", "professional", "professional"] as const).map((plan) =>
      newCustomer(browser, plan),
    ),
  ]);
  admin = platform;
  customers = Object.fromEntries(names.map((name, index) => [name, made[index]])) as typeof customers;
  await Promise.all([
    trial.begins(customers.trial),
    upgrade.begins(customers.upgrade),
    downgrade.begins(customers.downgrade),
    decline.begins(customers.decline),
    year.begins(admin, customers.year).then((end) => {
      said.year = end;
    }),
  ]);
});

test("after eight days the trial is yellow, one takes a larger plan and seats, one a smaller plan", async () => {
  await travel("8 days");
  await Promise.all([
    trial.nearsItsEnd(customers.trial),
    (async () => {
      await upgrade.isUpgraded(admin, customers.upgrade);
      await upgrade.getsSeats(admin, customers.upgrade);
      said.addOns = await upgrade.givesASeatBack(admin, customers.upgrade);
    })(),
  ]);
  said.downgrade = await downgrade.isScheduledTwice(admin, customers.downgrade);
});

test("with two days left the trial is red; over, it is read-only until a plan is bought", async () => {
  await travel("4 days");
  await trial.isAtItsEnd(customers.trial);
  await travel("3 days");
  await trial.isOver(customers.trial);
  await trial.isBought(admin, customers.trial);
  await trial.isCancelled(customers.trial);
});

test("at the month's end one renews, one is on the smaller plan, and one's card is declined", async () => {
  await travelTo(periodEnd(await expectEqualBooks(admin, customers.decline)));
  await upgrade.isRenewed(admin, customers.upgrade, said.addOns);
  await downgrade.hasTakenEffect(admin, customers.downgrade, said.downgrade);
  await decline.hasFailedOnce(admin, customers.decline);
});

test("after the third failure everything is read-only, and another card opens it at once", async () => {
  await travel("3 days");
  await decline.hasFailedThrice(admin, customers.decline);
  await decline.isPaid(admin, customers.decline);
});

test("a cancelled plan ends when it was said to, and who comes back is the same customer", async () => {
  await travelTo(periodEnd(await expectEqualBooks(admin, customers.trial)));
  const before = await trial.hasEnded(admin, customers.trial);
  await trial.isBack(admin, customers.trial, before);
});

test("a year later the year's plan has renewed, and everybody's books are Stripe's", async () => {
  await travelTo(said.year);
  await year.isRenewed(admin, customers.year, said.year);
  for (const customer of Object.values(customers)) await expectEqualBooks(admin, customer);
});

/** Two hours after an instant in seconds: Stripe finalizes a renewal's invoice an hour after it was drawn up. */
const travelTo = (seconds: number) => travel(`${new Date((seconds + 7_200) * 1000).toISOString().slice(0, 19)}Z`);

async function newAdmin(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ baseURL: stack().url });
  await signIn(page, stack().signIns.platformAdmin);
  return page;
}
