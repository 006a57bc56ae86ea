import type Stripe from "stripe";
import { emit } from "../events/emit";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type Intent = PublicTables["setup_intent"];

interface SetupInput {
  customer: string | null;
  description: string | null;
  metadata: Stripe.Metadata;
  usage: string;
  methodTypes: string[] | null;
}

/** A new intent without a payment method. */
export function newSetupIntent(world: World, input: SetupInput): Intent {
  const id = world.ids.next("seti");
  const intent = world.store.put("setup_intent", {
    id,
    object: "setup_intent",
    allowed_payment_method_types: input.methodTypes,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.ids.token(25)}`,
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
