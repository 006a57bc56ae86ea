export { answerQueries, type NamedQuery, type OrganizationQuery, queryColumns } from "./cache/answer-queries";
export { currentEntitlements, queryDeadlineMs } from "./cache/current-entitlements";
export { forgetOrganizations, type NamedOrganization, organizationsByName } from "./cache/organizations-by-name";
export { type FeatureOffer, featureState } from "./features";
export { accessRefusal, assertAccess, upgradeUrl } from "./guard";
export type { CheckInput } from "./input";
export { grantOverride } from "./overrides/grant-override";
export { type GrantOverrideInput, grantOverrideSchema, overrideIdSchema } from "./overrides/override-input";
export { revokeOverride } from "./overrides/revoke-override";
export {
  checkFeature,
  compareEntitlements,
  describeFeatures,
  entitlementsAt,
  entitlementsOf,
  entitlementsOfMany,
  grantsOf,
  offerOf,
  overageCurrency,
  overridesOf,
} from "./queries";
export { requireAccess, requireFeature, whenReadable } from "./require-access";
export { type AccessRule, failuresUntilReadOnly, overdueUntil } from "./resolve/access";
export type { Entitlements, TraceStep } from "./resolve/entitlements";
export { type Lift, liftsOf } from "./upgrade";
