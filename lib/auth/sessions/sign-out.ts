import "server-only";
import { recordAccountAudit } from "@/lib/audit";
import type { PersonContext } from "../people/as-person";
import { revokeSessions } from "./revoke-sessions";

/** Ends one of the person's own sessions: this one, by default. */
export async function signOut(ctx: PersonContext, sessionId = ctx.session.sessionId): Promise<void> {
  const { session } = ctx;
  const ended = await revokeSessions(ctx, { userId: session.user.id, only: sessionId });
  if (ended === 0) return;
  const action = sessionId === session.sessionId ? "auth.signed_out" : "auth.session_ended";
  await recordAccountAudit(ctx, { action, details: { session: sessionId } });
}

/** Ends all sessions of the person. */
export async function signOutEverywhere(ctx: PersonContext): Promise<void> {
  const sessions = await revokeSessions(ctx, { userId: ctx.session.user.id });
  await recordAccountAudit(ctx, { action: "auth.signed_out_everywhere", details: { sessions } });
}
