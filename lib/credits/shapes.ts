import type { CreditBalance, LedgerEntry } from "./queries";

/** Credits as the API returns them. */
export function describeCredits(organization: string, balances: readonly CreditBalance[]) {
  return {
    organization,
    balances: balances.map(({ meter, currency, available, grants }) => ({
      meter,
      currency,
      available,
      grants: grants.map(({ id, source, reason, amount, remaining, grantedAt, expiresAt }) => ({
        id,
        source,
        reason,
        amount,
        remaining,
        grantedAt: grantedAt.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
      })),
    })),
  };
}

/** A page of the ledger as the API returns it. */
export function describeLedger({ data, nextCursor }: { data: readonly LedgerEntry[]; nextCursor: string | null }) {
  return {
    data: data.map(({ seq, grantId, at, ...entry }) => ({
      id: String(seq),
      grant: grantId,
      ...entry,
      at: at.toISOString(),
    })),
    nextCursor,
  };
}
