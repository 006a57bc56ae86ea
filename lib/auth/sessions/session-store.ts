import "server-only";
import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { uuidv7 } from "uuidv7";
import { accounts, sessions, users, verificationTokens } from "@/db/schema";
import { appDatabase } from "@/lib/database";
import { hashToken, newToken } from "../links/tokens";
import { sessionExpiry } from "./session-cookie";

const tables = {
  usersTable: users,
  accountsTable: accounts,
  sessionsTable: sessions,
  verificationTokensTable: verificationTokens,
};

function adapter() {
  const { createSession, updateSession } = DrizzleAdapter(appDatabase(), tables);
  if (!createSession || !updateSession) throw new Error("the adapter doesn't store sessions");
  return { createSession, updateSession };
}

export type NewSession = { userId: string; userAgent: string | null; now: Date };

/** The Auth.js adapter, but storing hashes of tokens: reading the table isn't enough to sign in. */
export const sessionStore = {
  /** @returns the token for the cookie. */
  async create({ userId, userAgent, now }: NewSession): Promise<string> {
    const token = newToken();
    const row = {
      id: uuidv7(),
      sessionToken: hashToken(token),
      userId,
      userAgent: userAgent?.slice(0, 300) ?? null,
      createdAt: now,
      expires: sessionExpiry(now, now),
    };
    await adapter().createSession(row);
    return token;
  },

  async slide(token: string, expires: Date): Promise<void> {
    await adapter().updateSession({ sessionToken: hashToken(token), expires });
  },
};
