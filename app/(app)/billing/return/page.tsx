import { redirect } from "next/navigation";
import { z } from "zod";
import { returnFromStripe } from "@/lib/billing";
import { GatehouseError } from "@/lib/errors";
import { memberPage } from "@/lib/tenancy";

const querySchema = z.object({ session_id: z.string().optional().catch(undefined) });

/** Stripe's pages return here. Syncs once, then redirects to the billing page. */
export default async function ReturnPage({ searchParams }: PageProps<"/billing/return">) {
  const { session_id: sessionId } = querySchema.parse(await searchParams);
  const path = await memberPage({ onboarding: true, asksStripe: true }, (member) =>
    returnFromStripe(member, { sessionId }),
  ).then(
    (synced) => (sessionId && synced?.status === "active" ? `/billing?welcome=${synced.planKey}` : "/billing"),
    pathAfter,
  );
  redirect(path);
}

/** With Stripe down, the billing page shows the last known state and says so. For another organization's session, just the page. */
function pathAfter(error: unknown): string {
  if (error instanceof GatehouseError && error.code === "unavailable") return "/billing?sync=unavailable";
  if (error instanceof GatehouseError && error.code === "not_found") return "/billing";
  throw error;
}
