import { shortDay } from "@/components/shell/relative-time";
import type { ScheduledOrder } from "@/products/unison/domain";

type Late = {
  /** Null if the lane has no working hours. */
  finishesOn: string | null;
  today: string;
  /** Nothing else of its lane comes before it. */
  isNext: boolean;
};

/** Why an order will be late. Days are ISO dates, local to the plant. */
export function whyLate(
  { dueOn, status }: Pick<ScheduledOrder, "dueOn" | "status">,
  { finishesOn, today, isNext }: Late,
): string {
  if (finishesOn === null) return "The lane has no working hours.";
  if (dueOn !== null && dueOn < today) return `It was due ${shortDay(dueOn)}.`;
  if (status === "in_progress" || isNext) return `It takes until ${shortDay(finishesOn)}.`;
  return "The work ahead of it takes too long.";
}
