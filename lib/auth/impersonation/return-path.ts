import type { ImpersonationEnd } from "./impersonation";

type Left = {
  own: { user: { isPlatformAdmin: boolean } } | null;
  organizationId: string | null;
  why: ImpersonationEnd | null;
};

/** Where somebody goes who acts for a customer no more: to where they began, as far as they may still see that. */
export function wayBack({ own, organizationId, why }: Left): string {
  if (!own) return "/sign-in?notice=impersonation";
  if (!own.user.isPlatformAdmin) return "/dashboard";
  return organizationId ? `/admin/organizations/${organizationId}?acted=${why ?? "ended"}` : "/admin";
}
