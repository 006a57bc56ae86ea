/** What the DNS of a domain has to show, in a TXT record. */
export const proofPrefix = "gatehouse-verification=";

/** Whether one of a domain's TXT records is the proof. Long records arrive in chunks. */
export const showsProof = (records: readonly (readonly string[])[], proof: string): boolean =>
  records.some((pieces) => pieces.join("").trim() === proof);
