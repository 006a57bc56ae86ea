import "server-only";
import { recordAccountAudit } from "@/lib/audit";
import { wallNow } from "@/lib/clock";
import { withAccount } from "../people/with-account";
import { findSession } from "./find-session";
import { revokeSessions } from "./revoke-sessions";

/**
 * Ends the session a browser had before someone signed in there: its cookie is replaced, but a copy of it would work for weeks.
 *
 * @param token of the browser's earlier cookie.
 */
export async function endReplacedSession(token: string | undefined): Promise<void> {
  const session = token ? await findSession(token, wallNow()) : null;
  if (!session) return;
  const { sessionId, user } = session;
  await withAccount({ actor: { kind: "user", id: user.id }, userId: user.id }, async (ctx) => {
    await revokeSessions(ctx, { userId: user.id, only: sessionId });
    await recordAccountAudit(ctx, { action: "auth.session_ended", details: { session: sessionId, replaced: true } });
  });
}
