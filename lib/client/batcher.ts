/** The queue is full: events are added faster than the API accepts them. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
}

/** The result of one item. */
export type Settled<Out> = { value: Out } | { error: unknown };

type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void };

export type BatchSettings = {
  /** The largest batch; sent as soon as it is full. */
  maxSize: number;
  /** How long the first item waits for others, in milliseconds. */
  lingerMs: number;
  /** How many items may be waiting or in flight before `add` rejects. */
  capacity: number;
  /** How many batches may be in flight at once. */
  parallel: number;
};

/**
 * Collects single items and sends them in batches, a few at a time. Each `add` resolves with its own result, so a caller
 * that awaits it gets back-pressure: it goes no faster than the API.
 */
export class Batcher<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private inFlight = new Set<Promise<void>>();
  private held = 0;

  constructor(
    private readonly settings: BatchSettings,
    private readonly send: (items: In[]) => Promise<Settled<Out>[]>,
  ) {}

  /** @throws QueueFull when `capacity` items are waiting or in flight. */
  add(item: In): Promise<Out> {
    if (this.held >= this.settings.capacity) {
      return Promise.reject(new QueueFull(`${this.held} events are waiting to be sent. Slow down, or await each one.`));
    }
    this.held += 1;
    const answered = new Promise<Out>((resolve, reject) => this.waiting.push({ item, resolve, reject }));
    if (this.waiting.length >= this.settings.maxSize) this.pump();
    else this.timer ??= setTimeout(() => this.pump(), this.settings.lingerMs);
    return answered;
  }

  /** Sends everything now, and resolves when all items added so far have a result. */
  async flush(): Promise<void> {
    while (this.held > 0) {
      this.pump();
      await Promise.race(this.inFlight);
    }
  }

  private pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (this.waiting.length > 0 && this.inFlight.size < this.settings.parallel) {
      const batch = this.waiting.splice(0, this.settings.maxSize);
      const done = this.deliver(batch).finally(() => {
        this.inFlight.delete(done);
        this.held -= batch.length;
        if (this.waiting.length > 0) this.pump();
      });
      this.inFlight.add(done);
    }
  }

  private async deliver(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.send(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error("The API returned no result for an event."));
        else if ("error" in result) reject(result.error);
        else resolve(result.value);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
