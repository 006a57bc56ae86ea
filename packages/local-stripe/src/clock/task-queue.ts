import type { Store } from "../store/store";
import type { Task, TaskKind } from "../store/tables";
import type { Clock } from "./clock";
import { Heap } from "./heap";

/**
 * Tasks to run at a given time, one per kind and object, in a heap per clock. A heap can contain entries that were
 * moved or canceled; they are skipped when they come up.
 */
export class TaskQueue {
  private readonly heaps = new Map<string | null, Heap<Task>>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    for (const task of store.all("due")) this.heap(task.clock ?? null).push(task);
  }

  /** Schedules on the current clock. */
  schedule(kind: TaskKind, ref: string, at: number): void {
    const clock = this.clock.testClock();
    const task = { id: `${kind}:${ref}`, kind, ref, at, ...(clock === null ? {} : { clock }) };
    this.heap(clock).push(this.store.put("due", task));
  }

  cancel(kind: TaskKind, ref: string): void {
    if (this.store.get("due", `${kind}:${ref}`)) this.store.delete("due", `${kind}:${ref}`);
  }

  peek(clock: string | null = null): Task | undefined {
    const heap = this.heap(clock);
    let first = heap.first();
    while (first && !this.isCurrent(first)) {
      heap.pop();
      first = heap.first();
    }
    return first;
  }

  /** The main clock's tasks, earliest first. */
  pending(): Task[] {
    const tasks = [...this.store.all("due")].filter((task) => task.clock === undefined);
    return tasks.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  private isCurrent(task: Task): boolean {
    return this.store.get("due", task.id)?.at === task.at;
  }

  private heap(clock: string | null): Heap<Task> {
    const known = this.heaps.get(clock);
    if (known) return known;
    const made = new Heap<Task>((a, b) => (a.at === b.at ? a.id < b.id : a.at < b.at));
    this.heaps.set(clock, made);
    return made;
  }
}
