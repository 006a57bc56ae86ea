import "server-only";
import type { Context } from "@/lib/context";
import { requireInPerson } from "../impersonation/impersonation";
import { requireSession, sessionActor } from "../sessions/current-session";
import type { Session } from "../sessions/find-session";
import { withAccount } from "./with-account";

/** The context for actions on a person's own account, outside any organization. */
export type PersonContext = Context & { readonly session: Session };

/**
 * Runs `work` as the signed-in person, outside any organization.
 *
 * @throws GatehouseError `unauthenticated`; `forbidden` in a support session.
 */
export async function asPerson<T>(work: (person: PersonContext) => Promise<T>): Promise<T> {
  const session = await requirePerson();
  const { id: userId } = session.user;
  return withAccount({ actor: sessionActor(session), userId }, (ctx) => work({ ...ctx, session }));
}

/** The person's own session, not a support session. @throws GatehouseError as `asPerson` does. */
export async function requirePerson(): Promise<Session> {
  const session = await requireSession();
  requireInPerson({ actor: sessionActor(session) });
  return session;
}
