import { setImmediate as breathe } from "node:timers/promises";
import type { World } from "../world";
import { runDue } from "./run-due";

const maxSleepMs = 60_000;
/** How long the server works before it answers requests and webhooks again while the clock advances. */
const sliceMs = 25;

export interface Progress {
  /** The current time, in seconds. */
  now: number;
  /** Tasks run since the advance started, or since the server restarted during it. */
  done: number;
  /** Progress, from 0 to 1. */
  share: number;
}

/** Runs tasks when the (shifted) clock reaches them, and everything in between when the clock is advanced. */
export class Ticker {
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly world: World) {
    world.store.onCommit((changes) => {
      if (changes.some(([table]) => table === "due")) this.setTimer();
    });
  }

  /** Continues where a killed server stopped, even during an advance. */
  start(): void {
    this.catchUp();
    this.setTimer();
    if (this.advancing()) void this.continueAdvance();
  }

  /** Runs everything due before a request is handled, so that the order doesn't depend on timers. */
  catchUp(): void {
    runDue(this.world, this.world.clock.now());
  }

  advancing(): boolean {
    return this.world.clock.advanceTarget() !== null;
  }

  /**
   * Advances synchronously: no request is handled meanwhile.
   *
   * @param seconds how far to move; never negative
   * @returns the new time and the number of tasks run
   */
  advance(seconds: number): { now: number; done: number } {
    this.startAdvance(seconds);
    const done = this.runUntil(Number.POSITIVE_INFINITY);
    return { now: this.world.clock.now(), done };
  }

  /** Advances while the server keeps answering. Resolves when done. */
  async advanceInSteps(seconds: number, onProgress: (progress: Progress) => void = () => undefined): Promise<Progress> {
    this.startAdvance(seconds);
    return this.continueAdvance(onProgress);
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private startAdvance(seconds: number): void {
    const { clock, store } = this.world;
    if (this.advancing()) throw new Error("The clock is already advancing");
    store.transaction(() => clock.startAdvance(seconds));
  }

  private async continueAdvance(onProgress: (progress: Progress) => void = () => undefined): Promise<Progress> {
    const { clock } = this.world;
    const from = clock.shift();
    const distance = Math.max(1, (clock.advanceTarget() ?? from) - from);
    let done = 0;
    while (this.advancing() && !this.closed) {
      done += this.runUntil(performance.now() + sliceMs);
      onProgress({ now: clock.now(), done, share: (clock.shift() - from) / distance });
      if (this.advancing()) await breathe();
    }
    return { now: clock.now(), done, share: 1 };
  }

  /** Runs tasks until the deadline or the end of the advance. */
  private runUntil(deadline: number): number {
    const { clock, store, tasks } = this.world;
    const target = clock.wallSeconds() + (clock.advanceTarget() ?? clock.shift());
    const done = runDue(this.world, target, () => performance.now() > deadline);
    const next = tasks.peek();
    if (!next || next.at > target) store.transaction(() => clock.finishAdvance());
    this.setTimer();
    return done;
  }

  private setTimer(): void {
    if (this.timer) clearTimeout(this.timer);
    const next = this.world.tasks.peek();
    if (!next || this.closed) return;
    const wait = Math.max(0, (next.at - this.world.clock.now()) * 1000);
    this.timer = setTimeout(() => this.tick(), Math.min(wait, maxSleepMs));
    this.timer.unref();
  }

  private tick(): void {
    this.catchUp();
    this.setTimer();
  }
}
