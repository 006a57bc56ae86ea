type Row = { id: string };

/** Rows by ID in order of creation, with secondary indexes. */
export class Table<T extends Row> {
  private readonly rows = new Map<string, T>();
  private readonly order = new Map<string, number>();
  private readonly indexes = new Map<string, Map<unknown, Set<string>>>();
  private created = 0;

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
    if (!previous) {
      this.created += 1;
      this.order.set(row.id, this.created);
    }
    this.rows.set(row.id, row);
    for (const [field, index] of this.indexes) {
      const value = valueAt(row, field);
      if (previous && valueAt(previous, field) === value) continue;
      if (previous) remove(index, valueAt(previous, field), row.id);
      index.set(value, (index.get(value) ?? new Set<string>()).add(row.id));
    }
  }

  delete(id: string): void {
    const previous = this.rows.get(id);
    if (!previous) return;
    for (const [field, index] of this.indexes) remove(index, valueAt(previous, field), id);
    this.order.delete(id);
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
    return found.sort((a, b) => (this.order.get(a.id) ?? 0) - (this.order.get(b.id) ?? 0));
  }
}

function remove(index: Map<unknown, Set<string>>, value: unknown, id: string): void {
  const ids = index.get(value);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(value);
}

function valueAt(row: object, field: string): unknown {
  return Reflect.get(row, field);
}
