import { LRUCache } from "lru-cache";
import type postgres from "postgres";

/** Distinct texts that one pool prepares. Each costs the server some 20 KB in every connection. */
const preparedLimit = 400;

/** Distinct texts remembered until they come a second time. Lists of changing length make many that never do. */
const rememberedTexts = 1000;

type Unsafe = postgres.Sql["unsafe"];

/**
 * Prepares every statement from its second use on, unless it has no parameters: such a text may contain several. For an
 * unprepared one the driver asks the server for the types of the parameters first, a round trip more, and the server parses and
 * plans the text each time.
 */
export function prepareRepeated(client: postgres.Sql): void {
  const isRepeated = repeatedTexts();
  const preparing =
    (unsafe: Unsafe): Unsafe =>
    (text, values, options) =>
      unsafe(text, values, { ...options, prepare: isRepeated(text, values) });

  const begin = client.begin.bind(client) as <T>(work: (sql: postgres.TransactionSql) => T | Promise<T>) => Promise<T>;
  Object.assign(client, {
    unsafe: preparing(client.unsafe),
    begin: <T>(work: (sql: postgres.TransactionSql) => T | Promise<T>) =>
      begin((sql) => work(Object.assign(sql, { unsafe: preparing(sql.unsafe) }))),
  });
}

function repeatedTexts(): (text: string, values: unknown[] | undefined) => boolean {
  const seenOnce = new LRUCache<string, true>({ max: rememberedTexts });
  const repeated = new Set<string>();
  return (text, values) => {
    if (!values?.length) return false;
    if (repeated.has(text)) return true;
    if (repeated.size < preparedLimit && seenOnce.has(text)) {
      seenOnce.delete(text);
      repeated.add(text);
      return true;
    }
    seenOnce.set(text, true);
    return false;
  };
}
