import { createHash } from "node:crypto";
import { conflict, invalidInput } from "@/lib/errors";

/** For so long a preview's amount can be confirmed to the cent. */
const validForSeconds = 30 * 60;

/**
 * What a preview was reckoned from: the second that prorations count from, and a mark of the facts its amounts follow from
 * (`reckonedFrom`). Confirmed with it, the change costs what the preview said; it names no price, so there is nothing to
 * forge in it.
 */
export function writeQuote(prorationDate: number, facts: readonly string[]): string {
  return `${prorationDate}-${markOf(facts)}`;
}

/**
 * The proration date of a quote.
 *
 * @throws GatehouseError `invalid_input` for what is no quote; `conflict` when it is too old or what it was reckoned from
 * has changed.
 */
export function readQuote(quote: string, facts: readonly string[], now: Date): number {
  const [, seconds, mark] = /^(\d{10})-([0-9a-f]{16})$/.exec(quote) ?? [];
  if (!seconds) throw invalidInput("The quote is not one that a preview answered.");
  const date = Number(seconds);
  const at = Math.floor(now.getTime() / 1000);
  if (mark !== markOf(facts) || date > at + 60 || date < at - validForSeconds) {
    throw conflict("What this preview was reckoned from has changed. Look at the new amount first.", {
      reason: "quote_outdated",
    });
  }
  return date;
}

const markOf = (facts: readonly string[]): string =>
  createHash("sha256").update(facts.join(" ")).digest("hex").slice(0, 16);
