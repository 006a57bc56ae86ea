import { createHash } from "node:crypto";
import { conflict, invalidInput } from "@/lib/errors";
import type { Piece } from "./composition";

/** For so long a preview's amount can be confirmed to the cent. */
const validForSeconds = 30 * 60;

/**
 * What a preview was reckoned from: the second that prorations count from, and a mark of what the subscription consisted
 * of. Confirmed with it, the change costs what the preview said; it names no price, so there is nothing to forge in it.
 */
export function writeQuote(prorationDate: number, present: readonly Piece[]): string {
  return `${prorationDate}-${markOf(present)}`;
}

/**
 * The proration date of a quote.
 *
 * @throws GatehouseError `invalid_input` for what is no quote; `conflict` when it is too old or what it was reckoned from
 * has changed.
 */
export function readQuote(quote: string, present: readonly Piece[], now: number): number {
  const [, seconds, mark] = /^(\d{10})-([0-9a-f]{16})$/.exec(quote) ?? [];
  if (!seconds) throw invalidInput("The quote is not one that a preview answered.");
  const date = Number(seconds);
  if (mark !== markOf(present) || date > now + 60 || date < now - validForSeconds) {
    throw conflict("What this preview was reckoned from has changed. Look at the new amount first.", {
      reason: "quote_outdated",
    });
  }
  return date;
}

function markOf(pieces: readonly Piece[]): string {
  const written = pieces.map(({ lookupKey, quantity }) => `${lookupKey}×${quantity}`).sort();
  return createHash("sha256").update(written.join(" ")).digest("hex").slice(0, 16);
}
