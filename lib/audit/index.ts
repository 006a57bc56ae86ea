export { canonicalJson, firstBrokenLink } from "./chain";
export { platformChain, recordAudit } from "./record-audit";
