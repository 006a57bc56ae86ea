import type Stripe from "stripe";
import { behaviourOf } from "../../engine/cards";
import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalid, missing, StripeFault } from "../../wire/errors";
import { matches, page, within } from "../../wire/paging";
import { params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { newMandate } from "./mandates";
import { attach, checkAttachable, paymentMethodNamed } from "./payment-methods";

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
    (world, input, id) => confirmSetupIntent(world, fetchSetupIntent(world, id), input.payment_method),
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
          within(intent.created, input.created),
      );
      return page(rows, input, "/v1/setup_intents");
    },
  );
}

function fetchSetupIntent(world: World, id: string): Intent {
  const intent = world.store.get("setup_intent", id);
  if (!intent) throw missing("setupintent", id);
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
  if (input.confirm) return confirmSetupIntent(world, intent, input.payment_method);
  if (input.payment_method === undefined) return intent;
  const method = paymentMethodNamed(world, input.payment_method, "payment_method");
  return world.store.put("setup_intent", { ...intent, payment_method: method.id, status: "requires_confirmation" });
}

interface SetupInput {
  customer: string | null;
  description: string | null;
  metadata: Stripe.Metadata;
  usage: string;
  methodTypes: string[] | null;
}

/** A new intent that waits for something to save. */
export function newSetupIntent(world: World, input: SetupInput): Intent {
  const id = world.ids.next("seti");
  const intent = world.store.put("setup_intent", {
    id,
    object: "setup_intent",
    allowed_payment_method_types: input.methodTypes,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.ids.letters(25)}`,
    created: world.clock.now(),
    customer: input.customer,
    description: input.description,
    excluded_payment_method_types: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: input.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: input.methodTypes ?? ["card", "sepa_debit"],
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: input.usage,
  });
  emit(world, "setup_intent.created", intent);
  return intent;
}

function updateSetupIntent(world: World, input: Wire<Stripe.SetupIntentUpdateParams>, id: string): Intent {
  const before = fetchSetupIntent(world, id);
  if (input.customer !== undefined) fetchCustomer(world, input.customer, "customer");
  const method =
    input.payment_method === undefined ? null : paymentMethodNamed(world, input.payment_method, "payment_method");
  return world.store.put("setup_intent", {
    ...before,
    customer: input.customer ?? before.customer,
    description: input.description ?? before.description,
    metadata: mergeMetadata(before.metadata, input.metadata),
    payment_method: method?.id ?? before.payment_method,
    status: method && before.status === "requires_payment_method" ? "requires_confirmation" : before.status,
  });
}

/** @throws StripeFault 402 when the card cannot be saved */
export function confirmSetupIntent(world: World, intent: Intent, named: string | undefined): Intent {
  const id = named ?? intent.payment_method;
  if (!id)
    throw invalid(
      "You cannot confirm this SetupIntent because it's missing a payment method.",
      undefined,
      "setup_intent_unexpected_state",
    );
  const method = paymentMethodNamed(world, id, "payment_method");
  const { challenge } = behaviourOf(world.store.get("card", method.id)?.number ?? "");
  if (challenge !== "never" && !world.store.get("card", method.id)?.authenticated) {
    const waiting = world.store.put("setup_intent", {
      ...intent,
      payment_method: method.id,
      status: "requires_action",
      next_action: { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } },
    });
    emit(world, "setup_intent.requires_action", waiting);
    return waiting;
  }
  try {
    if (intent.customer === null) checkAttachable(world, method);
    else attach(world, method, intent.customer);
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    const failed = world.store.put("setup_intent", {
      ...intent,
      last_setup_error: {
        code: error.details.code,
        message: error.message,
        payment_method: method,
        type: "card_error",
      },
    });
    emit(world, "setup_intent.setup_failed", failed);
    throw new StripeFault(402, "card_error", error.message, { ...error.details, setup_intent: failed });
  }
  const succeeded = world.store.put("setup_intent", {
    ...intent,
    mandate: method.sepa_debit ? newMandate(world, method).id : null,
    payment_method: method.id,
    next_action: null,
    status: "succeeded",
  });
  emit(world, "setup_intent.succeeded", succeeded);
  return succeeded;
}
