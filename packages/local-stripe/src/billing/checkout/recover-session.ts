import { newSessionId, withSessionTotals } from "../../objects/checkout-session-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

type Session = PublicTables["checkout_session"];

/** How long an expired session can be recovered, in seconds (docs.stripe.com/payments/checkout/abandoned-carts). */
export const recoverableFor = 30 * 86_400;

/** The expired session that a recovery link is for; undefined for an unknown link and once it can't be used any more. */
export function recoverableSession(world: World, path: string): Session | undefined {
  const now = world.clock.now();
  return [...world.store.all("checkout_session")].find(({ after_expiration }) => {
    const recovery = after_expiration?.recovery;
    return recovery?.url === path && (recovery.expires_at ?? 0) > now;
  });
}

/** A new session that is a copy of the expired one. Its promotion codes are as the recovery allows them. */
export function recoverSession(world: World, expired: Session): Session {
  const now = world.clock.now();
  const id = newSessionId(world);
  const plan = world.store.get("checkout_plan", expired.id);
  if (!plan) throw new Error(`Session ${expired.id} has no plan`);
  const { recovery } = expired.after_expiration ?? {};
  const codes = recovery?.allow_promotion_codes ?? false;
  world.store.put("checkout_plan", { ...plan, id, ...(codes ? {} : { promotionCode: null, coupon: null }) });
  const session = world.store.put("checkout_session", {
    ...expired,
    id,
    after_expiration: recovery ? { recovery: { ...recovery, expires_at: null, url: null } } : null,
    allow_promotion_codes: codes,
    created: now,
    expires_at: now + 86_400,
    recovered_from: expired.id,
    status: "open",
    url: `/checkout/${id}`,
  });
  world.tasks.schedule("checkout.expire", id, session.expires_at);
  if (session.mode === "setup") return session;
  return world.store.put("checkout_session", withSessionTotals(world, session, session.amount_total === 0));
}
