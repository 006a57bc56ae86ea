const day = 86_400;

/**
 * When to retry a payment that has failed `attempts` times.
 *
 * @param firstFailure seconds
 * @param retryDays days after the first failure
 * @returns seconds, or null when all retries are used up
 */
export function nextRetry(firstFailure: number, attempts: number, retryDays: readonly number[]): number | null {
  const days = retryDays[attempts - 1];
  return days === undefined ? null : firstFailure + days * day;
}

/**
 * Declines after which the same card isn't charged again; retries are only counted.
 * docs.stripe.com/billing/revenue-recovery/smart-retries, "Non-retryable decline codes".
 */
const hard: ReadonlySet<string> = new Set([
  "incorrect_number",
  "lost_card",
  "pickup_card",
  "stolen_card",
  "revocation_of_authorization",
  "revocation_of_all_authorizations",
  "highest_risk_level",
  "transaction_not_allowed",
]);

export function isHardDecline(code: string | null | undefined): boolean {
  return code != null && hard.has(code);
}
