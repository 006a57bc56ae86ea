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
  /** How many items may be waiting or being sent before `add` rejects. */
  capacity: number;
  /** How many batches may be sent at once. */
  parallel: number;
};

/**
 * Collects single items and sends them in batches, a few at a time. Each `add` resolves with its own result, so a caller
 * that awaits it gets back-pressure: it goes no faster than the API.
 */
export class Batcher<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private inFlight = 0;
  private readonly held = new Set<Promise<Out>>();

  constructor(
    private readonly settings: BatchSettings,
    private readonly send: (items: In[]) => Promise<Settled<Out>[]>,
  ) {}

  /** @throws QueueFull when `capacity` items are waiting or being sent. */
  add(item: In): Promise<Out> {
    if (this.held.size >= this.settings.capacity) {
      const message = `${this.held.size} events are waiting to be sent. Slow down, or await each one.`;
      return Promise.reject(new QueueFull(message));
    }
    const answered = new Promise<Out>((resolve, reject) => this.waiting.push({ item, resolve, reject }));
    this.held.add(answered);
    const forget = () => void this.held.delete(answered);
    answered.then(forget, forget);
    if (this.waiting.length >= this.settings.maxSize) this.pump();
    else this.timer ??= setTimeout(() => this.pump(), this.settings.lingerMs);
    return answered;
  }

  /** Sends everything now, and resolves when all items added so far have a result. Later ones don't prolong it. */
  async flush(): Promise<void> {
    this.pump();
    await Promise.allSettled(this.held);
  }

  private pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (this.waiting.length > 0 && this.inFlight < this.settings.parallel) {
      this.inFlight += 1;
      void this.deliver(this.waiting.splice(0, this.settings.maxSize)).finally(() => {
        this.inFlight -= 1;
        if (this.waiting.length > 0) this.pump();
      });
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
