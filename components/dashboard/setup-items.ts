import "server-only";
import { billingSummary } from "@/lib/billing";
import { hasColleagues } from "@/lib/onboarding";
import { product, type SetupItem } from "@/lib/products";
import type { Member } from "@/lib/tenancy";

/** The whole checklist: what every organization has to do, with the product's own in between. */
export async function setupItems(member: Member): Promise<SetupItem[]> {
  const { status } = await billingSummary(member);
  return [
    {
      key: "verify",
      label: "Confirm your e-mail address",
      description: "Follow the link we sent you.",
      href: "/settings",
      done: member.session.user.emailVerified,
    },
    ...(await product.setupItems(member)),
    {
      key: "invite",
      label: "Invite a colleague",
      description: "Work is easier seen by all.",
      href: "/team",
      done: await hasColleagues(member),
    },
    {
      key: "plan",
      label: "Choose a plan",
      description: "So that nothing stops when the trial ends.",
      href: "/billing",
      done: status === "active" || status === "past_due",
    },
  ];
}
