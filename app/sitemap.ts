import type { MetadataRoute } from "next";
import { env } from "@/lib/env";

const base = env.APP_URL ?? "http://localhost:3000";

export default function sitemap(): MetadataRoute.Sitemap {
  return ["/", "/pricing", "/docs/api", "/terms", "/privacy"].map((path) => ({ url: new URL(path, base).href }));
}
