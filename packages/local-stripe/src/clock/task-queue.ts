import type { Store } from "../store/store";
import type { DueKind, DueWork } from "../store/tables";
import type { Clock } from "./clock";
import { Heap } from "./heap";

/**
 * Tasks to run at a given time, one per kind and object, in a heap per clock. A heap can contain entries that were
 * moved or canceled; they are skipped when they come up.
 */
export class DueQueue {
  private readonly heaps = new Map<string | null, Heap<DueWork>>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    for (const work of store.all("due")) this.heap(work.clock ?? null).push(work);
  }

  /** Schedules on the current clock. */
  schedule(kind: DueKind, ref: string, at: number): void {
    const clock = this.clock.testClock();
    const work = { id: `${kind}:${ref}`, kind, ref, at, ...(clock === null ? {} : { clock }) };
    this.heap(clock).push(this.store.put("due", work));
  }

  cancel(kind: DueKind, ref: string): void {
    if (this.store.get("due", `${kind}:${ref}`)) this.store.delete("due", `${kind}:${ref}`);
  }

  peek(clock: string | null = null): DueWork | undefined {
    const heap = this.heap(clock);
    let first = heap.first();
    while (first && !this.stillStands(first)) {
      heap.pop();
      first = heap.first();
    }
    return first;
  }

  /** The main clock's tasks, earliest first. */
  waiting(): DueWork[] {
    const waiting = [...this.store.all("due")].filter((work) => work.clock === undefined);
    return waiting.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  private stillStands(work: DueWork): boolean {
    return this.store.get("due", work.id)?.at === work.at;
  }

  private heap(clock: string | null): Heap<DueWork> {
    const known = this.heaps.get(clock);
    if (known) return known;
    const made = new Heap<DueWork>((a, b) => (a.at === b.at ? a.id < b.id : a.at < b.at));
    this.heaps.set(clock, made);
    return made;
  }
}
