// The run itself (`reconcile.ts`) is the worker's alone.
export { type DriftFilter, driftFilterSchema, verifyOrganizationSchema } from "./filter";
export {
  type ListedDrift,
  type ListedReconciliation,
  listDrift,
  openDrift,
  recentReconciliations,
} from "./queries";
export { reconcileNow } from "./start-reconciliation";
export { verifyOrganization } from "./verify-organization";
