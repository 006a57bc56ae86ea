import { env } from "@/lib/env";
import { pagePolicy } from "@/lib/security-headers";

/** The content security policy of this deployment's pages, with the inline scripts that may run. */
export const ownPagePolicy = (scripts: readonly string[]): string =>
  pagePolicy({
    scripts,
    cardFields: Boolean(env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY),
    stripePages: stripePages(),
    development: env.NODE_ENV === "development",
  });

/** The policy on servers other than ours, which can't name the inline scripts of static pages. */
export const laxPagePolicy = (): string => ownPagePolicy(["'unsafe-inline'"]);

function stripePages(): string[] {
  const { STRIPE_SECRET_KEY, STRIPE_CUSTOM_DOMAIN, LOCAL_STRIPE_PORT } = env;
  if (!STRIPE_SECRET_KEY) return ["127.0.0.1", "localhost"].map((host) => `http://${host}:${LOCAL_STRIPE_PORT}`);
  return ["https://*.stripe.com", ...(STRIPE_CUSTOM_DOMAIN ? [`https://${STRIPE_CUSTOM_DOMAIN}`] : [])];
}
