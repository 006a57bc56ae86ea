import { otherMethods } from "@/lib/api/other-methods";
import { finishSso, ssoRoute } from "@/lib/single-sign-on";

/** Signs in the browser that began the sign-in, once. */
export const GET = ssoRoute((request, organizationId) =>
  finishSso(organizationId, new URL(request.url).searchParams.get("request") ?? ""),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
