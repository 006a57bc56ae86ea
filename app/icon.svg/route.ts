import { otherMethods } from "@/lib/api/other-methods";
import { catalog } from "@/lib/catalog";
import { markSvg } from "@/lib/brand-mark";

/** Known when the server starts, not when it is built. */
export const dynamic = "force-dynamic";

/** The mark of the product that is sold, for browser tabs. */
export const GET = (): Response =>
  new Response(markSvg(catalog.brand), {
    headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=3600" },
  });

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
