import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import type { Session } from "./find-session";

/** Remembers with the session that its admin changes something, so that every server shows it to them. */
export async function noteChange({ tx, wall }: Context, { sessionId }: Pick<Session, "sessionId">): Promise<void> {
  if (!env.DATABASE_REPLICA_URL) return;
  await tx.update(sessions).set({ changedAt: wall }).where(eq(sessions.id, sessionId));
}
