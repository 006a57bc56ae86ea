import "server-only";
import { env } from "@/lib/env";
import { objectUrl } from "./object-url";

/** `objectUrl` for the Stripe that is used. */
export const stripeDashboardUrl = (id: string): string | null =>
  objectUrl(id, { key: env.STRIPE_SECRET_KEY, localPort: env.LOCAL_STRIPE_PORT });
