import type { MetadataRoute } from "next";
import { env } from "@/lib/env";

/** The site's URL is known at run time, not at build time. */
export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/admin", "/dashboard", "/billing", "/onboarding"] },
    sitemap: new URL("/sitemap.xml", env.APP_URL).href,
  };
}
