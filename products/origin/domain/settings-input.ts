import { z } from "zod";
import { isTimeZone } from "./import/time-zone";

/** The currencies that reports can be in, most used first. */
export const currencies = ["usd", "eur", "gbp", "cad", "aud", "chf", "sek", "nok", "dkk", "jpy"] as const;

export const settingsSchema = z.strictObject({
  currency: z.enum(currencies, "Choose a currency."),
  timeZone: z.string().max(60).refine(isTimeZone, "Choose a time zone."),
});
