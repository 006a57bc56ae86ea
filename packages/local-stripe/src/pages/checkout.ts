import { type Context, Hono } from "hono";
import type Stripe from "stripe";
import { type CheckoutResult, payCheckout } from "../billing/pay-checkout";
import { trialEndOf } from "../billing/terms";
import { withTotals } from "../resources/checkout-sessions";
import { checkedCard } from "../resources/payment-methods";
import type { PublicTables } from "../store/tables";
import { StripeFault } from "../wire/errors";
import type { World } from "../world";
import { formError, isFormError, readCard } from "./card-form";
import { type CheckoutState, checkoutPage } from "./checkout-view";
import { readForm } from "./form";
import { message } from "./layout";

type Session = PublicTables["checkout_session"];

export function checkoutRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/:id", (c) => show(world, c, c.req.param("id")));
  app.post("/:id", (c) => submit(world, c, c.req.param("id")));
  app.post("/:id/promotion", (c) => applyCode(world, c, c.req.param("id")));
  return app;
}

async function show(world: World, c: Context, id: string): Promise<Response> {
  const session = world.store.get("checkout_session", id);
  const closed = closedAnswer(world, c, session);
  if (closed || !session) return closed ?? c.notFound();
  const name = session.customer_details?.name ?? "";
  const failed = c.req.query("failed") !== undefined;
  const error = failed ? { field: null, message: authenticationFailed } : null;
  return c.html(checkoutPage(world, session, { typed: { email: "", name }, error }));
}

export const authenticationFailed =
  "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

/** An answer for sessions that can no longer be paid. */
function closedAnswer(world: World, c: Context, session: Session | undefined): Response | Promise<Response> | null {
  if (!session)
    return c.html(message("Something went wrong", "The page you were looking for could not be found."), 404);
  if (session.status === "expired" || (session.status === "open" && session.expires_at <= world.clock.now())) {
    return c.html(
      message("This page has expired", "You have not been charged. Please go back to the shop and start again."),
      410,
    );
  }
  if (session.status === "complete") return c.redirect(successUrl(session), 303);
  return null;
}

export function successUrl(session: Session): string {
  return (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

async function submit(world: World, c: Context, id: string): Promise<Response> {
  const session = world.store.get("checkout_session", id);
  const closed = closedAnswer(world, c, session);
  if (closed || !session) return closed ?? c.notFound();
  const form = await readForm(c);
  const typed = { email: form.email ?? "", name: form.name ?? "", address: addressOf(session, form) };
  const again = (error: CheckoutState["error"], status: 402 | 422): Response | Promise<Response> =>
    c.html(checkoutPage(world, session, { typed, error }), status);
  if (!session.customer_details?.email && !session.customer_email && !/^\S+@\S+\.\S+$/.test(typed.email)) {
    return again({ field: "email", message: "Please enter a valid email address." }, 422);
  }
  if (session.billing_address_collection === "required" && !complete(typed.address)) {
    return again({ field: "address", message: "Please enter your complete billing address." }, 422);
  }
  const needsCard = session.payment_method_collection !== "if_required" || (session.amount_total ?? 0) > 0;
  const card = needsCard ? readCard(form) : null;
  if (card && isFormError(card)) return again(card, 422);
  try {
    const result = world.store.transaction(() => {
      const method =
        card &&
        checkedCard(world, card, {
          name: typed.name,
          email: session.customer_details?.email ?? typed.email,
          ...billing(typed.address),
        });
      return payCheckout(world, session, typed, method);
    });
    return after(c, result, (text) => again({ field: null, message: text }, 402));
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return again(formError(error), 402);
  }
}

function addressOf(session: Session, form: Record<string, string>): Stripe.Address | null {
  if (session.billing_address_collection !== "required") return null;
  const { line1, line2, city, postal_code, state, country } = form;
  return {
    city: city || null,
    country: country?.toUpperCase() || null,
    line1: line1 || null,
    line2: line2 || null,
    postal_code: postal_code || null,
    state: state || null,
  };
}

function complete(address: Stripe.Address | null): boolean {
  return Boolean(address?.line1 && address.city && /^[A-Z]{2}$/.test(address.country ?? ""));
}

function billing(address: Stripe.Address | null): { address?: Stripe.AddressParam } {
  if (!address) return {};
  const { line1, city, country, postal_code } = address;
  return { address: { line1: line1 ?? "", city: city ?? "", country: country ?? "", postal_code: postal_code ?? "" } };
}

function after(
  c: Context,
  result: CheckoutResult,
  declined: (message: string) => Response | Promise<Response>,
): Response | Promise<Response> {
  switch (result.kind) {
    case "complete":
      return c.redirect(successUrl(result.session), 303);
    case "challenge":
      return c.redirect(`/pay/challenge/${result.id}`, 303);
    case "declined":
      return declined(result.message);
    default:
      return result satisfies never;
  }
}

async function applyCode(world: World, c: Context, id: string): Promise<Response> {
  const session = world.store.get("checkout_session", id);
  const closed = closedAnswer(world, c, session);
  const plan = world.store.get("checkout_plan", id);
  if (closed || !session || !plan) return closed ?? c.notFound();
  const wanted = ((await readForm(c)).code ?? "").trim().toLowerCase();
  const now = world.clock.now();
  const code = [...world.store.all("promotion_code")].find((row) => row.active && row.code.toLowerCase() === wanted);
  const coupon = world.store.get("coupon", code?.promotion.coupon ?? "");
  const usable =
    code &&
    coupon?.valid &&
    (code.expires_at === null || code.expires_at > now) &&
    (code.customer === null || code.customer === session.customer);
  if (!usable) {
    const state = {
      typed: { email: "", name: session.customer_details?.name ?? "" },
      error: null,
      codeError: "This code is invalid.",
    };
    return c.html(checkoutPage(world, session, state), 422);
  }
  const price = world.store.get("price", plan.items[0]?.price ?? "");
  const trial = price !== undefined && trialEndOf(plan.subscription, price, now) !== null;
  world.store.transaction(() => {
    world.store.put("checkout_plan", { ...plan, coupon: coupon.id, promotionCode: code.id });
    world.store.put("checkout_session", withTotals(world, session, trial));
  });
  return c.redirect(`/checkout/${id}`, 303);
}
