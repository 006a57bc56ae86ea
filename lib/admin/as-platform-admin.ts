import "server-only";
import { requireSession, type Session, sessionActor } from "@/lib/auth";
import { type Context, withPlatform } from "@/lib/context";
import { forbidden, notFound } from "@/lib/errors";

/** A platform admin at work: sees every tenant. */
export type Admin = Context & { session: Session };

/**
 * Runs `work` in a transaction of the platform role, for a signed-in platform admin who acts as themselves.
 *
 * @throws GatehouseError `unauthenticated`; `forbidden` to an admin who acts for a customer; `not_found` for everybody
 * else, who need not know that there is an admin area.
 */
export async function asPlatformAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const session = await requireSession();
  if (session.impersonator) {
    throw forbidden("You act for a customer. End that first, then you are the platform's again.", { reason: "nested" });
  }
  if (!session.user.isPlatformAdmin) throw notFound("page");
  return withPlatform({ actor: sessionActor(session) }, (ctx) => work({ ...ctx, session }));
}
