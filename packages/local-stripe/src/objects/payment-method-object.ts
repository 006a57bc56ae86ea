import { cardBehavior, passesLuhn } from "../engine/cards";
import { validIban } from "../engine/debits";
import type { PublicTables } from "../store/tables";
import { invalidRequest, StripeFault } from "../wire/errors";
import type { World } from "../world";
import { type BillingDetails, billingDetails } from "./billing-details";

type PaymentMethod = PublicTables["payment_method"];

interface CardInput {
  number: string;
  exp_month: number;
  exp_year: number;
}

/** A new, unattached card after all checks that don't involve the bank. */
export function createCard(world: World, card: CardInput, details: BillingDetails): PaymentMethod {
  const cardError = (code: string, message: string, param: string): StripeFault =>
    new StripeFault(402, "card_error", message, { code, param });
  if (!passesLuhn(card.number)) throw cardError("incorrect_number", "Your card number is incorrect.", "number");
  if (card.exp_month < 1 || card.exp_month > 12) {
    throw cardError("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
  }
  const now = new Date(world.clock.now() * 1000);
  const year = card.exp_year < 100 ? card.exp_year + 2000 : card.exp_year;
  const past = year < now.getUTCFullYear() || (year === now.getUTCFullYear() && card.exp_month < now.getUTCMonth() + 1);
  if (past) throw cardError("invalid_expiry_year", "Your card's expiration date is in the past.", "exp_year");
  if (year > now.getUTCFullYear() + 50)
    throw cardError("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
  return storeCard(world, { ...card, exp_year: year }, details);
}

/** @param prefix `card` for legacy sources, which are stored as payment methods */
export function storeCard(
  world: World,
  card: CardInput,
  details: BillingDetails,
  prefix: "pm" | "card" = "pm",
): PaymentMethod {
  const { brand, funding, country } = cardBehavior(card.number);
  const id = world.ids.next(prefix);
  world.store.put("card", { id, number: card.number, authenticated: false });
  return world.store.put("payment_method", {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billingDetails(details, null),
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country,
      display_brand: brand === "amex" ? "american_express" : brand,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: world.ids.token(16),
      funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  });
}

/**
 * A new, unattached bank account for SEPA debits.
 *
 * @param iban as entered, spaces allowed
 * @throws StripeFault for an invalid IBAN
 */
export function storeBankAccount(world: World, iban: string, details: BillingDetails): PaymentMethod {
  const account = iban.replaceAll(/\s/g, "").toUpperCase();
  if (!validIban(account))
    throw invalidRequest("The IBAN you provided is invalid.", "sepa_debit[iban]", "invalid_bank_account_iban");
  const id = world.ids.next("pm");
  world.store.put("bank_account", { id, iban: account });
  return world.store.put("payment_method", {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billingDetails(details, null),
    created: world.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    sepa_debit: {
      bank_code: account.slice(4, 9),
      branch_code: "",
      country: account.slice(0, 2),
      fingerprint: world.ids.token(16),
      generated_from: { charge: null, setup_attempt: null },
      last4: account.slice(-4),
    },
    type: "sepa_debit",
  });
}
