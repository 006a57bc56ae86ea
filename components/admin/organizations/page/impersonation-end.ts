import type { ImpersonationEnd } from "@/lib/auth/impersonation/impersonation";

const back = "You're back in your own account.";

const texts: Readonly<Record<ImpersonationEnd, string>> = {
  ended: back,
  ended_by_admin: `${back} A platform admin ended the support session.`,
  replaced: `${back} Signing in as someone else ended the support session.`,
  time_up: `${back} The support session reached its time limit.`,
  signed_out: `${back} The session you started it from has ended.`,
  demoted: "The support session ended because you're no longer a platform admin.",
  became_admin: `${back} The support session ended because this person became a platform admin.`,
  no_member_any_more: `${back} The support session ended because this person left the organization.`,
};

/** The notice after a support session; undefined for an unknown reason, which someone typed into the URL. */
export const impersonationEndText = (reason: string): string | undefined => new Map(Object.entries(texts)).get(reason);
