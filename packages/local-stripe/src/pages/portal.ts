import { type Context, Hono } from "hono";
import { lastPeriodEnd } from "../billing/cadence";
import { cancelNow } from "../billing/cancel-now";
import { planChoices } from "../billing/portal-plan";
import { updateSubscription } from "../billing/update-subscription";
import { emitChange } from "../events/emit";
import { attach, checkedCard, detach } from "../resources/payment-methods";
import type { PublicTables } from "../store/tables";
import { StripeFault } from "../wire/errors";
import type { World } from "../world";
import { formError, isFormError, readCard } from "./card-form";
import { readForm } from "./form";
import { message } from "./layout";
import { editableInformation, informationPage, saveInformation } from "./portal-information";
import { choosePlanPage, confirmPlan, submitPlan } from "./portal-plan";
import { addMethodPage, cancelPage, portalHome } from "./portal-view";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];
type Answer = Response | Promise<Response>;

const validFor = 24 * 3600;

const notices: Record<string, string> = {
  canceled: "Your subscription has been canceled.",
  renewed: "Your subscription has been renewed.",
  added: "Your payment method has been added.",
  changed: "Your default payment method has been changed.",
  updated: "Your subscription has been updated.",
  saved: "Your billing information has been saved.",
  removed: "Your payment method has been removed.",
};

export function portalRoutes(world: World): Hono {
  const app = new Hono();
  const within =
    (handle: (c: Context, session: Session) => Answer) =>
    (c: Context): Answer => {
      const session = world.store.get("portal_session", c.req.param("id") ?? "");
      if (
        !session ||
        session.created + validFor < world.clock.now() ||
        !world.store.get("customer", session.customer)
      ) {
        return c.html(
          message("This link has expired", "Please go back to the shop and open the billing page again."),
          410,
        );
      }
      return handle(c, session);
    };
  const withSubscription = (handle: (c: Context, session: Session, subscription: Subscription) => Answer) =>
    within((c, session) => {
      const subscription = world.store.get("subscription", c.req.param("subscription") ?? "");
      if (subscription?.customer !== session.customer || subscription.ended_at !== null) return c.notFound();
      return handle(c, session, subscription);
    });

  app.get(
    "/:id",
    within((c, session) => home(world, c, session)),
  );
  app.get(
    "/:id/payment-methods",
    within((c, session) => c.html(addMethodPage(world, session, typedBy(world, session), null))),
  );
  app.post(
    "/:id/payment-methods",
    within((c, session) => addMethod(world, c, session)),
  );
  app.post(
    "/:id/payment-methods/:method/default",
    within((c, session) => chooseMethod(world, c, session)),
  );
  app.post(
    "/:id/payment-methods/:method/remove",
    within((c, session) => removeMethod(world, c, session)),
  );
  app.get(
    "/:id/subscriptions/:subscription/cancel",
    withSubscription((c, session, subscription) => c.html(cancelPage(world, session, subscription))),
  );
  app.post(
    "/:id/subscriptions/:subscription/cancel",
    withSubscription((c, session, subscription) => cancel(world, c, session, subscription)),
  );
  app.post(
    "/:id/subscriptions/:subscription/resume",
    withSubscription((c, session, subscription) => resume(world, c, session, subscription)),
  );
  app.get(
    "/:id/subscriptions/:subscription/update",
    withSubscription((c, session, subscription) =>
      planChoices(world, session, subscription).length === 0
        ? c.notFound()
        : c.html(choosePlanPage(world, session, subscription)),
    ),
  );
  app.get(
    "/:id/subscriptions/:subscription/update/confirm",
    withSubscription((c, session, subscription) => confirmPlan(world, c, session, subscription)),
  );
  app.post(
    "/:id/subscriptions/:subscription/update",
    withSubscription(
      async (c, session, subscription) =>
        (await submitPlan(world, c, session, subscription)) ?? finished(c, session, "updated"),
    ),
  );
  app.get(
    "/:id/information",
    within((c, session) =>
      editableInformation(world, session).length === 0 ? c.notFound() : c.html(informationPage(world, session, null)),
    ),
  );
  app.post(
    "/:id/information",
    within(async (c, session) => (await saveInformation(world, c, session)) ?? finished(c, session, "saved")),
  );
  return app;
}

/** The first look follows the flow the session was made for. */
function home(world: World, c: Context, session: Session): Answer {
  const done = c.req.query("done");
  if (done === undefined && session.flow?.type === "payment_method_update")
    return c.redirect(`/portal/${session.id}/payment-methods`, 303);
  const toCancel = world.store.get("subscription", session.flow?.subscription_cancel?.subscription ?? "");
  if (
    done === undefined &&
    toCancel &&
    toCancel.ended_at === null &&
    toCancel.cancel_at === null &&
    !toCancel.cancel_at_period_end
  ) {
    return c.redirect(`/portal/${session.id}/subscriptions/${toCancel.id}/cancel`, 303);
  }
  const toChange = done === undefined ? changeAsked(world, session) : null;
  if (toChange !== null) return c.redirect(toChange, 303);
  return c.html(portalHome(world, session, notices[done ?? ""] ?? null));
}

