import { validIban } from "../engine/debits";
import type { PublicTables } from "../store/tables";
import { invalid } from "../wire/errors";
import type { World } from "../world";
import { type BillingDetails, billingDetails } from "./billing-details";

type PaymentMethod = PublicTables["payment_method"];

/**
 * A new, unattached bank account to debit by SEPA.
 *
 * @param iban as typed, spaces and all
 * @throws StripeFault when its check digits are wrong
 */
export function storeDebit(world: World, iban: string, details: BillingDetails): PaymentMethod {
  const account = iban.replaceAll(/\s/g, "").toUpperCase();
  if (!validIban(account))
    throw invalid("The IBAN you provided is invalid.", "sepa_debit[iban]", "invalid_bank_account_iban");
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
      fingerprint: world.ids.letters(16),
      generated_from: { charge: null, setup_attempt: null },
      last4: account.slice(-4),
    },
    type: "sepa_debit",
  });
}
