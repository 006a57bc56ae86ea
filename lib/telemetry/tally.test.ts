import { Registry } from "prom-client";
import { expect, it } from "vitest";
import { Counter, Histogram } from "./tally";

const text = async (metric: Counter | Histogram) => {
  const registry = new Registry();
  registry.registerMetric(metric as unknown as Parameters<Registry["registerMetric"]>[0]);
  return registry.metrics();
};

it("a counter is written as Prometheus reads it", async () => {
  const counter = new Counter({ name: "events_total", help: "Events.", labels: ["result"] });
  counter.with("accepted").value += 2;
  counter.with("refused").value += 1;
  expect(await text(counter)).toBe(`# HELP events_total Events.
# TYPE events_total counter
events_total{result="accepted"} 2
events_total{result="refused"} 1
`);
});

it("a histogram has cumulative buckets, a sum and a count", async () => {
  const histogram = new Histogram({ name: "took", help: "How long.", labels: ["route"], buckets: [0.1, 1] });
  for (const value of [0.05, 0.1, 0.5, 7]) histogram.with("/a").observe(value);
  expect(await text(histogram)).toBe(`# HELP took How long.
# TYPE took histogram
took_bucket{route="/a",le="0.1"} 2
took_bucket{route="/a",le="1"} 3
took_bucket{route="/a",le="+Inf"} 4
took_sum{route="/a"} 7.65
took_count{route="/a"} 4
`);
});

it("a metric has a bounded number of series, whatever its labels get", async () => {
  const counter = new Counter({ name: "events_total", help: "Events.", labels: ["path"] });
  for (let path = 0; path < 5_000; path += 1) counter.with(`/${path}`).value += 1;
  const lines = (await text(counter)).split("\n").filter((line) => line.startsWith("events_total{"));
  expect(lines).toHaveLength(1_001);
  expect(lines).toContain('events_total{path="other"} 4000');
});
