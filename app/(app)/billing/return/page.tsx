import { redirect } from "next/navigation";
import { z } from "zod";
import { returnFromStripe } from "@/lib/billing";
import { GatehouseError } from "@/lib/errors";
import { memberPage } from "@/lib/tenancy";

const querySchema = z.object({ session_id: z.string().optional().catch(undefined) });

/** Where Stripe's pages send the customer back to: reads Stripe once, then shows the billing page. */
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

/** Stripe away: the billing page shows what was known before and says so. Not the organization's own session: just billing. */
function pathAfter(error: unknown): string {
  if (error instanceof GatehouseError && error.code === "unavailable") return "/billing?stripe=away";
  if (error instanceof GatehouseError && error.code === "not_found") return "/billing";
  throw error;
}
