import { sql } from "drizzle-orm";
import postgres from "postgres";
import { fxRates, metricGauges, visits } from "@/db/schema";
import { hashPassword } from "@/lib/auth/passwords/passwords";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import type { Transaction } from "@/lib/database";
import { addDays } from "@/lib/durations";
import { env } from "@/lib/env";
import { rollMetrics } from "@/lib/metrics";
import { product } from "@/lib/products";
import { findUser, seeder } from "../organization";
import { type ProductSample, sampleOf } from "../product-sample";
import { type Books, booksOf } from "./books";
import { monthsAfter, wholeSeconds } from "./calendar";
import { companyHistory } from "./company-history";
import type { CustomerHistory } from "./customer";
import { addCustomer, type CustomerRows, idsOf, noRows } from "./customer-rows";
import { eventRows } from "./event-rows";
import { canImport, importToStripe } from "./import-to-stripe";
import { insertRows } from "./insert-rows";
import { marketOf } from "./market";
import { fxRows, GaugeTotals } from "./metric-rows";
import { type MirrorOfCustomer, mirrorOfBooks } from "./mirror";
import { readMirror } from "./read-from-stripe";
import { visitRows } from "./visit-rows";
import { anyWords, type Words } from "./words";
import { writeCustomers } from "./write-history";

/** How many customers one transaction writes. */
const batchSize = 500;
/** So many organizations that plans for empty tables don't do. */
const manyOrganizations = 1_000;
/** How many customers are read from Stripe at the same time. */
const readers = 6;

export type CompanyWanted = {
  organizations: number;
  /** How far back the first customers signed up. */
  months: number;
  seed: string;
  /** The present, which the past ends at. */
  until: Date;
  /** The share of trials that buy. */
  conversion: number;
  /** Everyone's; null: sign-in is impossible. */
  password: string | null;
  /** Whether the local Stripe gets their past too. Without it their pages can't do what needs Stripe. */
  inStripe: boolean;
  /** Names of other organizations. */
  reserved: readonly string[];
};

/**
 * Writes a company's customers with their past. Does nothing if they are there.
 *
 * @param onProgress called after each batch with how many are written.
 * @returns how many were written.
 */
export async function seedCompany(wanted: CompanyWanted, onProgress: (written: number) => void = () => undefined) {
  const until = wholeSeconds(wanted.until);
  const from = monthsAfter(until, -wanted.months);
  const market = marketOf(catalog, addDays(until, -Math.round(wanted.months * 16)));
  const sample = await sampleOf(catalog.product);
  const words = sample.words ?? anyWords;
  const company = { catalog, market, questions: product.questions, words, from, until, conversion: wanted.conversion };
  const histories = companyHistory(company, wanted);
  const totals = new GaugeTotals();
  let batch: CustomerHistory[] = [];
  let written = 0;
  const flush = async () => {
    written += await writeHistories(batch, { ...wanted, sample, until }, totals);
    batch = [];
    onProgress(written);
  };
  for (const history of histories) {
    batch.push(history);
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  if (written > 0) await writeMetrics(totals, { ...wanted, origins: words.origins, from, until });
  return written;
}

type Writing = Pick<CompanyWanted, "password" | "inStripe" | "until"> & { sample: ProductSample };

/** Writes customers whose owner doesn't exist yet. @returns how many. */
export async function writeHistories(
  all: readonly CustomerHistory[],
  { password, inStripe, until, sample }: Writing,
  totals: GaugeTotals = new GaugeTotals(),
): Promise<number> {
  const histories = await newOnes(all);
  if (histories.length === 0) return 0;
  const passwordHash = password === null ? null : await hashPassword(password);
  const books = histories.map(({ steps }) => booksOf(steps, until));
  const mirrors =
    inStripe && canImport()
      ? await stripeMirrors(histories, books, until)
      : histories.map((history, index) =>
          mirrorOfBooks(history, at(books, index), idsOf(history).organizationId, until),
        );
  const rows = noRows();
  for (const [index, history] of histories.entries())
    addCustomer(rows, {
      catalog,
      sample,
      history,
      books: at(books, index),
      mirror: at(mirrors, index),
      passwordHash,
      appUrl: env.APP_URL,
      until,
    });
  const customers = new Set(rows.subscriptions.flatMap(({ stripeCustomerId }) => stripeCustomerId ?? []));
  if (inStripe && canImport()) rows.stripeEvents.push(...(await eventRows(customers, eventsSince(until))));
  for (const { organizationId, meter, level, measuredAt } of rows.readings)
    totals.add(organizationId, meter, level, measuredAt);
  await withPlatform({ actor: seeder, now: until }, ({ tx }) => write(tx, rows, until));
  return histories.length;
}

/** Owners have addresses of their own, by which a second run finds them. */
async function newOnes(histories: readonly CustomerHistory[]): Promise<CustomerHistory[]> {
  const [first] = histories;
  const known = first?.people[0] && (await findUser(first.people[0].email));
  return known ? [] : [...histories];
}

async function write(tx: Transaction, rows: CustomerRows, until: Date): Promise<void> {
  await tx.execute(sql`select make_usage_partitions(${addDays(until, -40).toISOString()}::timestamptz, 3)`);
  await writeCustomers(tx, rows);
}

/** Stripe keeps events for 30 days. A week of them shows how the log looks, and takes a moment to write. */
const eventsSince = (until: Date): Date => addDays(until, -7);

/** What metrics need besides the customers, and the sums themselves. */
async function writeMetrics(
  totals: GaugeTotals,
  given: Pick<CompanyWanted, "organizations" | "seed" | "until"> & { from: Date; origins: Words["origins"] },
) {
  const { organizations, from, until, seed, origins } = given;
  await withPlatform({ actor: seeder, now: until }, async ({ tx }) => {
    await insertRows(tx, fxRates, fxRows(catalog, from, until, seed), "keep");
    await insertRows(tx, visits, visitRows({ organizations, from, until, seed, origins }), "keep");
    await insertRows(tx, metricGauges, totals.rows(catalog, until), "keep");
  });
  if (organizations >= manyOrganizations) await analyzeTables();
  await rollMetrics((work) => withPlatform({ actor: seeder, now: until }, work));
}

/**
 * Tells PostgreSQL how large its tables have become. It finds out by itself, but not within the minute, and plans for empty
 * tables take forever on full ones. Only their owner may.
 */
async function analyzeTables(): Promise<void> {
  const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
  await owner`analyze`;
  await owner.end();
}

async function stripeMirrors(histories: readonly CustomerHistory[], books: readonly Books[], until: Date) {
  const customers = await importToStripe(histories, (history) => idsOf(history).organizationId, eventsSince(until));
  const mirrors: MirrorOfCustomer[] = [];
  for (let first = 0; first < histories.length; first += readers) {
    const some = histories.slice(first, first + readers);
    const read = some.map((history, offset): MirrorOfCustomer | Promise<MirrorOfCustomer> => {
      const customerId = customers.get(history.key);
      const { organizationId } = idsOf(history);
      if (customerId === undefined) return mirrorOfBooks(history, at(books, first + offset), organizationId, until);
      return readMirror({ organizationId, createdAt: history.signedUpAt, customerId }, until);
    });
    mirrors.push(...(await Promise.all(read)));
  }
  return mirrors;
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`There is nothing at ${index}.`);
  return found;
}
