import "server-only";
import { type IRateLimiterPostgresOptions, RateLimiterPostgres } from "rate-limiter-flexible";
import { appDatabase } from "@/lib/database";

type Settings = Required<Pick<IRateLimiterPostgresOptions, "points" | "duration" | "keyPrefix">>;

/** A limiter on our own pool and table. Its keys name nobody: hand it ids or hashes. Expired rows are swept by a job. */
export function limiterOn(settings: Settings): RateLimiterPostgres {
  return new RateLimiterPostgres({
    ...settings,
    storeClient: storeClient(),
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
}

type Query = { text: string; values: (string | number | null)[] };

/** The library speaks to node-postgres; this is the one method it calls, on our own pool. */
function storeClient() {
  return {
    async query({ text, values }: Query) {
      const rows = await appDatabase().$client.unsafe<{ points: number; expire: string }[]>(text, values);
      return { rows: [...rows], rowCount: rows.count };
    },
  };
}
