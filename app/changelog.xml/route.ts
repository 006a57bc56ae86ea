import { otherMethods } from "@/lib/api/other-methods";
import { catalog } from "@/lib/catalog";
import { env } from "@/lib/env";
import { feedOf, releasesOf } from "@/lib/releases";

/** The site's URL is known at run time, not at build time. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  const feed = feedOf({ name: catalog.name, releases: releasesOf(catalog.product), origin: env.APP_URL });
  return new Response(feed, {
    headers: { "Content-Type": "application/rss+xml; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
