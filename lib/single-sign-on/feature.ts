import { catalog } from "@/lib/catalog";
import { ssoFeature } from "@/lib/tenancy/access/sso-feature";

export { ssoFeature };

/** Whether the product sells single sign-on at all. */
export const sellsSso = (): boolean => catalog.features.some(({ key }) => key === ssoFeature);
