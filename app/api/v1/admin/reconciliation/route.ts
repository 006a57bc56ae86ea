import { operations, otherMethods, serve } from "@/lib/api";
import { countOpenMismatches, describeRuns, listedRuns, recentReconciliations } from "@/lib/reconciliation";

export const GET = serve(operations.listReconciliations, async ({ admin }) =>
  describeRuns(await countOpenMismatches(admin), await recentReconciliations(admin, listedRuns)),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
