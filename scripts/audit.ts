// npm run audit:verify: checks the chains of the audit log, and names the first broken row of each.
import { parseArgs } from "node:util";
import { z } from "zod";
import { acknowledgeBreak, checkAudit, describeProblem } from "@/lib/audit";
import { type Context, withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { GatehouseError } from "@/lib/errors";
import { formatCount, formatNumber } from "@/lib/numbers";

const usage = `Usage:
  npm run audit:verify
  npm run audit:verify -- --acknowledge ORGANIZATION:ROW --reason "why it's fine"`;

const acknowledgedSchema = z.tuple([z.uuid(), z.coerce.number().int().positive()]);

const asOperator = <T>(work: (ctx: Context) => Promise<T>) =>
  withPlatform({ actor: { kind: "system", id: "cli" } }, work);

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof GatehouseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await closeDatabases();
}

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { acknowledge: { type: "string" }, reason: { type: "string" } } });
  if (values.acknowledge === undefined) return verify();
  const given = acknowledgedSchema.safeParse(values.acknowledge.split(":"));
  const reason = values.reason?.trim() ?? "";
  if (!given.success || reason.length < 3) {
    console.error(usage);
    return 2;
  }
  const [organizationId, seq] = given.data;
  await asOperator((ctx) => acknowledgeBreak(ctx, { organizationId, seq, reason }));
  console.log(`Acknowledged row ${seq} of ${organizationId}. The rows after it are verified from now on.`);
  return verify();
}

/** @returns 0 if the log is intact, 1 if not. */
async function verify(): Promise<number> {
  const { chains, rows, breaks, broken, chainsDeleted } = await asOperator(checkAudit);
  const size = `${formatCount(rows, "row")} in ${formatCount(chains, "chain")}`;
  for (const { organizationId, seq, problem } of breaks) {
    console.error(`${organizationId}, row ${seq}: ${describeProblem(problem)}`);
  }
  if (broken > breaks.length) console.error(`… and ${formatNumber(broken - breaks.length)} more`);
  if (chainsDeleted > 0) console.error(`${formatCount(chainsDeleted, "chain")} fewer than at the last verification`);
  if (broken > 0 || chainsDeleted > 0) {
    console.error(`The audit log is broken: ${formatCount(broken + chainsDeleted, "chain")} of ${size}.`);
    return 1;
  }
  console.log(`The audit log is intact: ${size}.`);
  return 0;
}
