import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { fetchCustomer, fetchPortalConfiguration } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { defaultConfiguration } from "./portal-configurations";

type Session = PublicTables["portal_session"];
type FlowData = Wire<Stripe.BillingPortal.SessionCreateParams.FlowData>;

export function portalSessionRoutes(api: Api): void {
  api.post(
    "/v1/billing_portal/sessions",
    params<Stripe.BillingPortal.SessionCreateParams>("BillingPortal/Sessions", "BillingPortal.SessionCreateParams"),
    createPortalSession,
  );
}

/** A session, which opens the portal for a customer. */
export function createPortalSession(world: World, input: Wire<Stripe.BillingPortal.SessionCreateParams>): Session {
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  const configuration =
    input.configuration === undefined
      ? defaultConfiguration(world)
      : fetchPortalConfiguration(world, input.configuration, "configuration");
  if (!configuration.active) throw invalidRequest("The configuration is not active.", "configuration");
  const id = world.ids.next("bps");
  const session = world.store.put("portal_session", {
    id,
    object: "billing_portal.session",
    configuration: configuration.id,
    created: world.clock.now(),
    customer: customer.id,
    customer_account: null,
    flow: input.flow_data ? flowOf(world, input.flow_data, customer.id) : null,
    livemode: false,
    locale: input.locale ?? null,
    on_behalf_of: null,
    return_url: input.return_url ?? configuration.default_return_url,
    url: `/portal/${id}`,
  });
  emit(world, "billing_portal.session.created", session);
  return session;
}

function flowOf(world: World, input: FlowData, customer: string): Session["flow"] {
  const subscription =
    input.subscription_cancel?.subscription ??
    input.subscription_update?.subscription ??
    input.subscription_update_confirm?.subscription;
  if (subscription !== undefined && world.store.get("subscription", subscription)?.customer !== customer) {
    throw noSuch("subscription", subscription, `flow_data[${input.type}][subscription]`);
  }
  const after = input.after_completion;
  return {
    after_completion: {
      hosted_confirmation: after?.hosted_confirmation
        ? { custom_message: after.hosted_confirmation.custom_message ?? null }
        : null,
      redirect: after?.redirect ? { return_url: after.redirect.return_url } : null,
      type: after?.type ?? "portal_homepage",
    },
    customer_update: null,
    subscription_cancel: input.subscription_cancel
      ? { retention: null, subscription: input.subscription_cancel.subscription }
      : null,
    subscription_pause: null,
    subscription_update: input.subscription_update ? { subscription: input.subscription_update.subscription } : null,
    subscription_update_confirm: input.subscription_update_confirm
      ? {
          discounts: null,
          items: input.subscription_update_confirm.items.map(({ id, price, quantity }) => ({
            id,
            price: price ?? null,
            quantity,
          })),
          subscription: input.subscription_update_confirm.subscription,
        }
      : null,
    type: input.type,
  };
}
