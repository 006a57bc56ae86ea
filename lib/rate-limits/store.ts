import "server-only";
import { type IRateLimiterPostgresOptions, RateLimiterPostgres } from "rate-limiter-flexible";
import { appDatabase } from "@/lib/database";

type Settings = Required<Pick<IRateLimiterPostgresOptions, "points" | "duration" | "keyPrefix">>;

/** A limiter on the app's own pool and table. Use ids or hashes as keys, no personal data. A job deletes expired rows. */
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

/** The library expects node-postgres, of which it calls this one method. */
function storeClient() {
  return {
    async query({ text, values }: Query) {
      const rows = await appDatabase().$client.unsafe<{ points: number; expire: string }[]>(text, values);
      return { rows: [...rows], rowCount: rows.count };
    },
  };
}
