import type { WorkOrderPriority, WorkOrderStatus } from "../work-orders/work-order";

/** What decides when an order's turn comes. `dueOn` is a calendar day. */
export type Sequenced = { number: number; status: WorkOrderStatus; priority: WorkOrderPriority; dueOn: string | null };

const priorities = { high: 0, normal: 1, low: 2 } as const;

/** The order in which a lane runs its work: what runs already, then high priority, then what is due first. */
export function inSequence<Order extends Sequenced>(orders: readonly Order[]): Order[] {
  const rank = ({ status, priority, dueOn, number }: Order) =>
    [status === "in_progress" ? 0 : 1, priorities[priority], dueOn ?? "9999", number] as const;
  return [...orders].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    for (const [index, value] of left.entries()) {
      const other = right[index];
      if (other !== undefined && value !== other) return value < other ? -1 : 1;
    }
    return 0;
  });
}
