import type { MetadataRoute } from "next";
import { memberPaths } from "@/lib/body-limit";
import { env } from "@/lib/env";

/** The site's URL is known at run time, not at build time. */
export const dynamic = "force-dynamic";

/** Pages for people who are signed in or come from an email. The API document is for everyone. */
const disallowed = [
  ...memberPaths,
  "/api/",
  "/verify",
  "/reset",
  "/invite/",
  "/unsubscribe",
  "/two-factor",
  "/email-change",
];

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: ["/", "/api/openapi.json"], disallow: disallowed },
    sitemap: new URL("/sitemap.xml", env.APP_URL).href,
  };
}
