import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import type { PersonContext } from "@/lib/auth";
import { setTenant } from "@/lib/context";
import { ownMemberships } from "./choose-organization";

/** Why the person has to have a second factor, as a sentence; undefined if they don't. */
export async function whyTwoFactorRequired(person: PersonContext): Promise<string | undefined> {
  const { user } = person.session;
  if (user.isPlatformAdmin) return "Platform admins need two-factor authentication.";
  for (const { organizationId } of await ownMemberships(person, user.id)) {
    await setTenant(person.tx, organizationId);
    const [organization] = await person.tx
      .select({ name: organizations.name, since: organizations.twoFactorRequiredAt })
      .from(organizations)
      .where(eq(organizations.id, organizationId));
    await setTenant(person.tx, "");
    if (organization?.since) return `${organization.name} requires two-factor authentication.`;
  }
  return undefined;
}
