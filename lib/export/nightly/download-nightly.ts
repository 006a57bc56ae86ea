import "server-only";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { listNightlyExports } from "./list-nightly";

/**
 * A link to one file, for the platform admin who asked for it: the file has every customer in it, so this is recorded.
 *
 * @throws GatehouseError `not_found`.
 */
export async function downloadNightly(ctx: Context, named: { date: string; file: string }): Promise<string> {
  const night = found(
    (await listNightlyExports()).find(({ date }) => date === named.date),
    "export",
  );
  const { name, url } = found(
    night.files.find((file) => file.name === named.file),
    "file",
  );
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "admin.nightly_export_downloaded",
    details: { date: night.date, file: name },
  });
  return url;
}
