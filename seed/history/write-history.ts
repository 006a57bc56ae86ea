import {
  alerts,
  auditHeads,
  auditLog,
  discounts,
  emails,
  gaugeReadings,
  gauges,
  invoices,
  memberships,
  metricOrganizations,
  movements,
  organizations,
  refunds,
  signUpSources,
  stripeEvents,
  subscriptionItems,
  trialDomains,
  trials,
  usageCounters,
  usageEvents,
  usageNotices,
  users,
  verifications,
} from "@/db/schema";
import type { Transaction } from "@/lib/database";
import type { CustomerRows } from "./customer-rows";
import { fillMirror, insertRows, updateRows } from "./insert-rows";

/**
 * Writes customers with all of their past, in the caller's transaction (of the platform role). Nothing is notified, sent or
 * queued: all of it happened long ago.
 */
export async function writeCustomers(tx: Transaction, rows: CustomerRows): Promise<void> {
  await insertRows(tx, users, rows.users);
  await insertRows(tx, organizations, rows.organizations);
  await insertRows(tx, trials, rows.trials);
  await fillMirror(tx, rows.subscriptions);
  await updateRows(tx, metricOrganizations, rows.attributes);
  await insertRows(tx, memberships, rows.memberships);
  await insertRows(tx, trialDomains, rows.trialDomains);
  await insertRows(tx, subscriptionItems, rows.items);
  await insertRows(tx, discounts, rows.discounts);
  await insertRows(tx, invoices, rows.invoices);
  await insertRows(tx, refunds, rows.refunds);
  await insertRows(tx, movements, rows.movements);
  await insertRows(tx, verifications, rows.verifications);
  await insertRows(tx, gauges, rows.gauges);
  await insertRows(tx, gaugeReadings, rows.readings);
  await insertRows(tx, usageCounters, rows.counters);
  await insertRows(tx, usageEvents, rows.events);
  await insertRows(tx, usageNotices, rows.notices);
  await insertRows(tx, auditLog, rows.audit);
  await insertRows(tx, auditHeads, rows.auditHeads);
  await insertRows(tx, signUpSources, rows.signUpSources);
  await insertRows(tx, emails, rows.emails);
  await insertRows(tx, alerts, rows.alerts);
  await insertRows(tx, stripeEvents, rows.stripeEvents);
  for (const { table, rows: made } of rows.product) await insertRows(tx, table, made);
}
