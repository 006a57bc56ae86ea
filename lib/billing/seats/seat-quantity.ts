import type { Plan } from "@/lib/catalog/types";

/** The levels of gauges, by key. */
export type Levels = Readonly<Record<string, number>>;

/** How many of a plan are paid for: its seats, or its minimum; undefined for a plan that isn't sold by the seat. Pure. */
export const seatQuantity = ({ perSeat }: Pick<Plan, "perSeat">, levels: Levels): number | undefined =>
  perSeat && Math.max(perSeat.minimum, levels[perSeat.meter] ?? 0);
