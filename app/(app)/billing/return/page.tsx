import { redirect } from "next/navigation";
import { z } from "zod";
import { ReturnedElsewhere } from "@/components/billing/returned-elsewhere";
import { returnFromStripe } from "@/lib/billing";
import { GatehouseError } from "@/lib/errors";
import { memberPage, ownOrganizations } from "@/lib/tenancy";

const querySchema = z.object({
  session_id: z.string().optional().catch(undefined),
  organization: z.string().optional().catch(undefined),
});

/** Stripe's pages return here. Syncs once, then redirects to the billing page. */
export default async function ReturnPage({ searchParams }: PageProps<"/billing/return">) {
  const { session_id: sessionId, organization } = querySchema.parse(await searchParams);
  const elsewhere = await otherOrganization(organization);
  if (elsewhere) return <ReturnedElsewhere {...elsewhere} />;
  const path = await memberPage({ onboarding: true, asksStripe: true }, (member) =>
    returnFromStripe(member, { sessionId }),
  ).then(
    (synced) => (sessionId && synced?.status === "active" ? `/billing?welcome=${synced.planKey}` : "/billing"),
    pathAfter,
  );
  redirect(path);
}

/** Another tab can select another organization while one is at Stripe. What happened there isn't about this one. */
async function otherOrganization(returnedTo: string | undefined) {
  if (!returnedTo) return undefined;
  const { session, selected } = await memberPage({ onboarding: true }, async ({ session, organization }) => ({
    session,
    selected: organization,
  }));
  if (returnedTo === selected.id) return undefined;
  const returned = (await ownOrganizations(session)).find(({ id }) => id === returnedTo);
  return returned && { returned, selected };
}

/** With Stripe down, the billing page shows the last known state and says so. For another organization's session, just the page. */
function pathAfter(error: unknown): string {
  if (error instanceof GatehouseError && error.code === "unavailable") return "/billing?sync=unavailable";
  if (error instanceof GatehouseError && error.code === "not_found") return "/billing";
  throw error;
}
