import { otherMethods } from "@/lib/api";
import { openNightlyFile } from "@/lib/export";
import { route } from "@/lib/http";

type Params = { params: Promise<{ date: string; file: string }> };

export const GET = route(async (request: Request, { params }: Params) => {
  const { date, file } = await params;
  const { size, bytes } = await openNightlyFile({ date, file, query: new URL(request.url).searchParams });
  return new Response(bytes, {
    headers: {
      "Content-Type": "application/gzip",
      "Content-Length": String(size),
      "Content-Disposition": `attachment; filename="${date}-${file}"`,
      "Cache-Control": "no-store",
    },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
