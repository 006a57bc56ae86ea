export { type RetentionInput, retentionSchema } from "./input";
export { eraseOrganization } from "./organization/erase-organization";
export { erasePerson } from "./person/erase-person";
export { exportPerson, type PersonExport } from "./person/export-person";
export { enforceRetention } from "./retention/enforce-retention";
export { keptFor, type ShownPeriod, shownPeriods } from "./retention/kept-for";
export { type Enforcement, lastEnforcement } from "./retention/last-enforcement";
export { setRetention } from "./retention/set-retention";
