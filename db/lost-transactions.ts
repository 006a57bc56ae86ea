import { setImmediate as turn } from "node:timers/promises";
import type postgres from "postgres";

type Work<T> = (sql: postgres.TransactionSql) => T | Promise<T>;

/**
 * Ends a transaction when its connection is lost. postgres.js 3.4.9 rejects the caller's promise but keeps running the
 * callback. Its rollback and further queries are written to the closed socket, which crashes the process
 * (porsager/postgres#1208), or to the new connection in its place, in the middle of another transaction.
 */
export function endLostTransactions(client: postgres.Sql): void {
  const begin = client.begin.bind(client) as <T>(work: Work<T>) => Promise<T>;
  const guardedBegin = async <T>(work: Work<T>) => {
    const transaction = { over: false };
    try {
      return await begin((sql) => unlessLost(transaction, () => work(rejectingWhenOver(sql, transaction))));
    } finally {
      transaction.over = true;
    }
  };
  Object.assign(client, { begin: guardedBegin });
}

/** Never settles after the connection is lost, because the driver commits or rolls back when it does. */
async function unlessLost<T>(transaction: { over: boolean }, work: () => T | Promise<T>): Promise<T> {
  const outcome = await outcomeOf(work);
  // The driver notices a failed socket only when it closes, in the next turn of the event loop.
  if (outcome.failed) for (let turns = 0; turns < 2; turns += 1) await turn();
  if (transaction.over) return new Promise<never>(() => undefined);
  if (outcome.failed) throw outcome.error;
  return outcome.value;
}

type Outcome<T> = { failed: false; value: T } | { failed: true; error: unknown };

async function outcomeOf<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { failed: false, value: await work() };
  } catch (error) {
    return { failed: true, error };
  }
}

/** The same client, which throws for queries once the transaction is over. */
function rejectingWhenOver(sql: postgres.TransactionSql, transaction: { over: boolean }): postgres.TransactionSql {
  const guarded =
    <Args extends unknown[], Result>(query: (...args: Args) => Result) =>
    (...args: Args): Result => {
      if (transaction.over) throw Object.assign(new Error("The connection was lost."), { code: "CONNECTION_CLOSED" });
      return query(...args);
    };
  return new Proxy(sql, {
    get: (target, name, self) => (name === "unsafe" ? guarded(target.unsafe) : Reflect.get(target, name, self)),
  });
}
