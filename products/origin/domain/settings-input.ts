import { z } from "zod";
import { currencies } from "./currencies";
import { isTimeZone } from "./import/time-zone";

export const settingsSchema = z.strictObject({
  currency: z.enum(currencies, "Choose a currency."),
  timeZone: z.string().max(60).refine(isTimeZone, "Choose a time zone."),
});
