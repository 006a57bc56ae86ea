import type { MetadataRoute } from "next";
import { env } from "@/lib/env";

const base = env.APP_URL ?? "http://localhost:3000";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/admin", "/dashboard", "/billing", "/onboarding"] },
    sitemap: new URL("/sitemap.xml", base).href,
  };
}
