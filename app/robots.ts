import type { MetadataRoute } from "next";
import { env } from "@/lib/env";

/** The address is known where it runs, not where it is built. */
export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/admin", "/dashboard", "/billing", "/onboarding"] },
    sitemap: new URL("/sitemap.xml", env.APP_URL).href,
  };
}
