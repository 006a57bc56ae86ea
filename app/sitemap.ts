import type { MetadataRoute } from "next";
import { env } from "@/lib/env";
import { sitePages } from "@/lib/site";

/** The address is known where it runs, not where it is built. */
export const dynamic = "force-dynamic";

export default function sitemap(): MetadataRoute.Sitemap {
  return sitePages.map((path) => ({ url: new URL(path, env.APP_URL).href }));
}
