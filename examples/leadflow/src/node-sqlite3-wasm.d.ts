/** The part of the library that this program uses. It ships no types. */
declare module "node-sqlite3-wasm" {
  type Value = string | number | null | Uint8Array;
  class Database {
    constructor(file: string);
    run(text: string, values?: readonly Value[]): { changes: number };
    get(text: string, values?: readonly Value[]): Record<string, unknown> | null;
    all(text: string, values?: readonly Value[]): Record<string, unknown>[];
    exec(text: string): void;
    close(): void;
  }
  const sqlite: { Database: typeof Database };
  export default sqlite;
}