/** Where a session that was made for a plan change begins: at the choice, or at its confirmation. */
function changeAsked(world: World, session: Session): string | null {
  const { subscription_update: choose, subscription_update_confirm: confirm } = session.flow ?? {};
  const subscription = world.store.get("subscription", choose?.subscription ?? confirm?.subscription ?? "");
  if (!subscription || planChoices(world, session, subscription).length === 0) return null;
  const path = `/portal/${session.id}/subscriptions/${subscription.id}/update`;
  const wish = confirm?.items[0];
  if (!wish) return path;
  const price = wish.price ?? subscription.items.data[0]?.price.id ?? "";
  return `${path}/confirm?price=${price}${wish.quantity === undefined ? "" : `&quantity=${wish.quantity}`}`;
}

function finished(c: Context, session: Session, done: keyof typeof notices): Response {
  const after = session.flow?.after_completion;
  if (after?.type === "redirect" && after.redirect) return c.redirect(after.redirect.return_url, 303);
  return c.redirect(`/portal/${session.id}?done=${done}`, 303);
}

function typedBy(world: World, session: Session): { email: string; name: string } {
  const customer = world.store.get("customer", session.customer);
  return { email: customer?.email ?? "", name: customer?.name ?? "" };
}

/** A new card becomes the one that pays from now on, and pays what is overdue at its next try. */
async function addMethod(world: World, c: Context, session: Session): Promise<Response> {
  const form = await readForm(c);
  const typed = { ...typedBy(world, session), name: form.name ?? "" };
  const card = readCard(form);
  if (isFormError(card)) return c.html(addMethodPage(world, session, typed, card), 422);
  try {
    world.store.transaction(() => {
      const method = attach(world, checkedCard(world, card, typed), session.customer);
      makeDefault(world, session.customer, method.id);
    });
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return c.html(addMethodPage(world, session, typed, formError(error)), 402);
  }
  return finished(c, session, "added");
}

function makeDefault(world: World, customerId: string, method: string): void {
  const customer = world.store.get("customer", customerId);
  if (!customer) return;
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: method };
  emitChange(world, "customer.updated", customer, world.store.put("customer", { ...customer, invoice_settings }));
  for (const subscription of world.store.where("subscription", "customer", customerId)) {
    if (subscription.ended_at === null) updateSubscription(world, subscription, { default_payment_method: method });
  }
}

function ownMethod(world: World, c: Context, session: Session): PublicTables["payment_method"] | null {
  const method = world.store.get("payment_method", c.req.param("method") ?? "");
  return method?.customer === session.customer ? method : null;
}

function chooseMethod(world: World, c: Context, session: Session): Answer {
  const method = ownMethod(world, c, session);
  if (!method) return c.notFound();
  world.store.transaction(() => makeDefault(world, session.customer, method.id));
  return finished(c, session, "changed");
}

function removeMethod(world: World, c: Context, session: Session): Answer {
  const method = ownMethod(world, c, session);
  if (!method) return c.notFound();
  world.store.transaction(() => detach(world, method));
  return finished(c, session, "removed");
}

async function cancel(world: World, c: Context, session: Session, subscription: Subscription): Promise<Response> {
  const { feedback = "", comment = "" } = await readForm(c);
  const mode = world.store.get("portal_configuration", session.configuration)?.features.subscription_cancel.mode;
  const said = {
    ...(feedback === "" ? {} : { feedback }),
    ...(comment.trim() === "" ? {} : { comment: comment.trim() }),
  };
  const details = Object.keys(said).length === 0 ? {} : { cancellation_details: said };
  world.store.transaction(() => {
    if (mode === "immediately")
      cancelNow(world, subscription, { feedback: feedback || null, comment: comment.trim() || null });
    else updateSubscription(world, subscription, { ...atPeriodEnd(subscription), ...details });
  });
  return finished(c, session, "canceled");
}

/** Flexible subscriptions get a date, classic ones the flag: as Stripe's own portal does it. */
function atPeriodEnd(subscription: Subscription): { cancel_at: number } | { cancel_at_period_end: true } {
  return subscription.billing_mode.type === "flexible"
    ? { cancel_at: lastPeriodEnd(subscription) }
    : { cancel_at_period_end: true };
}

function resume(world: World, c: Context, session: Session, subscription: Subscription): Answer {
  world.store.transaction(() => updateSubscription(world, subscription, { cancel_at: "" }));
  return c.redirect(`/portal/${session.id}?done=renewed`, 303);
}
