import { z } from "zod";

/** "Would so much more be let through?", as a query. A platform key names the organization. */
export const limitCheckSchema = z.strictObject({
  meter: z.string().min(1).max(255),
  amount: z.coerce.number().int().min(1).max(1_000_000_000).default(1),
  organization: z.string().min(1).max(255).optional(),
});
