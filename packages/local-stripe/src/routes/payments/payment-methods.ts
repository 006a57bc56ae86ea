import type Stripe from "stripe";
import { attachPaymentMethod, detachPaymentMethod } from "../../billing/payments/attach-payment-method";
import { emitChange } from "../../events/emit";
import { fetchCustomer, fetchPaymentMethod } from "../../lookup/fetch";
import { resolvePaymentMethod } from "../../lookup/resolve-payment-method";
import { billingDetails } from "../../objects/billing-details";
import { mergeMetadata } from "../../objects/metadata";
import { createCard, storeBankAccount } from "../../objects/payment-method-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest } from "../../wire/errors";
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
      return attachPaymentMethod(world, resolvePaymentMethod(world, id, "id"), customer.id);
    },
  );
  api.post("/v1/payment_methods/:id/detach", onlyExpand, (world, _, id) =>
    detachPaymentMethod(world, fetchPaymentMethod(world, id)),
  );
}

function createPaymentMethod(world: World, input: Wire<Stripe.PaymentMethodCreateParams>): PaymentMethod {
  if (input.type === "sepa_debit") return createDebit(world, input);
  if (input.type !== undefined && input.type !== "card") {
    throw invalidRequest(
      `local-stripe supports cards and SEPA debits, not ${input.type}.`,
      "type",
      "parameter_unsupported_locally",
    );
  }
  const { card } = input;
  if (!card) throw invalidRequest("Missing required param: card.", "card", "parameter_missing");
  if ("token" in card && card.token !== undefined) {
    const method = resolvePaymentMethod(world, card.token, "card[token]");
    return world.store.put("payment_method", {
      ...method,
      billing_details: billingDetails(input.billing_details, null),
    });
  }
  if (!("number" in card) || card.number === undefined) {
    throw invalidRequest("Missing required param: card[number].", "card[number]", "parameter_missing");
  }
  const number = card.number.replaceAll(" ", "");
  const method = createCard(
    world,
    { number, exp_month: card.exp_month ?? 0, exp_year: card.exp_year ?? 0 },
    input.billing_details ?? {},
  );
  return world.store.put("payment_method", { ...method, metadata: mergeMetadata({}, input.metadata) });
}

function createDebit(world: World, input: Wire<Stripe.PaymentMethodCreateParams>): PaymentMethod {
  const iban = input.sepa_debit?.iban;
  if (iban === undefined)
    throw invalidRequest("Missing required param: sepa_debit[iban].", "sepa_debit[iban]", "parameter_missing");
  const { name, email } = input.billing_details ?? {};
  for (const [field, value] of Object.entries({ name, email })) {
    if (!value)
      throw invalidRequest(
        `Missing required param: billing_details[${field}].`,
        `billing_details[${field}]`,
        "parameter_missing",
      );
  }
  const method = storeBankAccount(world, iban, input.billing_details ?? {});
  return world.store.put("payment_method", { ...method, metadata: mergeMetadata({}, input.metadata) });
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
