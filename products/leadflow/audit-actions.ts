import type { ActionNames } from "@/lib/audit/actions";

/** What Leadflow writes to the audit log, phrased to follow a person's name. */
export const leadflowActions = {
  "assumptions.changed": "changed the assumptions of the value report",
} as const;

declare module "@/lib/audit/actions" {
  interface ProductActions extends ActionNames<typeof leadflowActions> {}
}
