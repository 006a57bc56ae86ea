import { otherMethods, serveFile } from "@/lib/api";
import { operations } from "@/products/origin/api";
import { exportResults } from "@/products/origin/domain";

/** The result of a run as a CSV file. */
export const GET = serveFile(operations.exportAttribution, async ({ member, query }) => {
  const { name, text } = await exportResults(member, query.run);
  return async () => csvFile(name, text);
});

const csvFile = (name: string, text: string): Response =>
  new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
