import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { appUrl } from "@/lib/auth";
import { signingSecret } from "@/lib/auth-secrets";
import { catalog, findPlan } from "@/lib/catalog";
import { type Actor, withPlatform } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { signSignUpLink } from "./sign-up-link";

type SignUpLinkInput = { externalId: string; plan?: string | undefined; interval?: "month" | "year" | undefined };

/**
 * A link to the sign-up page whose new organization gets the external ID. Of several sign-ups by one link the first gets it.
 *
 * @throws GatehouseError `conflict` if an organization has this ID already, `unknown_name` for the plan.
 */
export function createSignUpLink(actor: Actor, { externalId, plan, interval }: SignUpLinkInput) {
  if (plan !== undefined) findPlan(catalog, plan);
  return withPlatform({ actor }, async ({ tx, wall }) => {
    const [other] = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.externalId, externalId));
    if (other) throw conflict(`Another organization already has the external ID "${externalId}".`);
    const { token, expiresAt } = signSignUpLink(externalId, wall, signingSecret());
    const query = { ...(plan ? { plan } : {}), ...(interval ? { interval } : {}), link: token };
    return { externalId, url: appUrl("/sign-up", query), expiresAt };
  });
}
