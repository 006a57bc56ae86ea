import "server-only";
import { requireSession } from "@/lib/auth";
import { billingRoles, syncAfterChange } from "@/lib/billing";
import { GatehouseError } from "@/lib/errors";
import { asMember, type Member, type MemberOptions } from "./as-member";
import { inTurn } from "./in-turn";

/**
 * Runs a change of what an organization pays, for a member who may make it, and then syncs the customer from Stripe, so that
 * the next page shows it even before the webhook arrives. It syncs after an error, too: Stripe may have made the change
 * although its answer was lost. When Stripe can't be read, a job syncs later.
 */
export async function asPayer<T>(
  options: Pick<MemberOptions, "organization" | "attempted">,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  const { user } = await requireSession();
  return inTurn(user.id, () => pay(options, work));
}

async function pay<T>(
  options: Pick<MemberOptions, "organization" | "attempted">,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  let payer: Pick<Member, "organizationId" | "actor"> | undefined;
  const changed = asMember({ ...options, roles: billingRoles, verified: true, purchase: true }, (member) => {
    payer = member;
    return work(member);
  });
  const refused = await changed.then(() => false, isRefusal);
  if (payer && !refused) await syncAfterChange(payer);
  return changed;
}

/** We refused, so Stripe was never called. */
const isRefusal = (error: unknown): boolean => error instanceof GatehouseError && error.code !== "unavailable";
