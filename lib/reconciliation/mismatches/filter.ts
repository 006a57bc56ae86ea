import { z } from "zod";
import type { mismatchKinds } from "@/db/schema";
import type { MismatchKind } from "../compare/differences";

/** Written out, so that the browser doesn't load the database library. The compiler reports a missing one. */
export const mismatchKindLabels: Readonly<Record<(typeof mismatchKinds)[number], string>> = {
  missing_here: "Missing in database",
  missing_there: "Missing in Stripe",
  status: "Status",
  plan: "Plan",
  quantity: "Quantity",
  period: "Period",
  amount: "Amount",
  duplicate_subscription: "Duplicate subscription",
  next_charge: "Next charge",
  mrr: "MRR",
  access: "Access",
  items: "Subscription items",
  scheduled: "Scheduled change",
  owed: "Open invoices",
  dispute: "Dispute",
  link: "Customer link",
};
const kinds = Object.keys(mismatchKindLabels) as MismatchKind[];

/** From the page's query. Invalid values are ignored, so that an old link still shows a list. */
export const mismatchFilterSchema = z.object({
  kind: z.enum(kinds).optional().catch(undefined),
  state: z.enum(["open", "repaired", "resolved"]).optional().catch(undefined),
  run: z.uuid().optional().catch(undefined),
  organization: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type MismatchFilter = z.output<typeof mismatchFilterSchema>;

export const verifyOrganizationSchema = z.strictObject({ organizationId: z.uuid() });
