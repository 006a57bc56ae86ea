import { z } from "zod";
import { segmentDimensions } from "@/lib/metrics/page/types";
import { currency, instant, maybe } from "../../fields";

export const count = z.int();
export const ratio = maybe(z.number()).meta({ description: "Between 0 and 1; null without a base." });
export const month = z.string().meta({ description: "Such as `2026-11`, UTC." });
export const period = z
  .string()
  .meta({ description: "A day such as `2026-11-30`, or a month such as `2026-11`, UTC." });
const monthParameter = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/, "Use a month such as 2026-11.");

export const filter = {
  currency: z
    .string()
    .regex(/^[a-z]{3}$/, "Use a code such as usd.")
    .optional()
    .meta({ description: "Only revenue in this currency. By default everything, converted at stored rates." }),
  segment: z
    .string()
    .max(200)
    .regex(new RegExp(`^(${segmentDimensions.join("|")}):[^\\p{Cc}\\p{Cs}]+$`, "u"), "Use dimension:value.")
    .optional()
    .meta({
      description: `Only these organizations, such as \`plan:professional\`. Dimensions: ${segmentDimensions.join(", ")}.`,
    }),
};
export const months = {
  ...filter,
  from: monthParameter.optional().meta({ description: "The first month. By default eleven months before the last." }),
  to: monthParameter.optional().meta({ description: "The last month. By default the current one." }),
};

/** What every answer says about its amounts. */
export const basis = {
  asOf: instant,
  currency: currency.meta({ description: "The currency of all amounts." }),
  converted: z.boolean().meta({ description: "Some amounts were converted at stored rates." }),
  currencies: z.array(currency).meta({ description: "All currencies with revenue, the largest first." }),
  missingRates: z.array(currency).meta({ description: "Currencies without a rate, which totals leave out." }),
  rebuilding: z.boolean().meta({ description: "Figures are being recomputed and are incomplete for now." }),
};

export const plan = { key: z.string(), label: z.string() };

/** How many months back, the current one included. */
export const lastMonths = z.coerce.number().int().min(1).max(60).default(12);

/** How the figures of an answer are computed. */
export const definitions = z
  .array(z.strictObject({ slug: z.string(), label: z.string(), definition: z.string() }))
  .meta({ description: "How the figures are computed." });
