import "server-only";
import { billingSummary } from "@/lib/billing";
import { hasColleagues } from "@/lib/onboarding";
import { product, type SetupItem } from "@/lib/products";
import type { Member } from "@/lib/tenancy";

/** The full checklist: the steps every organization takes, and the product's own. */
export async function setupItems(member: Member): Promise<SetupItem[]> {
  const { status } = await billingSummary(member);
  return [
    {
      key: "verify",
      label: "Verify your email address",
      description: "Click the link in the email we sent you.",
      href: "/settings",
      done: member.session.user.emailVerified,
    },
    ...(await product.setupItems(member)),
    {
      key: "invite",
      label: "Invite a teammate",
      description: "Get your team working together.",
      href: "/team",
      done: await hasColleagues(member),
    },
    {
      key: "plan",
      label: "Choose a plan",
      description: "Keep working when your trial ends.",
      href: "/billing",
      done: status === "active" || status === "past_due",
    },
  ];
}
