import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { fetchPortalConfiguration } from "../../lookup/fetch";
import { mergeMetadata, orNull } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Configuration = PublicTables["portal_configuration"];
type Features = Wire<Stripe.BillingPortal.ConfigurationUpdateParams.Features>;

const file = "BillingPortal/Configurations";

export function portalConfigurationRoutes(api: Api): void {
  api.post(
    "/v1/billing_portal/configurations",
    params<Stripe.BillingPortal.ConfigurationCreateParams>(file, "BillingPortal.ConfigurationCreateParams"),
    createConfiguration,
  );
  api.get("/v1/billing_portal/configurations/:id", onlyExpand, (world, _, id) => fetchPortalConfiguration(world, id));
  api.post(
    "/v1/billing_portal/configurations/:id",
    params<Stripe.BillingPortal.ConfigurationUpdateParams>(file, "BillingPortal.ConfigurationUpdateParams"),
    updateConfiguration,
  );
  api.get(
    "/v1/billing_portal/configurations",
    params<Stripe.BillingPortal.ConfigurationListParams>(file, "BillingPortal.ConfigurationListParams"),
    (world, input) => {
      const rows = [...world.store.all("portal_configuration")].filter(
        (row) => matches(row.active, input.active) && matches(row.is_default, input.is_default),
      );
      return page(rows, input, "/v1/billing_portal/configurations");
    },
  );
}

/** The default configuration, created when it is first needed. */
export function defaultConfiguration(world: World): Configuration {
  const known = [...world.store.all("portal_configuration")].find((row) => row.is_default);
  if (known) return known;
  return createConfiguration(world, {
    features: {
      customer_update: { enabled: true, allowed_updates: ["email", "address"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, mode: "at_period_end" },
    },
  });
}

function createConfiguration(world: World, input: Wire<Stripe.BillingPortal.ConfigurationCreateParams>): Configuration {
  const now = world.clock.now();
  const configuration = world.store.put("portal_configuration", {
    id: world.ids.next("bpc"),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: {
      headline: input.business_profile?.headline || null,
      privacy_policy_url: input.business_profile?.privacy_policy_url ?? null,
      terms_of_service_url: input.business_profile?.terms_of_service_url ?? null,
    },
    created: now,
    default_return_url: input.default_return_url || null,
    features: withFeatures(noFeatures, input.features),
    is_default: world.store.size("portal_configuration") === 0,
    livemode: false,
    login_page: loginPage(world, { enabled: false, url: null }, input.login_page),
    metadata: mergeMetadata({}, input.metadata),
    name: input.name || null,
    updated: now,
  });
  emit(world, "billing_portal.configuration.created", configuration);
  return configuration;
}

function updateConfiguration(
  world: World,
  input: Wire<Stripe.BillingPortal.ConfigurationUpdateParams>,
  id: string,
): Configuration {
  const before = fetchPortalConfiguration(world, id);
  const profile = input.business_profile;
  const after = world.store.put("portal_configuration", {
    ...before,
    active: input.active ?? before.active,
    business_profile: {
      headline: orNull(profile?.headline, before.business_profile.headline),
      privacy_policy_url: orNull(profile?.privacy_policy_url, before.business_profile.privacy_policy_url),
      terms_of_service_url: orNull(profile?.terms_of_service_url, before.business_profile.terms_of_service_url),
    },
    default_return_url: orNull(input.default_return_url, before.default_return_url),
    features: withFeatures(before.features, input.features ?? {}),
    login_page: loginPage(world, before.login_page, input.login_page),
    metadata: mergeMetadata(before.metadata, input.metadata),
    name: orNull(input.name, before.name),
    updated: world.clock.now(),
  });
  emitChange(world, "billing_portal.configuration.updated", before, after);
  return after;
}

/** Enabling it generates a shareable URL, which stays; disabling it deactivates that URL. */
function loginPage(
  world: World,
  before: Configuration["login_page"],
  input: { enabled: boolean } | undefined,
): Configuration["login_page"] {
  if (input === undefined || input.enabled === before.enabled) return before;
  return input.enabled
    ? { enabled: true, url: `/portal/login/${world.ids.next("test")}` }
    : { enabled: false, url: null };
}

const noFeatures: Configuration["features"] = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
  },
  subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    products: null,
    proration_behavior: "none",
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: "end_trial",
  },
};

function withFeatures(before: Configuration["features"], input: Features): Configuration["features"] {
  const {
    customer_update,
    invoice_history,
    payment_method_update,
    subscription_cancel: cancel,
    subscription_update: update,
  } = input;
  return {
    customer_update: {
      allowed_updates:
        customer_update?.allowed_updates === undefined
          ? before.customer_update.allowed_updates
          : customer_update.allowed_updates || [],
      enabled: customer_update?.enabled ?? before.customer_update.enabled,
    },
    invoice_history: { enabled: invoice_history?.enabled ?? before.invoice_history.enabled },
    payment_method_update: {
      ...before.payment_method_update,
      enabled: payment_method_update?.enabled ?? before.payment_method_update.enabled,
    },
    subscription_cancel: {
      cancellation_reason: {
        ...before.subscription_cancel.cancellation_reason,
        enabled: cancel?.cancellation_reason?.enabled ?? before.subscription_cancel.cancellation_reason.enabled,
        options: cancel?.cancellation_reason?.options || before.subscription_cancel.cancellation_reason.options,
      },
      enabled: cancel?.enabled ?? before.subscription_cancel.enabled,
      mode: cancel?.mode ?? before.subscription_cancel.mode,
      proration_behavior: cancel?.proration_behavior ?? before.subscription_cancel.proration_behavior,
    },
    subscription_pause: before.subscription_pause,
    subscription_update: {
      ...before.subscription_update,
      default_allowed_updates: update?.default_allowed_updates || before.subscription_update.default_allowed_updates,
      enabled: update?.enabled ?? before.subscription_update.enabled,
      products: update?.products === undefined ? before.subscription_update.products : allowedProducts(update.products),
      proration_behavior: update?.proration_behavior ?? before.subscription_update.proration_behavior,
      schedule_at_period_end: {
        conditions:
          update?.schedule_at_period_end?.conditions || before.subscription_update.schedule_at_period_end.conditions,
      },
    },
  };
}

function allowedProducts(
  input: NonNullable<Features["subscription_update"]>["products"],
): Configuration["features"]["subscription_update"]["products"] {
  return (input || []).map(({ prices, product }) => ({
    adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
    prices,
    product,
  }));
}
