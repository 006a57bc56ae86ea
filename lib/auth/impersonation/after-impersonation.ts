import type { ImpersonationEnd } from "./impersonation";

type Left = {
  own: { user: { isPlatformAdmin: boolean } } | null;
  organizationId: string | null;
  why: ImpersonationEnd | null;
};

/** The page after a support session: the one where it began, as far as the person may still see it. */
export function afterImpersonation({ own, organizationId, why }: Left): string {
  if (!own) return "/sign-in?notice=impersonation";
  if (!own.user.isPlatformAdmin) return "/dashboard";
  return organizationId ? `/admin/organizations/${organizationId}?acted=${why ?? "ended"}` : "/admin";
}
