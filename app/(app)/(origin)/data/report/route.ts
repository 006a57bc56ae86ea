import { otherMethods, serveFile } from "@/lib/api";
import { csvHeader, csvLines } from "@/lib/csv";
import { operations } from "@/products/origin/api";
import { importReport } from "@/products/origin/domain";

/** The rows that an import left out, each with the reason, as a CSV file. */
export const GET = serveFile(operations.exportImportProblems, async ({ member, query }) => {
  const { problems } = await importReport(member, query.import);
  const text =
    csvHeader(["line", "reason", "row"]) +
    csvLines(problems.map(({ line, reason, content }) => [line, reason, content]));
  return async () =>
    new Response(text, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="rows-not-imported.csv"',
        "Cache-Control": "no-store",
      },
    });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
