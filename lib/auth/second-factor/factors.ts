import "server-only";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { passkeys, recoveryCodes, totpFactors } from "@/db/schema";
import type { Context } from "@/lib/context";

export type OwnPasskey = { id: string; name: string; backedUp: boolean; createdAt: Date; lastUsedAt: Date | null };

/** A person's second factors. */
export type Factors = {
  /** Since when an authenticator app is set up. */
  totpSince: Date | null;
  passkeys: OwnPasskey[];
  /** How many recovery codes are left. */
  recoveryCodes: number;
};

export async function factorsOf({ tx }: Pick<Context, "tx">, userId: string): Promise<Factors> {
  const [totp] = await tx
    .select({ since: totpFactors.confirmedAt })
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)));
  return {
    totpSince: totp?.since ?? null,
    passkeys: await passkeysOf({ tx }, userId),
    recoveryCodes: await tx.$count(recoveryCodes, eq(recoveryCodes.userId, userId)),
  };
}

const passkeysOf = ({ tx }: Pick<Context, "tx">, userId: string): Promise<OwnPasskey[]> =>
  tx
    .select({
      id: passkeys.id,
      name: passkeys.name,
      backedUp: passkeys.backedUp,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt));

/** Whether a sign-in takes a second step. */
export const hasFactor = ({ totpSince, passkeys: keys }: Factors): boolean => totpSince !== null || keys.length > 0;
