import { dayAfter, type Shift, workedMinutes } from "../shifts/shift-time";
import type { WorkOrderPriority, WorkOrderStatus } from "../work-orders/work-order";
import { inSequence } from "./sequence";

export type PlannedOrder = {
  id: string;
  number: number;
  laneId: string | null;
  status: WorkOrderStatus;
  priority: WorkOrderPriority;
  /** A calendar day in the plant's time zone. */
  dueOn: string | null;
  plannedMinutes: number | null;
  blockedReason: string | null;
};

export type Hours = {
  shifts: readonly Pick<Shift, "startsAt" | "endsAt">[];
  /** ISO weekdays: Monday is 1. */
  workdays: readonly number[];
  /** The calendar day and the minute after midnight at the plant. */
  today: string;
  minute: number;
};

/** What an order without a planned time is counted as. */
export const assumedMinutes = 120;

const longest = 400;
export const minutesOf = ({ plannedMinutes }: Pick<PlannedOrder, "plannedMinutes">) => plannedMinutes ?? assumedMinutes;

/** The ISO weekday of a calendar day: Monday is 1. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** How many minutes a lane can work on a day. Today, what is left of it. */
export function capacityOn(day: string, { shifts, workdays, today, minute }: Hours): number {
  if (!workdays.includes(weekdayOf(day))) return 0;
  return workedMinutes(shifts, day === today ? minute : 0);
}

export type Slot<Order> = {
  order: Order;
  /** Calendar days at the plant; null when the lane's capacity never gets there. */
  startsOn: string | null;
  finishesOn: string | null;
  /** Late by the plan, or past due already. */
  isLate: boolean;
};
export type DayLoad = { day: string; used: number; capacity: number };

/**
 * Fills a lane's working days with its orders, one after another in sequence. Blocked orders don't take capacity: they're returned
 * apart, since no one knows when they'll run.
 */
export function planLane<Order extends PlannedOrder>(orders: readonly Order[], hours: Hours) {
  const runnable = inSequence(orders.filter(({ blockedReason }) => blockedReason === null));
  const loads: DayLoad[] = [];
  const slots: Slot<Order>[] = [];
  const loadOf = (index: number): DayLoad => {
    const day = dayAfter(hours.today, index);
    loads[index] ??= { day, used: 0, capacity: capacityOn(day, hours) };
    return loads[index];
  };
  let index = 0;
  for (const order of runnable) {
    let missing = minutesOf(order);
    let startsOn: string | null = null;
    let finishesOn: string | null = null;
    for (; index < longest; index++) {
      const load = loadOf(index);
      const taken = Math.min(missing, load.capacity - load.used);
      if (taken > 0) startsOn ??= load.day;
      load.used += taken;
      missing -= taken;
      if (missing === 0) {
        finishesOn = load.day;
        break;
      }
    }
    slots.push({ order, startsOn, finishesOn, isLate: isLate(order, finishesOn) });
  }
  const blocked = inSequence(orders.filter(({ blockedReason }) => blockedReason !== null));
  return { slots, blocked, loads };
}

const isLate = ({ dueOn }: PlannedOrder, finishesOn: string | null) =>
  dueOn !== null && (finishesOn === null || finishesOn > dueOn);

/**
 * Chooses a lane for orders that have none: what is due first goes to the lane with the least work.
 *
 * @returns the lane of each order, by the order's id. Nothing without lanes.
 */
export function chooseLanes(laneIds: readonly string[], orders: readonly PlannedOrder[]): Map<string, string> {
  const work = new Map(laneIds.map((id) => [id, 0]));
  for (const order of orders) {
    if (order.laneId !== null && order.blockedReason === null)
      work.set(order.laneId, (work.get(order.laneId) ?? 0) + minutesOf(order));
  }
  const chosen = new Map<string, string>();
  for (const order of inSequence(orders.filter(({ laneId }) => laneId === null))) {
    const [least] = [...laneIds].sort((a, b) => (work.get(a) ?? 0) - (work.get(b) ?? 0));
    if (least === undefined) return chosen;
    chosen.set(order.id, least);
    work.set(least, (work.get(least) ?? 0) + minutesOf(order));
  }
  return chosen;
}
