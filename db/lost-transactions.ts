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
      return await begin((sql) => whileItLasts(transaction, () => work(refusing(sql, transaction))));
    } finally {
      transaction.over = true;
    }
  };
  Object.assign(client, { begin: guardedBegin });
}

/** The driver commits or rolls back when this settles, so after a lost connection it never does. */
async function whileItLasts<T>(transaction: { over: boolean }, work: () => T | Promise<T>): Promise<T> {
  const end = await ending(work);
  // The driver notices a failed socket only when it closes, in the next turn of the event loop.
  if (end.failed) for (let turns = 0; turns < 2; turns += 1) await turn();
  if (transaction.over) return new Promise<never>(() => undefined);
  if (end.failed) throw end.error;
  return end.value;
}

type Ending<T> = { failed: false; value: T } | { failed: true; error: unknown };

async function ending<T>(work: () => T | Promise<T>): Promise<Ending<T>> {
  try {
    return { failed: false, value: await work() };
  } catch (error) {
    return { failed: true, error };
  }
}

/** Rejects queries once the transaction is over. */
function refusing(sql: postgres.TransactionSql, transaction: { over: boolean }): postgres.TransactionSql {
  const guarded =
    <Args extends unknown[], Answer>(ask: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      if (transaction.over) throw Object.assign(new Error("The connection was lost."), { code: "CONNECTION_CLOSED" });
      return ask(...args);
    };
  return new Proxy(sql, {
    get: (target, name, self) => (name === "unsafe" ? guarded(target.unsafe) : Reflect.get(target, name, self)),
  });
}
