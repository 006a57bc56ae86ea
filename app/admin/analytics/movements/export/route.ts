import { rowCells, rowColumns } from "@/components/admin/analytics/rows/rows-file";
import { loadRowsParams, rowsQuery } from "@/components/admin/analytics/rows/rows-params";
import { asPlatformAdmin } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Actor } from "@/lib/context";
import { csvHeader, csvLines } from "@/lib/csv";
import { route, streamed } from "@/lib/http";
import { movementsBehind } from "@/lib/metrics";
import type { DrillDownQuery } from "@/lib/metrics/page/types";
import { readPlatform } from "@/lib/replica";

const pageSize = 500;

/** Every row behind a figure as a CSV file. It names customers, so the download is recorded. */
export const GET = route(async (request) => {
  const params = loadRowsParams(new URL(request.url).searchParams);
  const { query, actor } = await asPlatformAdmin(async (admin) => {
    const { cursor: _, ...asked } = rowsQuery(params, admin.now);
    await recordAudit(admin, {
      organizationId: platformChain,
      action: "admin.figures_exported",
      details: { ...asked },
    });
    return { query: asked, actor: admin.actor };
  });
  return new Response(streamed(lines(query, actor)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${query.kind ?? query.metric}-${query.period}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});

/** Page by page, so that a long file needs neither memory nor a long transaction. */
async function* lines(query: DrillDownQuery, actor: Actor): AsyncGenerator<string> {
  yield csvHeader(rowColumns);
  let cursor: string | null = null;
  do {
    const page = await readPlatform({ actor }, (ctx) => movementsBehind(ctx, { ...query, cursor, limit: pageSize }));
    if (page.rows.length > 0) yield csvLines(page.rows.map(rowCells));
    cursor = page.nextCursor;
  } while (cursor);
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
