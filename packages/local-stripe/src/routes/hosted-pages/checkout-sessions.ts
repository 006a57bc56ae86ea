import type Stripe from "stripe";
import { expireSession } from "../../billing/checkout/expire-session";
import { checkCurrency } from "../../billing/customers/currency";
import { checkCouponCurrency, usableCoupon, usablePromotionCode } from "../../billing/discounts/discounts";
import { restrictionMessages, unmetRestriction } from "../../billing/discounts/promotion-restrictions";
import { isMetered } from "../../billing/periods/cadence";
import { trialEndOf } from "../../billing/periods/terms";
import { locationOf } from "../../billing/taxes/automatic";
import { fetchTaxRates } from "../../billing/taxes/taxes";
import { rate } from "../../engine/rating";
import { fetchCheckoutSession, fetchCustomer, fetchPrice } from "../../lookup/fetch";
import { commonCurrency, localized, priceIn } from "../../lookup/localized-price";
import { lineItemsOf } from "../../objects/checkout-line-items";
import { newSession, newSessionId, withSessionTotals } from "../../objects/checkout-session-object";
import { adjustableQuantity, type SessionInput } from "../../objects/checkout-session-options";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, refuseUnsupported } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Session = PublicTables["checkout_session"];

export function checkoutSessionRoutes(api: Api): void {
  api.post(
    "/v1/checkout/sessions",
    params<Stripe.Checkout.SessionCreateParams>("Checkout/Sessions", "Checkout.SessionCreateParams"),
    createSession,
  );
  api.get("/v1/checkout/sessions/:id", onlyExpand, (world, _, id) => fetchCheckoutSession(world, id));
  api.post(
    "/v1/checkout/sessions/:id",
    params<Stripe.Checkout.SessionUpdateParams>("Checkout/Sessions", "Checkout.SessionUpdateParams"),
    (world, input, id) => {
      const before = fetchCheckoutSession(world, id);
      return world.store.put("checkout_session", {
        ...before,
        metadata: mergeMetadata(before.metadata, input.metadata),
      });
    },
  );
  api.post("/v1/checkout/sessions/:id/expire", onlyExpand, (world, _, id) => {
    const session = fetchCheckoutSession(world, id);
    if (session.status !== "open") {
      throw invalidRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of "${session.status}".`,
      );
    }
    return expireSession(world, session);
  });
  api.get(
    "/v1/checkout/sessions/:id/line_items",
    params<Stripe.Checkout.SessionListLineItemsParams>("Checkout/Sessions", "Checkout.SessionListLineItemsParams"),
    (world, input, id) =>
      page(
        lineItemsOf(world, fetchCheckoutSession(world, id).id).reverse(),
        input,
        `/v1/checkout/sessions/${id}/line_items`,
      ),
  );
  api.get(
    "/v1/checkout/sessions",
    params<Stripe.Checkout.SessionListParams>("Checkout/Sessions", "Checkout.SessionListParams"),
    listSessions,
  );
}

function createSession(world: World, input: SessionInput): Session {
  refuseUnsupported(input, ["optional_items", "custom_fields", "shipping_options", "shipping_address_collection"]);
  checkSession(world, input);
  const items = (input.line_items ?? []).map((item, index) => {
    const price = item.price_data
      ? inlinePrice(world, item.price_data)
      : fetchPrice(world, item.price ?? "", `line_items[${index}][price]`);
    checkSellable(world, price, `line_items[${index}][price]`);
    const taxRates = fetchTaxRates(world, item.tax_rates, `line_items[${index}][tax_rates]`).map(({ id }) => id);
    return { price, quantity: item.quantity, taxRates, adjustable: adjustableQuantity(item, index) };
  });
  const main = mainPrice(
    input.mode,
    items.map(({ price }) => price),
  );
  const trialEnd =
    main && input.mode === "subscription" ? trialEndOf(input.subscription_data ?? {}, main, world.clock.now()) : null;
  const currency = sessionCurrency(
    world,
    input,
    items.map(({ price }) => price),
  );
  const id = newSessionId(world);
  const discount = discountOf(world, input, currency, items);
  world.store.put("checkout_plan", {
    id,
    items: items.map(({ price, ...item }) => ({ ...item, price: price.id })),
    subscription: input.subscription_data ?? {},
    ...(input.payment_intent_data ? { payment: input.payment_intent_data } : {}),
    ...(input.setup_intent_data ? { setup: input.setup_intent_data } : {}),
    updates: { name: input.customer_update?.name === "auto", address: input.customer_update?.address === "auto" },
    ...discount,
  });
  const session = world.store.put("checkout_session", newSession(world, id, input, currency));
  world.tasks.schedule("checkout.expire", id, session.expires_at);
  if (input.mode === "setup") return session;
  return world.store.put("checkout_session", withSessionTotals(world, session, trialEnd !== null));
}

function checkSellable(world: World, price: PublicTables["price"], param: string): void {
  if (!price.active)
    throw invalidRequest("The price specified is inactive. This field only accepts active prices.", param);
  if (world.store.get("product", price.product)?.active === false)
    throw invalidRequest(
      `Price \`${price.id}\` is not available to be purchased because its product is not active.`,
      param,
    );
}

/** The session's main price, which sets its currency; null in setup mode. */
function mainPrice(mode: string | undefined, prices: PublicTables["price"][]): PublicTables["price"] | null {
  const recurring = prices.find((price) => price.recurring);
  if (mode === "setup") {
    if (prices.length > 0) throw invalidRequest("You cannot pass `line_items` in `setup` mode.", "line_items");
    return null;
  }
  if (mode === "subscription") {
    if (recurring) return recurring;
    throw invalidRequest(
      "You must provide at least one recurring price in `subscription` mode when using prices.",
      "line_items",
    );
  }
  if (recurring) {
    throw invalidRequest(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      "line_items",
    );
  }
  const [first] = prices;
  if (!first) throw invalidRequest("Missing required param: line_items.", "line_items", "parameter_missing");
  return first;
}

/** Parameters that belong to one mode only. */
const paramsByMode = {
  subscription: ["subscription_data", "payment_method_collection"],
  payment: ["payment_intent_data", "invoice_creation", "submit_type"],
  setup: ["setup_intent_data"],
} as const;

function checkMode(input: SessionInput): void {
  const { mode } = input;
  if (mode === undefined) throw invalidRequest("Missing required param: mode.", "mode", "parameter_missing");
  for (const [owner, names] of Object.entries(paramsByMode)) {
    const misplaced = owner === mode ? undefined : names.find((name) => input[name] !== undefined);
    if (misplaced) throw invalidRequest(`You can not pass \`${misplaced}\` in \`${mode}\` mode.`, misplaced);
  }
}

function checkSession(world: World, input: SessionInput): void {
  checkMode(input);
  if (input.ui_mode !== undefined && input.ui_mode !== "hosted_page") {
    throw invalidRequest(
      `local-stripe only supports the hosted page, not ${input.ui_mode}.`,
      "ui_mode",
      "parameter_unsupported_locally",
    );
  }
  if (input.success_url === undefined)
    throw invalidRequest("Missing required param: success_url.", "success_url", "parameter_missing");
  for (const field of ["success_url", "cancel_url"] as const) {
    const url = input[field];
    if (url !== undefined && !/^https?:\/\//.test(url)) throw invalidRequest("Not a valid URL", field, "url_invalid");
  }
  if (input.customer !== undefined) fetchCustomer(world, input.customer, "customer");
  if (input.customer !== undefined && input.automatic_tax?.enabled && input.customer_update?.address !== "auto") {
    const { country } = locationOf(fetchCustomer(world, input.customer, "customer"));
    if (country === null)
      throw invalidRequest(
        "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
        "automatic_tax",
        "customer_tax_location_invalid",
      );
  }
  if (input.customer !== undefined && input.tax_id_collection?.enabled && input.customer_update?.name !== "auto") {
    throw invalidRequest(
      "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.",
      "tax_id_collection",
    );
  }
  if (input.customer !== undefined && input.customer_email !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: customer, customer_email.",
      "customer",
      "parameters_exclusive",
    );
  }
  if (input.discounts !== undefined && input.allow_promotion_codes !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: allow_promotion_codes, discounts.",
      "discounts",
      "parameters_exclusive",
    );
  }
  const now = world.clock.now();
  if (input.expires_at !== undefined && (input.expires_at < now + 1800 - 60 || input.expires_at > now + 86_400 + 60)) {
    throw invalidRequest(
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
      "expires_at",
    );
  }
}

/** @throws StripeFault 400 if a price or the customer's subscriptions have another currency */
function sessionCurrency(world: World, input: SessionInput, prices: readonly PublicTables["price"][]): string | null {
  if (prices.length === 0) return input.currency?.toLowerCase() ?? null;
  const customer = input.customer === undefined ? null : fetchCustomer(world, input.customer, "customer");
  const currency = commonCurrency(prices, input.currency, customer?.currency);
  for (const [index, price] of prices.entries()) priceIn(price, currency, `line_items[${index}][price]`);
  if (customer && input.mode === "subscription") checkCurrency(world, customer, currency);
  return currency;
}

function discountOf(
  world: World,
  input: SessionInput,
  currency: string | null,
  items: readonly { price: PublicTables["price"]; quantity: number | undefined }[],
): { coupon: string | null; promotionCode: string | null } {
  const [discount] = input.discounts ?? [];
  if (!discount) return { coupon: null, promotionCode: null };
  if (discount.promotion_code === undefined)
    return { coupon: couponIn(world, discount.coupon ?? "", currency), promotionCode: null };
  const code = usablePromotionCode(world, discount.promotion_code);
  const order = {
    customer: input.customer ?? null,
    currency: currency ?? "usd",
    subtotal: subtotalOf(items, currency),
  };
  const unmet = unmetRestriction(world, code, order);
  if (unmet !== null)
    throw invalidRequest(restrictionMessages[unmet], "discounts[0][promotion_code]", "promotion_code_not_redeemable");
  return { coupon: couponIn(world, code.promotion.coupon ?? "", currency), promotionCode: code.id };
}

function subtotalOf(
  items: readonly { price: PublicTables["price"]; quantity: number | undefined }[],
  currency: string | null,
): number {
  return items.reduce((total, { price, quantity }) => {
    const charged = currency === null ? price : localized(price, currency);
    return total + (isMetered(price) ? 0 : rate(charged, quantity ?? 1));
  }, 0);
}

function couponIn(world: World, id: string, currency: string | null): string {
  const coupon = usableCoupon(world, id);
  checkCouponCurrency(coupon, currency ?? undefined);
  return coupon.id;
}

function listSessions(world: World, input: Wire<Stripe.Checkout.SessionListParams>): object {
  const rows =
    input.customer === undefined
      ? world.store.all("checkout_session")
      : world.store.where("checkout_session", "customer", input.customer);
  const found = [...rows].filter(
    (session) =>
      matches(session.status, input.status) &&
      matches(session.subscription, input.subscription) &&
      matches(session.payment_intent, input.payment_intent) &&
      (input.customer_details === undefined || session.customer_details?.email === input.customer_details.email) &&
      inRange(session.created, input.created),
  );
  return page(found, input, "/v1/checkout/sessions");
}
