import type { Decline } from "./cards";

/** How a test bank account behaves. The numbers are from Stripe's documentation. */
export interface DebitBehavior {
  /** Null: the payment succeeds. */
  failure: Decline | null;
  /**
   * Seconds in `processing`. Stripe says "at least three minutes" for the delayed ones and doesn't specify the others.
   */
  delay: number;
}

const fast = 2;
const delayed = 180;

const failed: Decline = {
  code: "payment_method_provider_decline",
  decline_code: null,
  message: "The payment was refused by the customer's bank.",
};
const exceeded: Decline = {
  code: "charge_exceeds_source_limit",
  decline_code: null,
  message: "The payment exceeds the weekly volume limit of this bank account.",
};
const insufficient: Decline = {
  code: "insufficient_funds",
  decline_code: null,
  message: "The customer's account has insufficient funds to cover this payment.",
};

const succeeds: DebitBehavior = { failure: null, delay: fast };
const succeedsLate: DebitBehavior = { failure: null, delay: delayed };
const fails: DebitBehavior = { failure: failed, delay: fast };
const failsLate: DebitBehavior = { failure: failed, delay: delayed };

const scenarios: Record<string, DebitBehavior> = {
  AT611904300234573201: succeeds,
  AT321904300235473204: succeedsLate,
  AT861904300235473202: fails,
  AT051904300235473205: failsLate,
  AT981904300000343434: { failure: exceeded, delay: fast },
  AT981904300002222227: { failure: insufficient, delay: fast },
  BE62510007547061: succeeds,
  BE78510007547064: succeedsLate,
  BE68539007547034: fails,
  BE51510007547065: failsLate,
  DE89370400440532013000: succeeds,
  DE08370400440532013003: succeedsLate,
  DE62370400440532013001: fails,
  DE78370400440532013004: failsLate,
  DE65370400440002222227: { failure: insufficient, delay: fast },
  FR1420041010050500013M02606: succeeds,
  FR3020041010050500013M02609: succeedsLate,
  FR8420041010050500013M02607: fails,
  FR7920041010050500013M02600: failsLate,
  IE29AIBK93115212345678: succeeds,
  IE24AIBK93115212345671: succeedsLate,
  IE02AIBK93115212345679: fails,
  IE94AIBK93115212345672: failsLate,
  // Stripe's CLI uses this account for a failing debit.
  IT60X0542811101000000123456: fails,
};

/** Any other valid account pays. */
export function debitBehavior(iban: string): DebitBehavior {
  return scenarios[iban] ?? succeeds;
}

/** Named bank accounts of Stripe's test mode. */
export const namedDebits: Record<string, string> = {
  pm_sepaDebit_success_at: "AT611904300234573201",
  pm_sepaDebit_successDelayed_at: "AT321904300235473204",
  pm_sepaDebit_failed_at: "AT861904300235473202",
  pm_sepaDebit_failedDelayed_at: "AT051904300235473205",
  pm_sepaDebit_insufficientFunds_at: "AT981904300002222227",
  pm_sepaDebit_success_de: "DE89370400440532013000",
  pm_sepaDebit_successDelayed_de: "DE08370400440532013003",
  pm_sepaDebit_failed_de: "DE62370400440532013001",
  pm_sepaDebit_failedDelayed_de: "DE78370400440532013004",
};

/** ISO 13616: rotated by four and read as a number, an IBAN modulo 97 is 1. */
export function validIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((character) => Number.parseInt(character, 36)).join("");
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}
