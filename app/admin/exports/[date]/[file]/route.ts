import { asPlatformAdmin } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { downloadNightly } from "@/lib/export";
import { route } from "@/lib/http";

type Params = { params: Promise<{ date: string; file: string }> };

/** Records the download, and sends the browser on to a link that works for this file alone, for an hour. */
export const GET = route(async (_request: Request, { params }: Params) => {
  const named = await params;
  const url = await asPlatformAdmin((admin) => downloadNightly(admin, named), "GET /admin/exports/{date}/{file}");
  return new Response(null, { status: 303, headers: { Location: url, "Cache-Control": "no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
