import { Hono } from "hono";
import { planChoices } from "../../billing/subscriptions/portal-plan-change";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { cancel, resume, showCancel } from "./cancel";
import { addCard, chooseCard, removeCard, showAddCard } from "./cards";
import { portalHome } from "./home";
import { saveInformation, showInformation } from "./information";
import { confirmPlan, showPlans, submitPlan } from "./plan";
import { type Answer, noticeOf, ofSubscription, type Visit, visited } from "./session";
import { endingOf, keepPlan } from "./subscription";
import { addTaxId, removeTaxId, showAddTaxId } from "./tax-ids";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];

/** Where customers manage their subscription. What the configuration disables is hidden and refused. */
export function portalRoutes(world: World): Hono {
  const app = new Hono();
  app.get(
    "/:id",
    visited(world, (visit) => home(world, visit)),
  );
  cardRoutes(world, app);
  subscriptionRoutes(world, app);
  informationRoutes(world, app);
  return app;
}

function cardRoutes(world: World, app: Hono): void {
  const allowed = (handle: (world: World, visit: Visit) => Answer) =>
    visited(world, (visit) =>
      visit.features.payment_method_update.enabled ? handle(world, visit) : visit.c.notFound(),
    );
  app.get("/:id/payment-methods", allowed(showAddCard));
  app.post("/:id/payment-methods", allowed(addCard));
  app.post("/:id/payment-methods/:method/default", allowed(chooseCard));
  app.post("/:id/payment-methods/:method/remove", allowed(removeCard));
}

function subscriptionRoutes(world: World, app: Hono): void {
  const own = (handle: (world: World, visit: Visit, subscription: Subscription) => Answer) =>
    ofSubscription(world, (visit, subscription) => handle(world, visit, subscription));
  const path = "/:id/subscriptions/:subscription";
  app.get(`${path}/cancel`, own(showCancel));
  app.post(`${path}/cancel`, own(cancel));
  app.post(`${path}/resume`, own(resume));
  app.get(`${path}/update`, own(showPlans));
  app.get(`${path}/update/confirm`, own(confirmPlan));
  app.post(`${path}/update`, own(submitPlan));
  app.post(`${path}/keep`, own(keepPlan));
}

function informationRoutes(world: World, app: Hono): void {
  const any = (handle: (world: World, visit: Visit) => Answer) => visited(world, (visit) => handle(world, visit));
  app.get("/:id/information", any(showInformation));
  app.post("/:id/information", any(saveInformation));
  app.get("/:id/tax-ids", any(showAddTaxId));
  app.post("/:id/tax-ids", any(addTaxId));
  app.post("/:id/tax-ids/:taxId/remove", any(removeTaxId));
}

/** The first visit follows the session's flow; returning from it shows the home page. */
function home(world: World, visit: Visit): Answer {
  const { c } = visit;
  const done = c.req.query("done");
  const first = done === undefined && c.req.query("back") === undefined;
  const start = first ? flowStart(world, visit) : null;
  return start === null ? c.html(portalHome(world, visit, noticeOf(done))) : c.redirect(start, 303);
}

function flowStart(world: World, { session, features }: Visit): string | null {
  const { flow } = session;
  if (flow?.type === "payment_method_update")
    return features.payment_method_update.enabled ? `/portal/${session.id}/payment-methods` : null;
  const toCancel = world.store.get("subscription", flow?.subscription_cancel?.subscription ?? "");
  if (toCancel && features.subscription_cancel.enabled && toCancel.ended_at === null && endingOf(toCancel) === null)
    return `/portal/${session.id}/subscriptions/${toCancel.id}/cancel`;
  return changeAsked(world, session);
}

/** Where a session created for a plan change starts: at the choice, or at its confirmation. */
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
