import "server-only";
import type { Context } from "@/lib/context";
import { requireInPerson } from "../impersonation/impersonation";
import { requireConfirmed } from "../second-factor/confirmed";
import { requireSession, sessionActor } from "../sessions/current-session";
import type { Session } from "../sessions/find-session";
import { withAccount } from "./with-account";

/** The context for actions on a person's own account, outside any organization. */
export type PersonContext = Context & { readonly session: Session };

type PersonOptions = {
  /**
   * A session that an organization's identity provider opened may do it, too. Otherwise the person has to confirm their identity with
   * their own password or second factor first, because the account is theirs and not the organization's.
   */
  anySession?: boolean;
};

/**
 * Runs `work` as the signed-in person, outside any organization.
 *
 * @throws GatehouseError `unauthenticated`; `forbidden` in a support session, and with `reason: "confirmation"` in one that an
 *   organization's identity provider opened.
 */
export async function asPerson<T>(
  work: (person: PersonContext) => Promise<T>,
  { anySession = false }: PersonOptions = {},
): Promise<T> {
  const session = await requirePerson();
  const { id: userId } = session.user;
  return withAccount({ actor: sessionActor(session), userId }, (ctx) => {
    const person = { ...ctx, session };
    if (!anySession && session.assurance.ssoOrganizationId !== null) requireConfirmed(person);
    return work(person);
  });
}

/** The person's own session, not a support session. @throws GatehouseError as `asPerson` does. */
export async function requirePerson(): Promise<Session> {
  const session = await requireSession();
  requireInPerson({ actor: sessionActor(session) });
  return session;
}
