import { z } from "zod";
import { channelSchema } from "../data/names";
import type { Spend } from "../import/rows";
import { shiftDay } from "../import/time-zone";

const longestDays = 366;
const day = z.iso.date("Enter a date.").refine((text) => text >= "2000-01-01", "Before the year 2000.");

/** Spend from the form: an amount for a day, or one that is spread over a range of days. */
export const spendSchema = z
  .strictObject({
    channel: channelSchema,
    fromDay: day,
    toDay: day,
    /** As typed; `parseAmount` reads it in the organization's currency. */
    amount: z.string().max(40),
  })
  .superRefine(({ fromDay, toDay }, issues) => {
    const days = (Date.parse(toDay) - Date.parse(fromDay)) / 86_400_000 + 1;
    if (days < 1) issues.addIssue({ code: "custom", path: ["toDay"], message: "Ends before it begins." });
    if (days > longestDays) issues.addIssue({ code: "custom", path: ["toDay"], message: "Choose at most a year." });
  });

/** Spreads an amount evenly over the days, to the cent: the first days take what is left. */
export function spread({
  channel,
  fromDay,
  toDay,
  amount,
}: Omit<Spend, "day"> & { fromDay: string; toDay: string }): Spend[] {
  const count = Math.round((Date.parse(toDay) - Date.parse(fromDay)) / 86_400_000) + 1;
  const each = Math.floor(amount / count);
  const left = amount - each * count;
  return Array.from({ length: count }, (_, index) => ({
    channel,
    day: shiftDay(fromDay, index),
    amount: each + (index < left ? 1 : 0),
  }));
}
