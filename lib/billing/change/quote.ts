import { createHmac, timingSafeEqual } from "node:crypto";
import { conflict, invalidInput } from "@/lib/errors";

/** How long a preview's amount can be confirmed to the cent. */
const validForSeconds = 30 * 60;

/** The app's servers may disagree by this much about the time. */
const clockSkewSeconds = 60;

/**
 * A quote is what a preview was priced from: the proration date, sealed together with the facts behind its amounts (`pricedFrom`).
 * Confirmed with it, the change costs what the preview showed. It contains no price, and no one else can make one: otherwise a
 * customer could choose the second from which they pay.
 *
 * @param prorationDate Unix seconds.
 * @param secret the server's, from which the seal is made.
 */
export function writeQuote(prorationDate: number, facts: readonly string[], secret: string): string {
  return `${prorationDate}-${seal(prorationDate, facts, secret)}`;
}

/**
 * The proration date of a quote, in Unix seconds.
 *
 * @param secrets any of which may have sealed it.
 * @throws GatehouseError `invalid_input` for a malformed quote; `conflict` when it has expired, the facts have changed, or it isn't ours.
 */
export function readQuote(quote: string, facts: readonly string[], now: Date, ...secrets: readonly string[]): number {
  const [, seconds, given] = /^(\d{10})-([0-9a-f]{32})$/.exec(quote) ?? [];
  if (!seconds || !given) throw invalidInput("quote: send the quote of a preview.");
  const date = Number(seconds);
  const at = Math.floor(now.getTime() / 1000);
  const ours = secrets.some((secret) => timingSafeEqual(Buffer.from(given), Buffer.from(seal(date, facts, secret))));
  if (!ours || date > at + clockSkewSeconds || date < at - validForSeconds) {
    throw conflict("The price has changed since this preview. Review the new amount before confirming.", {
      reason: "quote_outdated",
    });
  }
  return date;
}

const seal = (date: number, facts: readonly string[], secret: string): string =>
  createHmac("sha256", secret)
    .update(JSON.stringify(["quote", date, ...facts]))
    .digest("hex")
    .slice(0, 32);
