import { z } from "zod";
import type { ExternalProfile } from "@/db/schema";
import { emailSchema, nameSchema } from "../input";

const text = z.string().min(1).max(255);

const googleClaims = z.object({
  sub: text,
  email: z.string().optional().catch(undefined),
  email_verified: z.union([z.boolean(), z.string()]).optional().catch(undefined),
  hd: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/**
 * Google vouches for its own addresses (`gmail.com`) and for domains it hosts (`hd`). Any other address was verified only when the account
 * was created, and may belong to someone else by now
 * (https://developers.google.com/identity/gsi/web/guides/verify-google-id-token).
 */
export function googleProfile(claims: unknown): ExternalProfile {
  const { sub, email, email_verified: verified, hd, name } = googleClaims.parse(claims);
  const address = addressOf(email);
  const hosted = address?.endsWith("@gmail.com") || Boolean(hd);
  return {
    subject: sub,
    email: address,
    emailVerified: address !== null && isTrue(verified) && hosted,
    name: nameOf(name),
  };
}

const microsoftClaims = z.object({
  sub: text,
  tid: text.optional(),
  oid: text.optional(),
  email: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  xms_edov: z.union([z.boolean(), z.string(), z.number()]).optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/**
 * Anyone who runs a Microsoft tenant can put any address in `email`. Only `xms_edov` says that the tenant owns its domain
 * (https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization). An account is identified by tenant and
 * object ID: `sub` would change with our client ID.
 */
export function microsoftProfile(claims: unknown): ExternalProfile {
  const { sub, tid, oid, email, preferred_username, xms_edov: ownsDomain, name } = microsoftClaims.parse(claims);
  const address = addressOf(email);
  return {
    subject: tid && oid ? `${tid}:${oid}` : sub,
    // The user name is often an address too. It's worth suggesting, but no one has verified it.
    email: address ?? addressOf(preferred_username),
    emailVerified: address !== null && isTrue(ownsDomain),
    name: nameOf(name),
  };
}

const githubUser = z.object({ id: z.int().positive(), name: z.string().nullish().catch(null) });
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub verifies addresses itself. The public profile can show any address, so we don't read it. */
export function githubProfile(user: unknown, emails: unknown): ExternalProfile {
  const { id, name } = githubUser.parse(user);
  const primary = githubEmails.parse(emails).find((each) => each.primary && each.verified);
  const address = addressOf(primary?.email);
  return { subject: String(id), email: address, emailVerified: address !== null, name: nameOf(name) };
}

/** Some providers send booleans as text, and Microsoft `xms_edov` as "1". */
const isTrue = (claim: string | number | boolean | undefined): boolean =>
  claim === true || claim === 1 || (typeof claim === "string" && ["true", "1"].includes(claim.toLowerCase()));

const addressOf = (email: string | undefined): string | null => emailSchema.safeParse(email).data ?? null;
const nameOf = (name: string | null | undefined): string | null => nameSchema(100, "").safeParse(name).data ?? null;
