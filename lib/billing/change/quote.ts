import { createHash } from "node:crypto";
import { conflict, invalidInput } from "@/lib/errors";

/** How long a preview's amount can be confirmed to the cent. */
const validForSeconds = 30 * 60;

/** The app's servers may disagree by this much about the time. */
const clockSkewSeconds = 60;

/**
 * A quote is what a preview was priced from: the proration date and a fingerprint of the facts behind its amounts
 * (`pricedFrom`). Confirmed with it, the change costs what the preview showed. It contains no price, so there is nothing
 * to forge.
 *
 * @param prorationDate Unix seconds.
 */
export function writeQuote(prorationDate: number, facts: readonly string[]): string {
  return `${prorationDate}-${fingerprint(facts)}`;
}

/**
 * The proration date of a quote, in Unix seconds.
 *
 * @throws GatehouseError `invalid_input` for a malformed quote; `conflict` when it has expired or the facts have changed.
 */
export function readQuote(quote: string, facts: readonly string[], now: Date): number {
  const [, seconds, written] = /^(\d{10})-([0-9a-f]{16})$/.exec(quote) ?? [];
  if (!seconds) throw invalidInput("quote: send the quote of a preview.");
  const date = Number(seconds);
  const at = Math.floor(now.getTime() / 1000);
  if (written !== fingerprint(facts) || date > at + clockSkewSeconds || date < at - validForSeconds) {
    throw conflict("The price has changed since this preview. Review the new amount before confirming.", {
      reason: "quote_outdated",
    });
  }
  return date;
}

const fingerprint = (facts: readonly string[]): string =>
  createHash("sha256").update(facts.join(" ")).digest("hex").slice(0, 16);
