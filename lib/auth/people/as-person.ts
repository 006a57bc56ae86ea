import "server-only";
import { type Context, withoutTenant } from "@/lib/context";
import { requireInPerson } from "../impersonation/impersonation";
import { requireSession, sessionActor } from "../sessions/current-session";
import type { Session } from "../sessions/find-session";

/** The context of what one does to one's own account, whatever the organization. */
export type PersonContext = Context & { readonly session: Session };

/**
 * Runs `work` for the signed-in person themselves, outside of any organization.
 *
 * @throws GatehouseError `unauthenticated`; `forbidden` to an admin who acts for the person.
 */
export async function asPerson<T>(work: (person: PersonContext) => Promise<T>): Promise<T> {
  const session = await requirePerson();
  return withoutTenant({ actor: sessionActor(session) }, (ctx) => work({ ...ctx, session }));
}

/** The session of the person themselves. @throws GatehouseError as `asPerson` does. */
export async function requirePerson(): Promise<Session> {
  const session = await requireSession();
  requireInPerson({ actor: sessionActor(session) });
  return session;
}
