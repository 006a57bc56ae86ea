import { otherMethods } from "@/lib/api/other-methods";
import { beginSsoSignIn, goOn, ssoRoute } from "@/lib/single-sign-on";

/** Begins a sign-in at an organization's identity provider. Also for its list of apps, and for bookmarks. */
export const GET = ssoRoute(async (request, organizationId) => {
  const next = new URL(request.url).searchParams.get("next") ?? undefined;
  return goOn(await beginSsoSignIn(organizationId, next));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
