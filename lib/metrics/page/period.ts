import type { Context } from "@/lib/context";
import { addMonths, monthKey, monthStart } from "../months";
import type { Period } from "./types";

/** The months asked for, within reason: not in the future, not more than ten years, in order. */
export function periodOf({ now }: Context, { from, to }: Period, months: number): { from: string; to: string } {
  const current = monthKey(now);
  const end = to && to < current ? to : current;
  const earliest = monthKey(addMonths(monthStart(new Date(`${end}-01`)), 1 - maxMonths));
  const start = from ?? monthKey(addMonths(monthStart(new Date(`${end}-01`)), 1 - months));
  if (start > end) return { from: end, to: end };
  return { from: start.localeCompare(earliest) < 0 ? earliest : start, to: end };
}

const maxMonths = 120;
