import type Stripe from "stripe";
import { behaviourOf, namedCards, passesLuhn } from "../../engine/cards";
import { namedDebits } from "../../engine/debits";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { storeDebit } from "../../objects/bank-accounts";
import { type BillingDetails, billingDetails } from "../../objects/billing-details";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalid, missing, StripeFault } from "../../wire/errors";
import { matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type PaymentMethod = PublicTables["payment_method"];

export function paymentMethodRoutes(api: Api): void {
  api.post(
    "/v1/payment_methods",
    params<Stripe.PaymentMethodCreateParams>("PaymentMethods", "PaymentMethodCreateParams"),
    createPaymentMethod,
  );
  api.get("/v1/payment_methods/:id", onlyExpand, (world, _, id) => fetchPaymentMethod(world, id));
  api.get(
    "/v1/payment_methods",
    params<Stripe.PaymentMethodListParams>("PaymentMethods", "PaymentMethodListParams"),
    (world, input) => {
      const rows = input.customer === undefined ? [] : world.store.where("payment_method", "customer", input.customer);
      return page(
        rows.filter(
          (method) => matches(method.type, input.type) && matches(method.allow_redisplay, input.allow_redisplay),
        ),
        input,
        "/v1/payment_methods",
      );
    },
  );
  api.post(
    "/v1/payment_methods/:id",
    params<Stripe.PaymentMethodUpdateParams>("PaymentMethods", "PaymentMethodUpdateParams"),
    updatePaymentMethod,
  );
  api.post(
    "/v1/payment_methods/:id/attach",
    params<Stripe.PaymentMethodAttachParams>("PaymentMethods", "PaymentMethodAttachParams"),
    (world, input, id) => {
      const customer = fetchCustomer(world, input.customer ?? "", "customer");
      return attach(world, paymentMethodNamed(world, id, "id"), customer.id);
    },
  );
  api.post("/v1/payment_methods/:id/detach", onlyExpand, (world, _, id) =>
    detach(world, fetchPaymentMethod(world, id)),
  );
}

export function fetchPaymentMethod(world: World, id: string, param = "id"): PaymentMethod {
  const method = world.store.get("payment_method", id);
  if (!method) throw missing("PaymentMethod", id, param);
  return method;
}

/** A stored payment method, or a new one for a name of Stripe's test mode such as `pm_card_visa`. */
export function paymentMethodNamed(world: World, id: string, param: string): PaymentMethod {
  const iban = namedDebits[id];
  if (iban) return storeDebit(world, iban, { name: "Jenny Rosen", email: "jenny.rosen@example.com" });
  const number = namedCards[id];
  if (!number) return fetchPaymentMethod(world, id, param);
  const year = new Date(world.clock.now() * 1000).getUTCFullYear() + 3;
  return storeCard(world, { number, exp_month: 12, exp_year: year }, {});
}

function createPaymentMethod(world: World, input: Wire<Stripe.PaymentMethodCreateParams>): PaymentMethod {
  if (input.type === "sepa_debit") return createDebit(world, input);
  if (input.type !== undefined && input.type !== "card") {
    throw invalid(
      `This local Stripe knows cards and SEPA debits, not ${input.type}.`,
      "type",
      "parameter_unsupported_locally",
    );
  }
  const { card } = input;
  if (!card) throw invalid("Missing required param: card.", "card", "parameter_missing");
  if ("token" in card && card.token !== undefined) {
    const method = paymentMethodNamed(world, card.token, "card[token]");
    return world.store.put("payment_method", {
      ...method,
      billing_details: billingDetails(input.billing_details, null),
    });
  }
  if (!("number" in card) || card.number === undefined) {
    throw invalid("Missing required param: card[number].", "card[number]", "parameter_missing");
  }
  const number = card.number.replaceAll(" ", "");
  const method = checkedCard(
    world,
    { number, exp_month: card.exp_month ?? 0, exp_year: card.exp_year ?? 0 },
    input.billing_details ?? {},
  );
  return world.store.put("payment_method", { ...method, metadata: mergeMetadata({}, input.metadata) });
}

function createDebit(world: World, input: Wire<Stripe.PaymentMethodCreateParams>): PaymentMethod {
  const iban = input.sepa_debit?.iban;
  if (iban === undefined)
    throw invalid("Missing required param: sepa_debit[iban].", "sepa_debit[iban]", "parameter_missing");
  const { name, email } = input.billing_details ?? {};
  for (const [field, value] of Object.entries({ name, email })) {
    if (!value)
      throw invalid(
        `Missing required param: billing_details[${field}].`,
        `billing_details[${field}]`,
        "parameter_missing",
      );
  }
  const method = storeDebit(world, iban, input.billing_details ?? {});
  return world.store.put("payment_method", { ...method, metadata: mergeMetadata({}, input.metadata) });
}

interface CardInput {
  number: string;
  exp_month: number;
  exp_year: number;
}

/** A new, unattached card after the checks that need no bank. */
export function checkedCard(world: World, card: CardInput, details: BillingDetails): PaymentMethod {
  const refuse = (code: string, message: string, param: string): StripeFault =>
    new StripeFault(402, "card_error", message, { code, param });
  if (!passesLuhn(card.number)) throw refuse("incorrect_number", "Your card number is incorrect.", "number");
  if (card.exp_month < 1 || card.exp_month > 12) {
    throw refuse("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
  }
  const now = new Date(world.clock.now() * 1000);
  const year = card.exp_year < 100 ? card.exp_year + 2000 : card.exp_year;
  const past = year < now.getUTCFullYear() || (year === now.getUTCFullYear() && card.exp_month < now.getUTCMonth() + 1);
  if (past) throw refuse("invalid_expiry_year", "Your card's expiration date is in the past.", "exp_year");
  if (year > now.getUTCFullYear() + 50)
    throw refuse("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
  return storeCard(world, { ...card, exp_year: year }, details);
}

/** @param prefix `card` for the sources of old, which are payment methods under another name */
export function storeCard(
  world: World,
  card: CardInput,
  details: BillingDetails,
  prefix: "pm" | "card" = "pm",
): PaymentMethod {
  const { brand, funding, country } = behaviourOf(card.number);
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
      fingerprint: world.ids.letters(16),
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

function updatePaymentMethod(world: World, input: Wire<Stripe.PaymentMethodUpdateParams>, id: string): PaymentMethod {
  const before = fetchPaymentMethod(world, id);
  const { card } = before;
  const after = world.store.put("payment_method", {
    ...before,
    allow_redisplay: input.allow_redisplay ?? before.allow_redisplay,
    billing_details: billingDetails(input.billing_details, before.billing_details),
    metadata: mergeMetadata(before.metadata, input.metadata),
    ...(card
      ? {
          card: {
            ...card,
            exp_month: input.card?.exp_month ?? card.exp_month,
            exp_year: input.card?.exp_year ?? card.exp_year,
          },
        }
      : {}),
  });
  emitChange(world, "payment_method.updated", before, after);
  return after;
}

/** Saving a card asks the bank: a card that is declined outright cannot be saved. */
export function attach(world: World, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalid(
      "The payment method you provided has already been attached to a customer.",
      "payment_method",
      "payment_method_already_attached",
    );
  }
  checkAttachable(world, method);
  const attached = world.store.put("payment_method", { ...method, customer });
  emit(world, "payment_method.attached", attached);
  return attached;
}

/** @throws StripeFault 402 for cards that are refused already when they are saved */
export function checkAttachable(world: World, method: PaymentMethod): void {
  const { attachable, charge } = behaviourOf(world.store.get("card", method.id)?.number ?? "");
  if (!attachable && charge !== "succeeds") {
    throw new StripeFault(402, "card_error", charge.message, {
      code: charge.code,
      ...(charge.decline_code ? { decline_code: charge.decline_code } : {}),
      param: "",
      payment_method: method,
    });
  }
}

export function detach(world: World, method: PaymentMethod): PaymentMethod {
  if (method.customer === null) {
    throw invalid(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      "payment_method",
    );
  }
  const customer = fetchCustomer(world, method.customer);
  if (customer.invoice_settings.default_payment_method === method.id) {
    const after = world.store.put("customer", {
      ...customer,
      invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
    });
    emitChange(world, "customer.updated", customer, after);
  }
  for (const subscription of world.store.where("subscription", "customer", customer.id)) {
    if (subscription.default_payment_method === method.id) {
      const after = world.store.put("subscription", { ...subscription, default_payment_method: null });
      emitChange(world, "customer.subscription.updated", subscription, after);
    }
  }
  const detached = world.store.put("payment_method", { ...method, customer: null });
  emit(world, "payment_method.detached", detached, { customer: method.customer });
  return detached;
}
