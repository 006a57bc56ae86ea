import { z } from "zod";
import type { driftKinds } from "@/db/schema";
import type { DriftKind } from "./differences";

/** Written out, since the browser needs no database library; the compiler names one that is missing. */
export const driftKindWords: Readonly<Record<(typeof driftKinds)[number], string>> = {
  missing_here: "Missing here",
  missing_there: "Missing at Stripe",
  status: "Status",
  plan: "Plan",
  quantity: "Quantity",
  period: "Period",
  amount: "Amount",
  duplicate_subscription: "Second subscription",
};
const kinds = Object.keys(driftKindWords) as DriftKind[];

/** As the page's address says it; what it cannot mean is left out, so that an old link still shows a list. */
export const driftFilterSchema = z.object({
  kind: z.enum(kinds).optional().catch(undefined),
  state: z.enum(["open", "repaired", "resolved"]).optional().catch(undefined),
  run: z.uuid().optional().catch(undefined),
  organization: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type DriftFilter = z.output<typeof driftFilterSchema>;

export const verifyOrganizationSchema = z.strictObject({ organizationId: z.uuid() });
