/** A value as prom-client writes it. */
type Sample = { labels: Record<string, string | number>; value: number; metricName?: string };

/** What prom-client's registry reads. */
export type Metric = {
  readonly name: string;
  get(): Promise<{ name: string; help: string; type: string; aggregator: string; values: Sample[] }>;
};

type Declaration = { name: string; help: string; labels: readonly string[] };

/** More series than a bounded set of labels makes. A bug must not fill the memory of Prometheus. */
const maxSeries = 1_000;

const isOther = (values: readonly string[]): boolean => values.every((value) => value === "other");

/** Series by their label values. A lookup costs a tenth of what prom-client's own metrics do, and a kept series nothing. */
abstract class Tally<Series> implements Metric {
  readonly name: string;
  readonly #series = new Map<string, { labels: Record<string, string>; series: Series }>();

  constructor(
    protected readonly type: "counter" | "histogram",
    protected readonly declared: Declaration,
  ) {
    this.name = declared.name;
  }

  protected abstract create(): Series;
  protected abstract samples(labels: Record<string, string>, series: Series): Sample[];

  /** The series with these values, in the order of the labels. */
  with(...values: string[]): Series {
    const key = values.join("\n");
    const known = this.#series.get(key);
    if (known) return known.series;
    if (this.#series.size >= maxSeries && !isOther(values)) return this.with(...values.map(() => "other"));
    const labels = Object.fromEntries(this.declared.labels.map((label, index) => [label, values[index] ?? ""]));
    const series = this.create();
    this.#series.set(key, { labels, series });
    return series;
  }

  async get() {
    const { name, help } = this.declared;
    const values = [...this.#series.values()].flatMap(({ labels, series }) => this.samples(labels, series));
    return { name, help, type: this.type, aggregator: "sum", values };
  }
}

type Count = { value: number };

/** A number that only grows: `counter.with("GET").value += 1`. */
export class Counter extends Tally<Count> {
  constructor(declared: Declaration) {
    super("counter", declared);
  }

  protected create(): Count {
    return { value: 0 };
  }

  protected samples(labels: Record<string, string>, { value }: Count): Sample[] {
    return [{ labels, value }];
  }
}

class Distribution {
  readonly counts: number[];
  sum = 0;
  count = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.sum += value;
    this.count += 1;
    const { bounds, counts } = this;
    for (let index = 0; index < bounds.length; index += 1) {
      if (value > (bounds[index] ?? 0)) continue;
      counts[index] = (counts[index] ?? 0) + 1;
      return;
    }
  }
}

/** A distribution: `histogram.with("GET").observe(0.2)`. */
export class Histogram extends Tally<Distribution> {
  constructor(declared: Declaration & { buckets: readonly number[] }) {
    super("histogram", declared);
    this.buckets = declared.buckets;
  }

  private readonly buckets: readonly number[];

  protected create(): Distribution {
    return new Distribution(this.buckets);
  }

  protected samples(labels: Record<string, string>, { counts, sum, count }: Distribution): Sample[] {
    let total = 0;
    const buckets = this.buckets.map((le, index) => {
      total += counts[index] ?? 0;
      return { labels: { ...labels, le }, value: total, metricName: `${this.name}_bucket` };
    });
    return [
      ...buckets,
      { labels: { ...labels, le: "+Inf" }, value: count, metricName: `${this.name}_bucket` },
      { labels, value: sum, metricName: `${this.name}_sum` },
      { labels, value: count, metricName: `${this.name}_count` },
    ];
  }
}
