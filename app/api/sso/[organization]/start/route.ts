import { otherMethods } from "@/lib/api/other-methods";
import { nextPath } from "@/lib/auth";
import { env } from "@/lib/env";
import { askToStartPath, beginSsoSignIn, goOn, ssoRoute, startedHere } from "@/lib/single-sign-on";

/** Begins a sign-in at an organization's identity provider. Also for the provider's app launcher and for bookmarks. */
export const GET = ssoRoute(async (request, organizationId) => {
  const next = nextPath(new URL(request.url).searchParams.get("next") ?? undefined);
  if (!startedHere(request.headers, env.APP_URL)) return askToStartPath(organizationId, next);
  return goOn(await beginSsoSignIn(organizationId, next));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
