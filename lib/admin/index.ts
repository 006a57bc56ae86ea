export type { Activity, ActivityKind } from "./activity/activity";
export { adminPage } from "./admin-page";
export { auditLogsPage } from "./api/audit-logs-page";
export { listSubscriptions } from "./api/list-subscriptions";
export {
  churnAnswer,
  conversionAnswer,
  funnelAnswer,
  paymentsAnswer,
  planMixAnswer,
  projectionAnswer,
} from "./api/metric-sections";
export { cohortsAnswer, growthAnswer, metricsAnswer, movementsAnswer } from "./api/metrics-answers";
export { organizationsPage } from "./api/organizations-page";
export { readOrganization } from "./api/read-organization";
export { topOrganizationsAnswer, violationsAnswer } from "./api/usage-answers";
export { asAdminReader } from "./as-admin-reader";
export { type Admin, asPlatformAdmin } from "./as-platform-admin";
export { extendTrial } from "./extend-trial";
export {
  emailIdSchema,
  endSessionsSchema,
  extendTrialSchema,
  externalIdSchema,
  noteIdSchema,
  noteSchema,
  pinNoteSchema,
  reasonSchema,
  scheduleDeletionSchema,
  setTrialSchema,
} from "./input";
export { exportOrganizations } from "./list/export-organizations";
export {
  type ListedOrganization,
  listOrganizations,
  type OrganizationPage,
  type OrganizationRow,
} from "./list/list-organizations";
export { type OrganizationFilter, organizationFilterSchema } from "./list/organization-filter-schema";
export { type OrganizationTotals, organizationTotals } from "./list/organization-totals";
export { deleteView, listSavedViews, type SavedView, saveView } from "./list/saved-views";
export { saveViewSchema, viewIdSchema } from "./list/view-input";
export { asBillingAdmin } from "./organization/as-billing-admin";
export { cancelFor, changePlanFor, resumeFor } from "./organization/change-billing";
export { callOffDeletion, scheduleDeletion } from "./organization/deletion";
export { endMemberSessions } from "./organization/end-sessions";
export type { HealthSign } from "./organization/health";
export type { SentEmail } from "./organization/history";
export { addNote, deleteNote, type Note, pinNote } from "./organization/notes";
export { setTrial } from "./organization/set-trial";
export { syncOrganization } from "./organization/sync-organization";
export type { TimelineEntry } from "./organization/timeline";
export { type OrganizationDetails, organizationDetails } from "./organization-details";
export { type AdminOverview, adminOverview } from "./overview";
export { reactivateOrganization } from "./reactivate-organization";
export { requireOrganization } from "./require-organization";
export { searchPlatform } from "./search/search-platform";
export { setExternalId } from "./set-external-id";
export { suspendOrganization } from "./suspend-organization";
export { updateOrganization } from "./update-organization";
