type Row = { id: string };

/** Rows by id in the order they were created, with secondary indexes on plain fields. */
export class Table<T extends Row> {
  private readonly rows = new Map<string, T>();
  private readonly indexes = new Map<string, Map<unknown, Set<string>>>();

  constructor(fields: readonly string[]) {
    for (const field of fields) this.indexes.set(field, new Map());
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): T | undefined {
    return this.rows.get(id);
  }

  set(row: T): void {
    const previous = this.rows.get(row.id);
    if (previous) this.unindex(previous);
    this.rows.set(row.id, row);
    this.index(row);
  }

  delete(id: string): void {
    const previous = this.rows.get(id);
    if (!previous) return;
    this.unindex(previous);
    this.rows.delete(id);
  }

  values(): IterableIterator<T> {
    return this.rows.values();
  }

  where(field: string, value: unknown): T[] {
    const index = this.indexes.get(field);
    if (!index) throw new Error(`No index on ${field}`);
    const found: T[] = [];
    for (const id of index.get(value) ?? []) {
      const row = this.rows.get(id);
      if (row) found.push(row);
    }
    return found;
  }

  private index(row: T): void {
    for (const [field, index] of this.indexes) {
      const value = valueAt(row, field);
      const ids = index.get(value) ?? new Set<string>();
      index.set(value, ids.add(row.id));
    }
  }

  private unindex(row: T): void {
    for (const [field, index] of this.indexes) {
      const value = valueAt(row, field);
      const ids = index.get(value);
      ids?.delete(row.id);
      if (ids?.size === 0) index.delete(value);
    }
  }
}

function valueAt(row: object, field: string): unknown {
  return Reflect.get(row, field);
}
