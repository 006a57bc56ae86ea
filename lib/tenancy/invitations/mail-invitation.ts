import "server-only";
import { eq } from "drizzle-orm";
import { organizations, users } from "@/db/schema";
import { appUrl } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { found } from "@/lib/errors";
import { type Role, roleDescriptions } from "../members/roles";
import { inviterInMail, nameInMail } from "./invitation-words";

/** Queues the email with an invitation's link. */
export async function mailInvitation(
  ctx: TenantContext,
  { email, role, token, invitedBy = ctx.actor.id }: { email: string; role: Role; token: string; invitedBy?: string },
): Promise<void> {
  const [organization] = await ctx.tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId));
  const [inviter] = await ctx.tx
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, invitedBy));
  await enqueueEmail(ctx, {
    to: email,
    template: "invitation",
    organizationId: ctx.organizationId,
    props: {
      url: appUrl(`/invite/${token}`),
      organization: nameInMail(found(organization, "organization").name, "an organization"),
      invitedBy: inviterInMail(inviter),
      role: roleDescriptions[role].name,
    },
  });
}
