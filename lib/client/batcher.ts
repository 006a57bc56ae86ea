/** A queue that was handed more than it may hold: the producer is faster than the API. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
}

/** What became of one item. */
export type Settled<Out> = { value: Out } | { error: unknown };

type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void };

export type BatchSettings = {
  /** Sent as soon as so many wait. */
  most: number;
  /** How long the first one waits for others, in milliseconds. */
  lingerMs: number;
  /** How many may wait, and be under way, before `add` refuses. */
  capacity: number;
  /** How many batches may be under way at once. */
  parallel: number;
};

/**
 * Gathers what is handed over one by one and sends it in batches, a few at a time. Each `add` is answered with its own
 * result, so whoever awaits it goes no faster than the API: that is the back-pressure.
 */
export class Batcher<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underWay = new Set<Promise<void>>();
  private held = 0;

  constructor(
    private readonly settings: BatchSettings,
    private readonly send: (items: In[]) => Promise<Settled<Out>[]>,
  ) {}

  /** @throws QueueFull when `capacity` are waiting or under way. */
  add(item: In): Promise<Out> {
    if (this.held >= this.settings.capacity) {
      return Promise.reject(new QueueFull(`${this.held} events wait to be sent; slow down or await each one.`));
    }
    this.held += 1;
    const answered = new Promise<Out>((resolve, reject) => this.waiting.push({ item, resolve, reject }));
    if (this.waiting.length >= this.settings.most) this.pump();
    else this.timer ??= setTimeout(() => this.pump(), this.settings.lingerMs);
    return answered;
  }

  /** Sends what waits, and resolves when everything handed over so far is answered. */
  async flush(): Promise<void> {
    while (this.held > 0) {
      this.pump();
      await Promise.race(this.underWay);
    }
  }

  private pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (this.waiting.length > 0 && this.underWay.size < this.settings.parallel) {
      const batch = this.waiting.splice(0, this.settings.most);
      const done = this.deliver(batch).finally(() => {
        this.underWay.delete(done);
        this.held -= batch.length;
        if (this.waiting.length > 0) this.pump();
      });
      this.underWay.add(done);
    }
  }

  private async deliver(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.send(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error("The API left an event without an answer."));
        else if ("error" in result) reject(result.error);
        else resolve(result.value);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
