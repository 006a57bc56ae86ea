import type { reconciliationPhases, reconciliations } from "@/db/schema";

export type Phase = (typeof reconciliationPhases)[number];
export type Reconciliation = typeof reconciliations.$inferSelect;

const order: readonly Phase[] = ["customers", "invoices", "unseen", "events"];

/** The phase after this one; undefined after the last. */
export const phaseAfter = (phase: Phase): Phase | undefined => order[order.indexOf(phase) + 1];

/** Each phase's share of a run, by how long it takes. Customers are read with their subscriptions; events are few. */
const share: Readonly<Record<Phase, number>> = { customers: 60, invoices: 25, unseen: 10, events: 5 };

/** A run's progress in percent. It is known within the customers phase; the other phases count when they are done. */
export function progressOf({ status, phase, customersChecked, expected }: Reconciliation): number {
  if (status === "done") return 100;
  const before = order.slice(0, order.indexOf(phase)).reduce((sum, earlier) => sum + share[earlier], 0);
  const within = phase === "customers" && expected > 0 ? Math.min(1, customersChecked / expected) * share.customers : 0;
  return Math.min(99, Math.round(before + within));
}
