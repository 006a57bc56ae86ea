import "server-only";
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { passkeys, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { unauthenticated } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { openChallenge, takeChallenge } from "../challenges/challenges";
import type { AuthenticationResponse } from "./passkey-input";
import { requireRelyingParty } from "./require-relying-party";

/**
 * What the browser needs to ask for a passkey.
 *
 * @param userId whose passkey it has to be; without it, the passkey says whose it is.
 */
export async function askForPasskey(ctx: Context, userId?: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const own = userId === undefined ? [] : await ctx.tx.select().from(passkeys).where(eq(passkeys.userId, userId));
  const options = await generateAuthenticationOptions({
    rpID: requireRelyingParty().id,
    userVerification: "required",
    allowCredentials: own.map(({ id, transports }) => ({ id, transports: transports.filter(isTransport) })),
  });
  await openChallenge(ctx, { purpose: "passkey", challenge: options.challenge, ...(userId ? { userId } : {}) });
  return options;
}

/**
 * Checks that someone has a passkey, and has shown it a fingerprint, face or PIN. A correct response uses up the challenge.
 *
 * @returns whose it is. @throws GatehouseError `unauthenticated`.
 */
export async function checkPasskey(
  ctx: Context,
  response: AuthenticationResponse,
): Promise<{ userId: string; email: string }> {
  const { id, origin } = requireRelyingParty();
  const challenge = await takeChallenge(ctx, "passkey");
  // Locked, so that two responses with the same counter are checked one after the other.
  const [row] = await ctx.tx
    .select({ passkey: passkeys, email: users.email })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.id, response.id))
    .for("update", { of: passkeys });
  if (!row) throw refused("We don't recognize this passkey. It may have been removed from your account.");
  const { passkey, email } = row;
  if (!challenge?.challenge) throw refused("This took too long. Try again.");
  if (challenge.userId !== null && challenge.userId !== passkey.userId)
    throw refused("This is another account's passkey.");
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: Buffer.from(passkey.publicKey, "base64url"),
      counter: passkey.counter,
    },
  }).catch((error: unknown) => {
    // Also a counter that didn't rise: someone may have copied the authenticator.
    logger.debug({ err: error, passkey: passkey.id }, "passkey refused");
    throw refused("This passkey was refused. Try again, or sign in another way.");
  });
  if (!verified) throw refused("This passkey was refused. Try again, or sign in another way.");
  await ctx.tx
    .update(passkeys)
    .set({
      counter: authenticationInfo.newCounter,
      backedUp: authenticationInfo.credentialBackedUp,
      lastUsedAt: ctx.wall,
    })
    .where(eq(passkeys.id, passkey.id));
  return { userId: passkey.userId, email };
}

const refused = (message: string) => unauthenticated(message);

const transportNames = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const;
type Transport = (typeof transportNames)[number];

const isTransport = (name: string): name is Transport => transportNames.some((known) => known === name);
