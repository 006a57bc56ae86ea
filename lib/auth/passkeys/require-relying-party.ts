import "server-only";
import { env } from "@/lib/env";
import { conflict } from "@/lib/errors";
import { type RelyingParty, relyingPartyOf } from "./relying-party";

/** Whether browsers have passkeys under the app's public address. */
export const passkeysExist = (): boolean => relyingPartyOf(env.APP_URL) !== null;

/** @throws GatehouseError `conflict` where there are no passkeys. */
export function requireRelyingParty(): RelyingParty {
  const party = relyingPartyOf(env.APP_URL);
  if (!party) throw conflict("Passkeys need HTTPS and a domain name.");
  return party;
}
