export type { AccessRule } from "./access";
export { accessRefusal, assertAccess, upgradeUrl } from "./guard";
export { checkFeature, describeFeatures, entitlementsOf } from "./queries";
export { forgetOrganizations, type NamedOrganization, organizationsByName } from "./remembered";
export { requireAccess } from "./require-access";
export { requireFeature } from "./require-feature";
export type { Entitlements } from "./resolve";
export { type Lift, liftsOf } from "./upgrade";
