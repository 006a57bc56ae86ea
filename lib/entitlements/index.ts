export type { AccessRule } from "./access";
export { answerTogether, askColumns, type Named, type Question } from "./answer-together";
export { type CheckInput, checkSchema } from "./check-input";
export { confirmedEntitlements } from "./confirmed";
export type { FeatureOffer } from "./feature-offer";
export { featureState } from "./features";
export { grantOverride } from "./grant-override";
export { accessRefusal, assertAccess, upgradeUrl } from "./guard";
export { type GrantOverrideInput, grantOverrideSchema, overrideIdSchema } from "./override-input";
export {
  checkFeature,
  compareEntitlements,
  describeFeatures,
  entitlementsOf,
  grantsOf,
  offerOf,
  overridesOf,
} from "./queries";
export { forgetOrganizations, type NamedOrganization, organizationsByName } from "./remembered";
export { requireAccess } from "./require-access";
export { requireFeature } from "./require-feature";
export type { Entitlements, TraceStep } from "./resolve";
export { revokeOverride } from "./revoke-override";
export { type Lift, liftsOf } from "./upgrade";
export { whenReadable } from "./when-readable";
