import "server-only";
import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { accounts, sessions, users, verificationTokens } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { appDatabase, type Transaction } from "@/lib/database";
import { hashToken, newToken } from "../links/tokens";
import type { ProviderName } from "../oauth/labels";
import { withAccount } from "../people/with-account";
import type { SecondFactor } from "../second-factor/assurance";
import { sessionExpiry } from "./session-cookie";

const tables = {
  usersTable: users,
  accountsTable: accounts,
  sessionsTable: sessions,
  verificationTokensTable: verificationTokens,
};

function adapter(database: Transaction) {
  const { createSession } = DrizzleAdapter(database, tables);
  if (!createSession) throw new Error("the adapter doesn't store sessions");
  return { createSession };
}

export type NewSession = {
  userId: string;
  userAgent: string | null;
  now: Date;
  /** The IP address it was opened from. */
  address?: string | undefined;
  /** How the second step of the sign-in was done; null after a password alone. */
  secondFactor?: SecondFactor | null;
  /** The provider that the first step was done with. */
  provider?: ProviderName | undefined;
  /** The organization whose identity provider opens it. */
  ssoOrganizationId?: string | null;
};

/** The Auth.js adapter, but storing hashes of tokens: reading the table isn't enough to sign in. */
export const sessionStore = {
  /** Also records the sign-in. @returns the token for the cookie. */
  async create({
    userId,
    userAgent,
    now,
    address,
    secondFactor = null,
    provider,
    ssoOrganizationId = null,
  }: NewSession): Promise<string> {
    const token = newToken();
    const row = {
      id: uuidv7(),
      sessionToken: hashToken(token),
      userId,
      userAgent: userAgent?.slice(0, 300) ?? null,
      address: address ?? null,
      secondFactor,
      ssoOrganizationId,
      createdAt: now,
      expires: sessionExpiry(now, now),
    };
    await withAccount({ actor: { kind: "user", id: userId }, userId }, async (ctx) => {
      await adapter(ctx.tx).createSession(row);
      await recordAccountAudit(ctx, {
        action: "auth.signed_in",
        details: {
          session: row.id,
          ...(secondFactor ? { secondFactor } : {}),
          ...(provider ? { provider } : {}),
          ...(ssoOrganizationId ? { singleSignOn: ssoOrganizationId } : {}),
        },
        personal: { facts: { address, userAgent: row.userAgent } },
      });
    });
    return token;
  },

  async slide(token: string, expires: Date): Promise<void> {
    await appDatabase()
      .update(sessions)
      .set({ expires })
      .where(eq(sessions.sessionToken, hashToken(token)));
  },
};
