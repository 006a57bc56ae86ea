import type { Context } from "hono";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { readForm } from "../ui/form";
import { messagePage } from "../ui/layout";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];
type Configuration = PublicTables["portal_configuration"];
export type Answer = Response | Promise<Response>;

const validFor = 24 * 3600;

const notices: Record<string, string> = {
  canceled: "Your subscription has been canceled.",
  renewed: "Your subscription has been renewed.",
  added: "Your payment method has been added.",
  changed: "Your default payment method has been changed.",
  updated: "Your subscription has been updated.",
  saved: "Your billing information has been saved.",
  removed: "Your payment method has been removed.",
  kept: "Your scheduled plan change was canceled. You'll keep your current plan.",
};

export type Done = keyof typeof notices;

export function noticeOf(done: string | undefined): string | null {
  return notices[done ?? ""] ?? null;
}

export interface PortalRequest {
  c: Context;
  session: Session;
  /** What the portal configuration allows. */
  features: Configuration["features"];
  form: Record<string, string>;
}

/** Handles requests with a valid link. */
export function withSession(
  world: World,
  handle: (request: PortalRequest) => Answer,
): (c: Context) => Promise<Response> {
  return async (c) => {
    // Read before anything is looked up: the second of two simultaneous submissions then sees the first one's result.
    const form = c.req.method === "POST" ? await readForm(c) : {};
    const session = world.store.get("portal_session", c.req.param("id") ?? "");
    const configuration = world.store.get("portal_configuration", session?.configuration ?? "");
    const valid = session && configuration && world.store.get("customer", session.customer);
    if (!valid || session.created + validFor < world.clock.now())
      return c.html(
        messagePage("This link has expired", `Go back to ${world.settings.business} and open the billing page again.`),
        410,
      );
    return handle({ c, session, features: configuration.features, form });
  };
}

/** The same, for a running subscription of this customer. */
export function withSubscription(
  world: World,
  handle: (request: PortalRequest, subscription: Subscription) => Answer,
): (c: Context) => Promise<Response> {
  return withSession(world, (request) => {
    const subscription = world.store.get("subscription", request.c.req.param("subscription") ?? "");
    if (subscription?.customer !== request.session.customer || subscription.ended_at !== null)
      return request.c.notFound();
    return handle(request, subscription);
  });
}

/** Continues after an action: to the flow's `after_completion`, or back to the portal. */
export function finish({ c, session }: Pick<PortalRequest, "c" | "session">, done: Done): Answer {
  const after = session.flow?.after_completion;
  if (after?.type === "redirect" && after.redirect) return c.redirect(after.redirect.return_url, 303);
  if (after?.type === "hosted_confirmation") {
    const words = after.hosted_confirmation?.custom_message ?? noticeOf(done) ?? "";
    return c.html(
      messagePage("All done", words, session.return_url ? { text: "Return", href: session.return_url } : null),
    );
  }
  return c.redirect(`/portal/${session.id}?done=${done}`, 303);
}
