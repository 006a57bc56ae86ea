import type Stripe from "stripe";
import { confirmSetupIntent } from "../../billing/payments/confirm-setup-intent";
import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { resolvePaymentMethod } from "../../lookup/resolve-payment-method";
import { mergeMetadata } from "../../objects/metadata";
import { newSetupIntent } from "../../objects/setup-intent-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Intent = PublicTables["setup_intent"];

export function setupIntentRoutes(api: Api): void {
  api.post(
    "/v1/setup_intents",
    params<Stripe.SetupIntentCreateParams>("SetupIntents", "SetupIntentCreateParams"),
    createSetupIntent,
  );
  api.get(
    "/v1/setup_intents/:id",
    params<Stripe.SetupIntentRetrieveParams>("SetupIntents", "SetupIntentRetrieveParams"),
    (world, _, id) => fetchSetupIntent(world, id),
  );
  api.post(
    "/v1/setup_intents/:id",
    params<Stripe.SetupIntentUpdateParams>("SetupIntents", "SetupIntentUpdateParams"),
    updateSetupIntent,
  );
  api.post(
    "/v1/setup_intents/:id/confirm",
    params<Stripe.SetupIntentConfirmParams>("SetupIntents", "SetupIntentConfirmParams"),
    (world, input, id) =>
      confirmSetupIntent(world, fetchSetupIntent(world, id), input.payment_method, input.return_url),
  );
  api.post(
    "/v1/setup_intents/:id/cancel",
    params<Stripe.SetupIntentCancelParams>("SetupIntents", "SetupIntentCancelParams"),
    (world, input, id) => {
      const cancellation_reason = input.cancellation_reason ?? null;
      const canceled = world.store.put("setup_intent", {
        ...fetchSetupIntent(world, id),
        cancellation_reason,
        status: "canceled",
      });
      emit(world, "setup_intent.canceled", canceled);
      return canceled;
    },
  );
  api.get(
    "/v1/setup_intents",
    params<Stripe.SetupIntentListParams>("SetupIntents", "SetupIntentListParams"),
    (world, input) => {
      const rows = [...world.store.all("setup_intent")].filter(
        (intent) =>
          matches(intent.customer, input.customer) &&
          matches(intent.payment_method, input.payment_method) &&
          matches(intent.attach_to_self ?? false, input.attach_to_self) &&
          inRange(intent.created, input.created),
      );
      return page(rows, input, "/v1/setup_intents");
    },
  );
}

function fetchSetupIntent(world: World, id: string): Intent {
  const intent = world.store.get("setup_intent", id);
  if (!intent) throw noSuch("setupintent", id);
  return intent;
}

function createSetupIntent(world: World, input: Wire<Stripe.SetupIntentCreateParams>): Intent {
  if (input.customer !== undefined) fetchCustomer(world, input.customer, "customer");
  const intent = newSetupIntent(world, {
    customer: input.customer ?? null,
    description: input.description ?? null,
    metadata: mergeMetadata({}, input.metadata),
    usage: input.usage ?? "off_session",
    methodTypes: input.allowed_payment_method_types ?? null,
  });
  if (input.confirm) return confirmSetupIntent(world, intent, input.payment_method, input.return_url);
  if (input.payment_method === undefined) return intent;
  const method = resolvePaymentMethod(world, input.payment_method, "payment_method");
  return world.store.put("setup_intent", { ...intent, payment_method: method.id, status: "requires_confirmation" });
}

function updateSetupIntent(world: World, input: Wire<Stripe.SetupIntentUpdateParams>, id: string): Intent {
  const before = fetchSetupIntent(world, id);
  if (input.customer !== undefined) fetchCustomer(world, input.customer, "customer");
  const method =
    input.payment_method === undefined ? null : resolvePaymentMethod(world, input.payment_method, "payment_method");
  return world.store.put("setup_intent", {
    ...before,
    customer: input.customer ?? before.customer,
    description: input.description ?? before.description,
    metadata: mergeMetadata(before.metadata, input.metadata),
    payment_method: method?.id ?? before.payment_method,
    status: method && before.status === "requires_payment_method" ? "requires_confirmation" : before.status,
  });
}
