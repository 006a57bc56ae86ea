import type { Store } from "../store/store";
import type { DueKind, DueWork } from "../store/tables";

/**
 * What is to be done at some time, one entry per kind and object. The heap may hold entries that have been moved or
 * cancelled; they are recognised, and dropped, when they come up.
 */
export class DueQueue {
  private heap: DueWork[] = [];

  constructor(private readonly store: Store) {
    for (const work of store.all("due")) this.push(work);
  }

  schedule(kind: DueKind, ref: string, at: number): void {
    this.push(this.store.put("due", { id: `${kind}:${ref}`, kind, ref, at }));
  }

  cancel(kind: DueKind, ref: string): void {
    if (this.store.get("due", `${kind}:${ref}`)) this.store.delete("due", `${kind}:${ref}`);
  }

  peek(): DueWork | undefined {
    let first = this.heap[0];
    while (first && !this.stillStands(first)) {
      this.pop();
      first = this.heap[0];
    }
    return first;
  }

  private stillStands(work: DueWork): boolean {
    return this.store.get("due", work.id)?.at === work.at;
  }

  private push(work: DueWork): void {
    this.heap.push(work);
    let child = this.heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.earlier(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private pop(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    this.heap[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let first = parent;
      if (left < this.heap.length && this.earlier(left, first)) first = left;
      if (right < this.heap.length && this.earlier(right, first)) first = right;
      if (first === parent) return;
      this.swap(parent, first);
      parent = first;
    }
  }

  private earlier(a: number, b: number): boolean {
    const one = this.heap[a];
    const other = this.heap[b];
    if (!one || !other) return false;
    return one.at === other.at ? one.id < other.id : one.at < other.at;
  }

  private swap(a: number, b: number): void {
    const one = this.heap[a];
    const other = this.heap[b];
    if (!one || !other) return;
    this.heap[a] = other;
    this.heap[b] = one;
  }
}
