/** A binary heap with the earliest entry first. */
export class Heap<T> {
  private readonly entries: T[] = [];

  constructor(private readonly earlier: (a: T, b: T) => boolean) {}

  first(): T | undefined {
    return this.entries[0];
  }

  push(entry: T): void {
    this.entries.push(entry);
    let child = this.entries.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.precedes(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  pop(): void {
    const last = this.entries.pop();
    if (last === undefined || this.entries.length === 0) return;
    this.entries[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let first = parent;
      if (left < this.entries.length && this.precedes(left, first)) first = left;
      if (right < this.entries.length && this.precedes(right, first)) first = right;
      if (first === parent) return;
      this.swap(parent, first);
      parent = first;
    }
  }

  private precedes(a: number, b: number): boolean {
    const one = this.entries[a];
    const other = this.entries[b];
    return one !== undefined && other !== undefined && this.earlier(one, other);
  }

  private swap(a: number, b: number): void {
    const one = this.entries[a];
    const other = this.entries[b];
    if (one === undefined || other === undefined) return;
    this.entries[a] = other;
    this.entries[b] = one;
  }
}
