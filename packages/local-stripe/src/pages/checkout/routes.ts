import { type Context, Hono } from "hono";
import { type CheckoutResult, payCheckout } from "../../billing/checkout/pay-checkout";
import { recoverableSession, recoverSession } from "../../billing/checkout/recover-session";
import { withSessionTotals } from "../../objects/checkout-session-object";
import type { Buyer, CheckoutPlan, PublicTables } from "../../store/tables";
import { StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { authenticationFailed } from "../invoice/routes";
import { formError } from "../ui/card-form";
import { type FormError, readForm } from "../ui/form";
import { messagePage } from "../ui/layout";
import { pageFields, readBuyer } from "./buyer";
import { applyCode, changeQuantity, removeCode } from "./changes";
import { methodOf, readMethod } from "./payment-methods";
import type { CheckoutState } from "./state";
import { trialEnd } from "./summary";
import { checkoutPage } from "./view";

type Session = PublicTables["checkout_session"];
type Form = Record<string, string>;
type Answer = Response | Promise<Response>;

export function checkoutRoutes(world: World): Hono {
  const app = new Hono();
  const within =
    (handle: (c: Context, session: Session, plan: CheckoutPlan, form: Form) => Answer) =>
    async (c: Context): Promise<Response> => {
      // Read before the session is looked up: the second of two simultaneous submissions then finds it complete.
      const form = c.req.method === "POST" ? await readForm(c) : {};
      const session = world.store.get("checkout_session", c.req.param("id") ?? "");
      const plan = world.store.get("checkout_plan", c.req.param("id") ?? "");
      if (!session || !plan)
        return c.html(messagePage("Something went wrong", "The page you were looking for could not be found."), 404);
      return closedAnswer(world, c, session) ?? handle(c, session, plan, form);
    };
  app.get("/recover/:token", (c) => recover(world, c));
  app.get(
    "/:id",
    within((c, session) => {
      const failed = c.req.query("failed") !== undefined;
      return show(world, c, session, {
        typed: {},
        error: failed ? { field: null, message: authenticationFailed } : null,
      });
    }),
  );
  app.post(
    "/:id",
    within((c, session, _, form) => submit(world, c, session, form)),
  );
  app.post(
    "/:id/promotion",
    within((c, session, plan, form) => promotion(world, c, session, plan, form)),
  );
  app.post(
    "/:id/quantity",
    within((c, session, plan, form) => quantity(world, c, session, plan, form)),
  );
  return app;
}

function recover(world: World, c: Context): Answer {
  const expired = recoverableSession(world, `/checkout/recover/${c.req.param("token")}`);
  if (!expired)
    return c.html(
      messagePage(
        "This link has expired",
        `You haven't been charged. Go back to ${world.settings.business} and start again.`,
      ),
      410,
    );
  const { id } = world.store.transaction(() => recoverSession(world, expired));
  return c.redirect(`/checkout/${id}`, 303);
}

function show(world: World, c: Context, session: Session, state: CheckoutState, status: 200 | 402 | 422 = 200): Answer {
  return c.html(checkoutPage(world, session, state, pageFields(world, session)), status);
}

/** The response for a session that can no longer be paid. */
function closedAnswer(world: World, c: Context, session: Session): Answer | null {
  if (session.status === "expired" || (session.status === "open" && session.expires_at <= world.clock.now())) {
    const back = session.cancel_url ? { text: `Back to ${world.settings.business}`, href: session.cancel_url } : null;
    return c.html(
      messagePage(
        "This page has expired",
        `You haven't been charged. Go back to ${world.settings.business} and start again.`,
        back,
      ),
      410,
    );
  }
  if (session.status !== "complete") return null;
  // A repeated submission continues to the seller's page. Someone who returns later sees a page that says it's done.
  if (c.req.method === "POST") return c.redirect(successUrl(session), 303);
  const after = session.custom_text.after_submit?.message;
  const on = { text: `Continue to ${world.settings.business}`, href: successUrl(session) };
  return c.html(
    messagePage("You're all done here", after ?? "This checkout is complete. You won't be charged again.", on),
  );
}

/** The session's `success_url` with its ID filled in. */
export function successUrl(session: Session): string {
  return (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function submit(world: World, c: Context, session: Session, form: Form): Answer {
  const fields = pageFields(world, session);
  const again = (error: FormError, status: 402 | 422): Answer =>
    show(world, c, session, { typed: form, error }, status);
  const buyer = readBuyer(session, fields, form);
  if ("message" in buyer) return again(buyer, 422);
  const taxed = withTaxOf(world, session, buyer);
  if (taxed.amount_total !== session.amount_total)
    return show(world, c, taxed, { typed: form, error: { field: null, message: taxChanged } }, 422);
  const chosen = fields.payment ? readMethod(fields, form) : null;
  if (chosen && "message" in chosen) return again(chosen, 422);
  try {
    const result = world.store.transaction(() =>
      payCheckout(world, session, buyer, chosen && methodOf(world, chosen, buyer)),
    );
    return after(c, result, (text) => again({ field: null, message: text }, 402));
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return again(formError(error), 402);
  }
}

const taxChanged = "We calculated tax for your address. Check the new total and confirm again.";

/** The session with the tax for what the buyer entered, so that nothing is charged that the page hasn't shown. */
function withTaxOf(world: World, session: Session, { email, name, address, business }: Buyer): Session {
  if (!session.automatic_tax.enabled || session.mode === "setup") return session;
  const known = session.customer_details;
  const customer_details = {
    business_name: null,
    individual_name: null,
    phone: null,
    tax_exempt: "none" as const,
    ...known,
    email: known?.email ?? email,
    name: known?.name ?? name,
    address: address ?? known?.address ?? null,
    tax_ids: business ? [business.taxId] : [],
  };
  return world.store.transaction(() => {
    const entered = world.store.put("checkout_session", { ...session, customer_details });
    return world.store.put("checkout_session", withSessionTotals(world, entered, trialEnd(world, session) !== null));
  });
}

function after(c: Context, result: CheckoutResult, declined: (message: string) => Answer): Answer {
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

function promotion(world: World, c: Context, session: Session, plan: CheckoutPlan, form: Form): Answer {
  if (!session.allow_promotion_codes) return c.notFound();
  if (form.remove) removeCode(world, session, plan);
  else {
    const code = form.code ?? "";
    const codeError = applyCode(world, session, plan, code);
    if (codeError !== null) return show(world, c, session, { typed: {}, error: null, code, codeError }, 422);
  }
  return c.redirect(`/checkout/${session.id}`, 303);
}

function quantity(world: World, c: Context, session: Session, plan: CheckoutPlan, form: Form): Answer {
  const index = Number(form.line);
  const problem = changeQuantity(world, session, plan, { index, quantity: form.quantity ?? "" });
  if (problem === null) return c.redirect(`/checkout/${session.id}`, 303);
  return show(world, c, session, { typed: {}, error: null, quantityError: { index, message: problem } }, 422);
}
