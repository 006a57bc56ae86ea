import "server-only";
import { billingSummary } from "@/lib/billing";
import { entitlementsOf } from "@/lib/entitlements";
import { oncePerRequest } from "@/lib/once-per-request";

/** For pages: a layout, its page and their parts read these once between them. */
export const pageEntitlements = oncePerRequest(entitlementsOf);
export const pageBilling = oncePerRequest(billingSummary);
