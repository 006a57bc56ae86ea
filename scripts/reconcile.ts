// npm run reconcile: compares everything in Stripe with everything in the database, and repairs what it can. Exits with 1 if it can't finish.
import { desc } from "drizzle-orm";
import { reconciliations } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { formatCount } from "@/lib/numbers";
import { reconcile } from "@/lib/reconciliation/reconcile";

try {
  process.exitCode = await run();
} finally {
  await closeDatabases();
}

async function run(): Promise<number> {
  let reconciliationId: string | undefined;
  for (;;) {
    await reconcile({ reconciliationId });
    const last = await lastRun();
    if (last?.status !== "running") return report(last);
    reconciliationId = last.id;
  }
}

function lastRun() {
  return withPlatform({ actor: { kind: "system", id: "cli" } }, async ({ tx }) => {
    const [row] = await tx.select().from(reconciliations).orderBy(desc(reconciliations.startedAt)).limit(1);
    return row;
  });
}

type Run = Awaited<ReturnType<typeof lastRun>>;

function report(last: Run): number {
  if (!last || last.status === "failed") {
    console.error(last?.error ?? "It didn't start.");
    return 1;
  }
  console.log(
    `Compared ${formatCount(last.customersChecked, "customer")} with Stripe. See /admin/reconciliation for what differed.`,
  );
  return 0;
}
