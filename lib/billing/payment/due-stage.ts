import { addDays, day } from "@/lib/durations";

/** Before the due date, and before access ends. */
const noticeDays = 3;
/** An invoice that was already late for longer when it's first seen has nothing new to say. */
const readOnlyNoticeDays = 7;
/** Bank transfers take about as long, so before that a late payment is rarely worth a call. */
const graceDays = 3;

type Invoice = {
  dueAt: Date;
  /** When it was sent. */
  finalizedAt: Date | null;
  /** When access becomes read-only because of it; null if it doesn't. */
  readOnlyAt: Date | null;
};

export type DueStage = {
  stage: "due_soon" | "overdue" | "last" | "read_only";
  /** Identifies the notice: each is sent once. */
  key: string;
};

/**
 * Which notice about an invoice that was sent is due: 3 days before its due date, 1 and 7 days after it, 3 days before access
 * becomes read-only, and then. Null for none. Of several that passed unseen only the last is sent.
 */
export function dueStage({ dueAt, finalizedAt, readOnlyAt }: Invoice, now: Date): DueStage | null {
  if (now < dueAt) {
    // One that is due within days of being sent was just seen.
    const isLong = finalizedAt === null || addDays(finalizedAt, noticeDays) < dueAt;
    return isLong && now >= addDays(dueAt, -noticeDays) ? { stage: "due_soon", key: "soon" } : null;
  }
  if (readOnlyAt && now >= readOnlyAt) {
    return now < addDays(readOnlyAt, readOnlyNoticeDays) ? { stage: "read_only", key: "read_only" } : null;
  }
  const days = Math.floor((now.getTime() - dueAt.getTime()) / day);
  if (days < 1) return null;
  if (readOnlyAt && now >= addDays(readOnlyAt, -noticeDays)) return { stage: "last", key: "last" };
  return { stage: "overdue", key: days >= 7 ? "7" : "1" };
}

/** Whether the platform admins have to know: after a grace period, or when access ends. */
export const isAlerted = ({ dueAt, readOnlyAt }: Pick<Invoice, "dueAt" | "readOnlyAt">, now: Date): boolean =>
  now >= addDays(dueAt, graceDays) || (readOnlyAt !== null && now >= readOnlyAt && now >= dueAt);
