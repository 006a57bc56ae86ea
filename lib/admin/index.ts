export { adminPage } from "./admin-page";
export { listSubscriptions } from "./api/list-subscriptions";
export { readOrganization } from "./api/read-organization";
export { asAdminReader } from "./as-admin-reader";
export { type Admin, asPlatformAdmin } from "./as-platform-admin";
export { extendTrial } from "./extend-trial";
export { extendTrialSchema, externalIdSchema, suspensionSchema } from "./input";
export { type OrganizationDetails, organizationDetails } from "./organization-details";
export {
  type OrganizationFilter,
  organizationFilterSchema,
} from "./organization-filter";
export { type ListedOrganization, listOrganizations } from "./organization-list";
export { type AdminOverview, adminOverview } from "./overview";
export { reactivateOrganization } from "./reactivate-organization";
export { setExternalId } from "./set-external-id";
export { suspendOrganization } from "./suspend-organization";
