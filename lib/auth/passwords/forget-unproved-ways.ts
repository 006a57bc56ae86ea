import "server-only";
import { eq } from "drizzle-orm";
import { emailChanges, externalIdentities, passkeys, recoveryCodes, totpFactors } from "@/db/schema";
import type { Context } from "@/lib/context";

/**
 * Removes all ways to sign in but the password. For someone who is the first to prove that the address is theirs: the person who signed up
 * with it may have been someone else, and their passkey or linked account would let them back in.
 */
export async function forgetUnprovedWays({ tx }: Context, userId: string): Promise<void> {
  for (const table of [passkeys, externalIdentities, totpFactors, recoveryCodes, emailChanges]) {
    await tx.delete(table).where(eq(table.userId, userId));
  }
}
