export { type AuditAction, describeActivity } from "./actions";
export { firstBrokenLink } from "./chain";
export { type AuditRow, recentAudit } from "./queries";
export { platformChain, recordAudit } from "./record-audit";
