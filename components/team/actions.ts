import type { ActionResult } from "@/lib/action";
import type { ChangeRoleInput, InviteInput } from "@/lib/tenancy/input";

/** What the team page can do; the page hands the server's actions in. */
export type TeamActions = {
  invite: (input: InviteInput) => Promise<ActionResult>;
  resend: (input: { invitationId: string }) => Promise<ActionResult>;
  revoke: (input: { invitationId: string }) => Promise<ActionResult>;
  changeRole: (input: ChangeRoleInput) => Promise<ActionResult>;
  remove: (input: { userId: string }) => Promise<ActionResult>;
  leave: () => Promise<ActionResult>;
};
