// The run itself (`reconcile.ts`) is imported by the worker only.
export { describeRuns } from "./describe-runs";
export { countGenerated } from "./generated-customers";
export { type MismatchFilter, mismatchFilterSchema, verifyOrganizationSchema } from "./mismatches/filter";
export {
  countOpenMismatches,
  type ListedMismatch,
  type ListedReconciliation,
  listedRuns,
  listMismatches,
  recentReconciliations,
} from "./mismatches/queries";
export { reconcileNow } from "./start-reconciliation";
export type { Verdict } from "./verify/verify-customer";
export { verifyOrganization } from "./verify/verify-organization";
