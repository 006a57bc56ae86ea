import type { MetadataRoute } from "next";
import { env } from "@/lib/env";
import { livePages, sitePages } from "@/lib/site";

/** The site's URL is known at run time, not at build time. */
export const dynamic = "force-dynamic";

export default function sitemap(): MetadataRoute.Sitemap {
  return [...sitePages, ...livePages].map((path) => ({ url: new URL(path, env.APP_URL).href }));
}
