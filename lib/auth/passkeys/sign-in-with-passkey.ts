import "server-only";
import { recordAccountAudit } from "@/lib/audit";
import { type Actor, withoutTenant } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { dropChallengeCookie } from "../challenges/challenges";
import { openSession } from "../sessions/open-session";
import { countAttempt } from "../sign-in/attempts";
import { noteBrowser } from "../sign-in/note-browser";
import type { Origin } from "../sign-in/sign-in";
import { askForPasskey, checkPasskey } from "./check-passkey";
import type { AuthenticationResponse } from "./passkey-input";

/** The actor before anyone is signed in. */
const actor: Actor = { kind: "system", id: "sign_up" };

/** What the browser needs to sign in with a passkey: any of this app. */
export const passkeySignInOptions = () => withoutTenant({ actor }, (ctx) => askForPasskey(ctx));

/**
 * Signs in with a passkey alone: having it and showing it a fingerprint, face or PIN are two factors.
 *
 * @throws GatehouseError `unauthenticated`, `rate_limited`.
 */
export async function signInWithPasskey(response: AuthenticationResponse, origin: Origin): Promise<void> {
  const { address, userAgent } = origin;
  await countAttempt("passkey", { account: response.id, address });
  const { userId, email } = await withoutTenant({ actor }, (ctx) => checkPasskey(ctx, response)).catch(
    async (error) => {
      if (error instanceof GatehouseError) {
        await withoutTenant({ actor }, (ctx) =>
          recordAccountAudit(ctx, {
            action: "auth.sign_in_failed",
            subject: response.id.slice(0, 100),
            details: { reason: "passkey", message: error.message },
            personal: { personId: null, facts: { address, userAgent: userAgent?.slice(0, 300) } },
          }),
        );
      }
      throw error;
    },
  );
  await dropChallengeCookie("passkey");
  await openSession(userId, "passkey");
  await noteBrowser(email);
}
