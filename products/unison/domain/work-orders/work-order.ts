/** Also the lanes of a board, from left to right. */
export const workOrderStatuses = ["open", "in_progress", "done"] as const;
export type WorkOrderStatus = (typeof workOrderStatuses)[number];

export const workOrderPriorities = ["low", "normal", "high"] as const;
export type WorkOrderPriority = (typeof workOrderPriorities)[number];

export const statusLabels: Readonly<Record<WorkOrderStatus, string>> = {
  open: "To do",
  in_progress: "In progress",
  done: "Done",
};

export const priorityLabels: Readonly<Record<WorkOrderPriority, string>> = {
  low: "Low",
  normal: "Normal",
  high: "High",
};

/** `WO-0042`. */
export const workOrderName = (number: number) => `WO-${String(number).padStart(4, "0")}`;

/** The order number in a search such as `WO-0042`, `wo42` or `42`. */
export function numberIn(text: string): number | undefined {
  const digits = /^(?:wo)?[-\s#]?0*(\d{1,9})$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export type DueState = "overdue" | "today" | "later";

/** Whether an unfinished order is late by its plant's calendar; undefined when it has no due date or is done. */
export function dueState(
  order: { dueOn: string | null; status: WorkOrderStatus; timeZone: string },
  now: Date,
): DueState | undefined {
  if (order.dueOn === null || order.status === "done") return undefined;
  const today = localDay(now, order.timeZone);
  if (order.dueOn < today) return "overdue";
  return order.dueOn === today ? "today" : "later";
}

/** The calendar day (YYYY-MM-DD) of `instant` in `timeZone`. */
export function localDay(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const named = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${named.year}-${named.month}-${named.day}`;
}
