import "server-only";
import { leaveStripe, syncCustomer } from "@/lib/billing";
import { inTenant, withPlatform } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { asMember } from "../access/as-member";
import type { NamedOrganization } from "../access/named-organization";
import type { DeleteInput } from "../input";
import { deleteOrganization } from "./delete-organization";

/**
 * Deletes an organization for its owner, in three steps that can each be repeated: cancel at Stripe, sync from Stripe, delete
 * here. While Stripe is unavailable nothing is deleted. Interrupted in between, the organization remains without a
 * subscription and its owner can try again.
 *
 * @throws GatehouseError `invalid_input` on `name`; `forbidden`, with `reason: "confirmation"` unless they recently confirmed their
 *   identity; `unavailable` when Stripe is unavailable.
 */
export async function closeOrganization(organization: NamedOrganization, { name }: DeleteInput): Promise<void> {
  const options = { organization, roles: ["owner"], confirmed: true, need: "read", asksStripe: true } as const;
  const left = await asMember(options, async (member) => {
    if (name !== member.organization.name) throw wrongName(member.organization.name);
    const { organizationId, actor } = member;
    return { organizationId, actor, customerId: await leaveStripe(member) };
  });
  const { organizationId, actor, customerId } = left;
  if (customerId !== null) {
    await withPlatform({ actor: { kind: "system", id: "stripe" } }, (ctx) => syncCustomer(ctx, { customerId }));
  }
  await withPlatform({ actor }, (ctx) => deleteOrganization(inTenant(ctx, organizationId)));
}

function wrongName(name: string) {
  const message = `Type “${name}” exactly as shown.`;
  return invalidInput(message, { errors: [{ field: "name", message }] });
}
