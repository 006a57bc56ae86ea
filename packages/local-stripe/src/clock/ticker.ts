import { setImmediate as breathe } from "node:timers/promises";
import type { World } from "../world";
import { runDue } from "./run-due";

const longestSleep = 60_000;
/** Requests and webhooks get their turn so often while the clock is on a journey. */
const sliceMs = 25;

export interface Progress {
  /** Where the clock is, in seconds. */
  now: number;
  /** Pieces of due work done since the journey was asked for, or since the server started in its middle. */
  done: number;
  /** Of the way, from 0 to 1. */
  share: number;
}

/** Does due work as the (shifted) wall clock reaches it, and all that lies on the way when the clock is moved. */
export class Ticker {
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly world: World) {
    world.store.onCommit((changes) => {
      if (changes.some(([table]) => table === "due")) this.arm();
    });
  }

  /** Goes on where a killed server had got to, also in the middle of a journey. */
  start(): void {
    this.catchUp();
    this.arm();
    if (this.travelling()) void this.goOn();
  }

  /** What is due by now is done before anything else happens, so that its order is no matter of a timer's luck. */
  catchUp(): void {
    runDue(this.world, this.world.clock.now());
  }

  travelling(): boolean {
    return this.world.clock.destination() !== null;
  }

  /**
   * Moves in one go: nothing else happens meanwhile.
   *
   * @param seconds how far to move, never back
   * @returns the new time and how many pieces of work were done
   */
  advance(seconds: number): { now: number; done: number } {
    this.setOut(seconds);
    const done = this.proceed(Number.POSITIVE_INFINITY);
    return { now: this.world.clock.now(), done };
  }

  /** Moves the same way, with the server answering in between. Resolves on arrival. */
  async travel(seconds: number, onProgress: (progress: Progress) => void = () => undefined): Promise<Progress> {
    this.setOut(seconds);
    return this.goOn(onProgress);
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private setOut(seconds: number): void {
    const { clock, store } = this.world;
    if (this.travelling()) throw new Error("The clock is on a journey already");
    store.transaction(() => clock.setOut(seconds));
  }

  private async goOn(onProgress: (progress: Progress) => void = () => undefined): Promise<Progress> {
    const { clock } = this.world;
    const from = clock.shift();
    const way = Math.max(1, (clock.destination() ?? from) - from);
    let done = 0;
    while (this.travelling() && !this.closed) {
      done += this.proceed(performance.now() + sliceMs);
      onProgress({ now: clock.now(), done, share: (clock.shift() - from) / way });
      if (this.travelling()) await breathe();
    }
    return { now: clock.now(), done, share: 1 };
  }

  /** Does due work until the deadline, or to the journey's end. */
  private proceed(deadline: number): number {
    const { clock, store, due } = this.world;
    const target = clock.wallSeconds() + (clock.destination() ?? clock.shift());
    const done = runDue(this.world, target, () => performance.now() > deadline);
    const next = due.peek();
    if (!next || next.at > target) store.transaction(() => clock.arrive());
    this.arm();
    return done;
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
    this.catchUp();
    this.arm();
  }
}
