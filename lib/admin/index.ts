export { adminPage } from "./admin-page";
export { type Admin, asPlatformAdmin } from "./as-platform-admin";
export { type OrganizationFile, organizationFile } from "./organization-file";
export {
  type OrganizationFilter,
  type OrganizationState,
  organizationFilterSchema,
  organizationStates,
} from "./organization-filter";
export { type ListedOrganization, listOrganizations } from "./organization-list";
export { type AdminOverview, adminOverview } from "./overview";
