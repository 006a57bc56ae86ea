import { otherMethods } from "@/lib/api/other-methods";
import { ssoBodyLimit } from "@/lib/body-limit";
import { readText } from "@/lib/http";
import { answerSaml, finishPath, ssoRoute } from "@/lib/single-sign-on";

/**
 * Receives a SAML response, which the identity provider's page makes the browser post. It comes from another site without cookies, so it
 * signs no one in: the browser continues to the finish page, which reads them. RelayState isn't used.
 */
export const POST = ssoRoute(async (request, organizationId) => {
  const form = new URLSearchParams(await readText(request, ssoBodyLimit));
  const { id } = await answerSaml(organizationId, form.get("SAMLResponse") ?? "");
  return finishPath(organizationId, id);
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
