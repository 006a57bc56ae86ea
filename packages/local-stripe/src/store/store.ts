import type { Change, Journal } from "./journal";
import { Table } from "./table";
import { indexed, type TableName, type Tables, tableNames } from "./tables";

type AnyRow = Tables[TableName];

/**
 * All data, in memory. Rows never change in place: an update stores a new row under the same ID, so a rollback puts the
 * old rows back. Handlers run synchronously, so there are no concurrent writers.
 */
export class Store {
  private readonly tables = new Map<TableName, Table<AnyRow>>();
  private undo: { table: TableName; id: string; before: AnyRow | undefined }[] = [];
  private depth = 0;
  private dryRuns = 0;
  private closed = false;
  private readonly listeners: ((changes: readonly Change[]) => void)[] = [];

  constructor(private readonly journal: Journal | null = null) {
    for (const name of tableNames) this.tables.set(name, new Table<AnyRow>(indexed[name] ?? []));
    if (journal) this.open(journal);
  }

  get<K extends TableName>(table: K, id: string): Tables[K] | undefined {
    return this.table(table).get(id);
  }

  put<K extends TableName>(table: K, row: Tables[K]): Tables[K] {
    this.recordUndo(table, row.id);
    this.table(table).set(row);
    return row;
  }

  delete(table: TableName, id: string): void {
    this.recordUndo(table, id);
    this.table(table).delete(id);
  }

  /** In order of creation. */
  all<K extends TableName>(table: K): IterableIterator<Tables[K]> {
    return this.table(table).values();
  }

  /** In order of creation, by an indexed field. */
  where<K extends TableName>(table: K, field: string & keyof Tables[K], value: unknown): Tables[K][] {
    return this.table(table).where(field, value);
  }

  size(table: TableName): number {
    return this.table(table).size;
  }

  /** Atomic. Nested transactions can fail and roll back on their own. */
  transaction<T>(work: () => T, commitAnyway: (error: unknown) => boolean = () => false): T {
    const savepoint = this.undo.length;
    this.depth += 1;
    try {
      const result = work();
      this.endTransaction();
      return result;
    } catch (error) {
      if (!commitAnyway(error)) this.rollback(savepoint);
      this.endTransaction();
      throw error;
    }
  }

  /** Runs `work`, returns its result, and rolls everything back. */
  dryRun<T>(work: () => T): T {
    const savepoint = this.undo.length;
    this.depth += 1;
    this.dryRuns += 1;
    try {
      return work();
    } finally {
      this.dryRuns -= 1;
      this.rollback(savepoint);
      this.endTransaction();
    }
  }

  /** Whether everything that happens now will be rolled back. */
  isDryRun(): boolean {
    return this.dryRuns > 0;
  }

  onCommit(listener: (changes: readonly Change[]) => void): void {
    this.listeners.push(listener);
  }

  close(): void {
    if (!this.journal || this.closed) return;
    this.closed = true;
    this.journal.compact(this.allRows());
    this.journal.close();
  }

  private open(journal: Journal): void {
    try {
      this.load(journal);
    } catch (error) {
      journal.close();
      throw error;
    }
  }

  /** Reads the data and compacts it, so that it doesn't grow from one killed process to the next. */
  private load(journal: Journal): void {
    for (const [table, id, row] of journal.replay()) {
      const target = this.tables.get(table as TableName);
      if (row === null) target?.delete(id);
      else target?.set(row as AnyRow);
    }
    if (journal.hasChanges()) journal.compact(this.allRows());
  }

  private endTransaction(): void {
    this.depth -= 1;
    if (this.depth > 0 || this.undo.length === 0) return;
    const changed = new Map<string, Change>();
    for (const { table, id } of this.undo)
      changed.set(`${table} ${id}`, [table, id, this.table(table).get(id) ?? null]);
    this.undo = [];
    const changes = [...changed.values()];
    this.journal?.append(changes);
    for (const listener of this.listeners) listener(changes);
  }

  private rollback(savepoint: number): void {
    for (const { table, id, before } of this.undo.splice(savepoint).reverse()) {
      if (before) this.table(table).set(before);
      else this.table(table).delete(id);
    }
  }

  private recordUndo(table: TableName, id: string): void {
    if (this.depth === 0) throw new Error(`Write to ${table} outside a transaction`);
    this.undo.push({ table, id, before: this.table(table).get(id) });
  }

  private *allRows(): Generator<Change> {
    for (const [name, table] of this.tables) for (const row of table.values()) yield [name, row.id, row];
  }

  /** Each name's table only contains rows of that type, which TypeScript can't express for a Map. */
  private table<K extends TableName>(name: K): Table<Tables[K]> {
    return this.tables.get(name) as Table<AnyRow> as Table<Tables[K]>;
  }
}
