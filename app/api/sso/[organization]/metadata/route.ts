import { otherMethods } from "@/lib/api/other-methods";
import { ownMetadata, ssoRoute } from "@/lib/single-sign-on";

/** Our SAML metadata for an organization's identity provider. It reveals nothing about the organization, not even whether it exists. */
export const GET = ssoRoute(
  async (_request, organizationId) =>
    new Response(ownMetadata(organizationId), {
      headers: {
        "Content-Type": "application/samlmetadata+xml",
        "Content-Disposition": 'attachment; filename="metadata.xml"',
        "Cache-Control": "no-store",
      },
    }),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
