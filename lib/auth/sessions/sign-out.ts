import "server-only";
import { recordAccountAudit } from "@/lib/audit";
import type { PersonContext } from "../people/as-person";
import { withAccount } from "../people/with-account";
import type { Session } from "./find-session";
import { revokeSessions } from "./revoke-sessions";

/**
 * Ends one of the person's own sessions: this one, by default. From a session that an organization's identity provider opened, only one
 * that it also opened.
 */
export async function signOut(ctx: PersonContext, sessionId = ctx.session.sessionId): Promise<void> {
  const { session } = ctx;
  const { ssoOrganizationId } = session.assurance;
  const ended = await revokeSessions(ctx, { userId: session.user.id, only: sessionId, ssoOrganizationId });
  if (ended === 0) return;
  const action = sessionId === session.sessionId ? "auth.signed_out" : "auth.session_ended";
  await recordAccountAudit(ctx, { action, details: { session: sessionId } });
}

/** Ends all sessions of the person; from one that an organization's identity provider opened, those that it opened. */
export async function signOutEverywhere(ctx: PersonContext): Promise<void> {
  const { user, assurance } = ctx.session;
  const { ssoOrganizationId } = assurance;
  const sessions = await revokeSessions(ctx, { userId: user.id, ssoOrganizationId });
  const details = { sessions, ...(ssoOrganizationId ? { singleSignOn: ssoOrganizationId } : {}) };
  await recordAccountAudit(ctx, { action: "auth.signed_out_everywhere", details });
}

/** Ends a session that was found to be over, in a transaction of its own. */
export const endOwnSession = ({ user, sessionId }: Session): Promise<number> =>
  withAccount({ actor: { kind: "user", id: user.id }, userId: user.id }, (ctx) =>
    revokeSessions(ctx, { userId: user.id, only: sessionId }),
  );
