import type postgres from "postgres";

/** Transactions of one pool: those that have a connection, and those that wait for one or for its BEGIN. */
export type PoolUsage = { active: number; waiting: number };

/** On the client itself, because a process may load this module twice. */
const key = Symbol.for("gatehouse.pool-usage");
type Watched = postgres.Sql & { [key]?: PoolUsage };

type Work<T> = (sql: postgres.TransactionSql) => T | Promise<T>;

/** Counts the transactions of a client. The driver doesn't tell. */
export function watchPool(client: postgres.Sql): void {
  const usage: PoolUsage = { active: 0, waiting: 0 };
  const begin = client.begin.bind(client) as <T>(work: Work<T>) => Promise<T>;
  const counted = async <T>(work: Work<T>) => {
    let state: keyof PoolUsage = "waiting";
    usage.waiting += 1;
    try {
      return await begin((sql) => {
        usage.waiting -= 1;
        usage.active += 1;
        state = "active";
        return work(sql);
      });
    } finally {
      usage[state] -= 1;
    }
  };
  Object.assign(client, { begin: counted, [key]: usage });
}

export const usageOf = (client: postgres.Sql): PoolUsage => (client as Watched)[key] ?? { active: 0, waiting: 0 };
