import { hasWebAddress } from "@/lib/auth/web-address";

const longest = 60;

/**
 * A name as it appears in an email to a stranger: short, and without anything that becomes a link. Names from before these were
 * refused may have one.
 */
export function nameInMail(name: string, otherwise: string): string {
  if (hasWebAddress(name)) return otherwise;
  return name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name;
}

/** Who invites: the name someone chose, and the address they can't choose. */
export function inviterInMail(inviter: { name: string | null; email: string } | undefined): string {
  if (!inviter) return "A teammate";
  const name = inviter.name && nameInMail(inviter.name, "");
  return name ? `${name} (${inviter.email})` : inviter.email;
}
