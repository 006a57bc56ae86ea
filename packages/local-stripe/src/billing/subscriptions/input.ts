import type Stripe from "stripe";
import type { Wire } from "../../wire/types";

export type UpdateInput = Wire<Stripe.SubscriptionUpdateParams>;
export type CreateInput = Wire<Stripe.SubscriptionCreateParams>;
export type ItemInput = Wire<Stripe.SubscriptionUpdateParams.Item>;
