import "server-only";
import { billingSummary } from "@/lib/billing";
import { hasColleagues } from "@/lib/onboarding";
import { product, type SetupItem } from "@/lib/products";
import type { Member } from "@/lib/tenancy";

/** The setup checklist: steps of every organization, with the product's own in between. */
export async function setupItems(member: Member): Promise<SetupItem[]> {
  const { status, trialRefused } = await billingSummary(member);
  return [
    {
      key: "verify",
      label: "Verify your email address",
      description: "Use the link we sent you.",
      href: "/settings?tab=account",
      done: member.session.user.emailVerified,
    },
    ...(await product.setupItems(member)),
    {
      key: "invite",
      label: "Invite a teammate",
      description: "Keep everyone on the same page.",
      href: "/team",
      done: await hasColleagues(member),
    },
    {
      key: "plan",
      label: "Choose a plan",
      description: trialRefused ? "You can start working right after." : "Keep working after your trial ends.",
      href: "/billing",
      done: status === "active" || status === "past_due" || status === "unpaid",
    },
  ];
}
