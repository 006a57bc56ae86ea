import { Hono } from "hono";
import { planChoices } from "../../billing/subscriptions/portal-plan-change";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { cancel, resume, showCancel } from "./cancel";
import { addCard, chooseCard, removeCard, showAddCard } from "./cards";
import { portalHome } from "./home";
import { saveInformation, showInformation } from "./information";
import { loginRoutes } from "./login";
import { confirmPlan, showPlans, submitPlan } from "./plan";
import { type Answer, noticeOf, type PortalRequest, withSession, withSubscription } from "./session";
import { endingOf, keepPlan } from "./subscription";
import { addTaxId, removeTaxId, showAddTaxId } from "./tax-ids";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];

/** Where customers manage their subscription. What the configuration disables is hidden and refused. */
export function portalRoutes(world: World): Hono {
  const app = new Hono();
  app.route("/login", loginRoutes(world));
  app.get(
    "/:id",
    withSession(world, (request) => home(world, request)),
  );
  cardRoutes(world, app);
  subscriptionRoutes(world, app);
  informationRoutes(world, app);
  return app;
}

function cardRoutes(world: World, app: Hono): void {
  const allowed = (handle: (world: World, request: PortalRequest) => Answer) =>
    withSession(world, (request) =>
      request.features.payment_method_update.enabled ? handle(world, request) : request.c.notFound(),
    );
  app.get("/:id/payment-methods", allowed(showAddCard));
  app.post("/:id/payment-methods", allowed(addCard));
  app.post("/:id/payment-methods/:method/default", allowed(chooseCard));
  app.post("/:id/payment-methods/:method/remove", allowed(removeCard));
}

function subscriptionRoutes(world: World, app: Hono): void {
  const own = (handle: (world: World, request: PortalRequest, subscription: Subscription) => Answer) =>
    withSubscription(world, (request, subscription) => handle(world, request, subscription));
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
  const any = (handle: (world: World, request: PortalRequest) => Answer) =>
    withSession(world, (request) => handle(world, request));
  app.get("/:id/information", any(showInformation));
  app.post("/:id/information", any(saveInformation));
  app.get("/:id/tax-ids", any(showAddTaxId));
  app.post("/:id/tax-ids", any(addTaxId));
  app.post("/:id/tax-ids/:taxId/remove", any(removeTaxId));
}

/** The first visit follows the session's flow; returning from it shows the home page. */
function home(world: World, request: PortalRequest): Answer {
  const { c } = request;
  const done = c.req.query("done");
  const first = done === undefined && c.req.query("back") === undefined;
  const start = first ? flowStart(world, request) : null;
  return start === null ? c.html(portalHome(world, request, noticeOf(done))) : c.redirect(start, 303);
}

function flowStart(world: World, { session, features }: PortalRequest): string | null {
  const { flow } = session;
  if (flow?.type === "payment_method_update")
    return features.payment_method_update.enabled ? `/portal/${session.id}/payment-methods` : null;
  const toCancel = world.store.get("subscription", flow?.subscription_cancel?.subscription ?? "");
  if (toCancel && features.subscription_cancel.enabled && toCancel.ended_at === null && endingOf(toCancel) === null)
    return `/portal/${session.id}/subscriptions/${toCancel.id}/cancel`;
  return planChangeStart(world, session);
}

/** Where a session created for a plan change starts: at the choice, or at its confirmation. */
function planChangeStart(world: World, session: Session): string | null {
  const { subscription_update: choose, subscription_update_confirm: confirm } = session.flow ?? {};
  const subscription = world.store.get("subscription", choose?.subscription ?? confirm?.subscription ?? "");
  if (!subscription || planChoices(world, session, subscription).length === 0) return null;
  const path = `/portal/${session.id}/subscriptions/${subscription.id}/update`;
  const item = confirm?.items[0];
  if (!item) return path;
  const price = item.price ?? subscription.items.data[0]?.price.id ?? "";
  return `${path}/confirm?price=${price}${item.quantity === undefined ? "" : `&quantity=${item.quantity}`}`;
}
