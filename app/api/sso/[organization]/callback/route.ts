import { otherMethods } from "@/lib/api/other-methods";
import { answerOidc, finishPath, ssoRoute } from "@/lib/single-sign-on";

/** Receives the code from an OpenID provider. */
export const GET = ssoRoute(async (request, organizationId) => {
  const { id } = await answerOidc(organizationId, new URL(request.url).search);
  return finishPath(organizationId, id);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
