import type { reconciliationPhases, reconciliations } from "@/db/schema";

export type Phase = (typeof reconciliationPhases)[number];
export type Reconciliation = typeof reconciliations.$inferSelect;

const order: readonly Phase[] = ["customers", "invoices", "unseen", "charges", "disputes", "events"];

/** The phase after this one; undefined after the last. */
export const phaseAfter = (phase: Phase): Phase | undefined => order[order.indexOf(phase) + 1];

/** Each phase's share of a run, by how long it takes. Charges are read customer by customer; disputes and events are few. */
const share: Readonly<Record<Phase, number>> = {
  customers: 10,
  invoices: 5,
  unseen: 2,
  charges: 80,
  disputes: 1,
  events: 2,
};

/** A run's progress in percent. It is known within the phases of customers and charges; the others count when they are done. */
export function progressOf({ status, phase, customersChecked, chargesChecked, expected }: Reconciliation): number {
  if (status === "done") return 100;
  const before = order.slice(0, order.indexOf(phase)).reduce((sum, earlier) => sum + share[earlier], 0);
  const checked = phase === "customers" ? customersChecked : phase === "charges" ? chargesChecked : 0;
  const within = expected > 0 ? Math.min(1, checked / expected) * share[phase] : 0;
  return Math.min(99, Math.round(before + within));
}
