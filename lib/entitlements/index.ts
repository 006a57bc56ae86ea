export { type Access, type AccessDecision, type AccessRule, access, decideAccess } from "./access";
export { accessRefusal, assertAccess, upgradeUrl } from "./guard";
export { checkFeature, describeFeatures, entitlementsOf } from "./queries";
export { forgetOrganizations, type NamedOrganization, organizationsByName } from "./remembered";
export { requireAccess } from "./require-access";
export { requireFeature } from "./require-feature";
export { type Entitlements, type Grants, type MeterLimit, resolveEntitlements, type TraceStep } from "./resolve";
export { type Lift, liftsOf, plansWith } from "./upgrade";
