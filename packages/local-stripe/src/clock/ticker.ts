import type { World } from "../world";
import { runDue } from "./work";

const longestSleep = 60_000;

/** Does due work as the (shifted) wall clock reaches it, and all at once when the time machine moves it. */
export class Ticker {
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly world: World) {
    world.store.onCommit((changes) => {
      if (changes.some(([table]) => table === "due")) this.arm();
    });
  }

  start(): void {
    runDue(this.world, this.world.clock.now());
    this.arm();
  }

  /**
   * @param seconds how far to move, never back
   * @returns the new time and how many pieces of work were done
   */
  advance(seconds: number): { now: number; done: number } {
    const { clock, store } = this.world;
    const target = clock.now() + seconds;
    const done = runDue(this.world, target);
    store.transaction(() => clock.reach(target));
    this.arm();
    return { now: clock.now(), done };
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private arm(): void {
    if (this.timer) clearTimeout(this.timer);
    const next = this.world.due.peek();
    if (!next || this.closed) return;
    const wait = Math.max(0, (next.at - this.world.clock.now()) * 1000);
    this.timer = setTimeout(() => this.tick(), Math.min(wait, longestSleep));
    this.timer.unref();
  }

  private tick(): void {
    runDue(this.world, this.world.clock.now());
    this.arm();
  }
}
