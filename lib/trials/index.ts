export { onTrialAt } from "./organization-columns";
export { type OrganizationState, type OrganizationStatus, organizationState } from "./organization-state";
