import { otherMethods } from "@/lib/api/other-methods";
import { catalog } from "@/lib/catalog";
import { wallNow } from "@/lib/clock";
import { addDays } from "@/lib/durations";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

/** Where to report a vulnerability (RFC 9116). It must not look abandoned, so it expires some months from now, always. */
export function GET(): Response {
  const expires = addDays(wallNow(), 180);
  expires.setUTCHours(0, 0, 0, 0);
  const lines = [
    `Contact: mailto:${catalog.copy.company.email}`,
    `Expires: ${expires.toISOString()}`,
    `Canonical: ${new URL("/.well-known/security.txt", env.APP_URL)}`,
    "Preferred-Languages: en",
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=86400" },
  });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
