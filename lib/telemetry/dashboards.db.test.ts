import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { renderMetrics } from "./render-metrics";

/** Names with the suffixes that a histogram's samples have. */
async function exportedNames(): Promise<Set<string>> {
  const { text } = await renderMetrics();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type]) => ({ name, type }));
  return new Set(
    types.flatMap(({ name, type }) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

/** The metrics that an expression of Prometheus reads. */
const metricsIn = (expression: string): string[] =>
  expression.match(/\b(?:gatehouse|nodejs|process)_[a-z0-9_]+/g) ?? [];

type Panel = { title: string; type: string; targets?: { expr: string }[] };
const dashboard: { panels: Panel[] } = JSON.parse(readFileSync("docs/operations/grafana.json", "utf8"));
const rules: { groups: { rules: { alert: string; expr: string }[] }[] } = parse(
  readFileSync("docs/operations/alerts.yaml", "utf8"),
);

it("each panel of the dashboard shows metrics that exist", async () => {
  const names = await exportedNames();
  const panels = dashboard.panels.filter(({ type }) => type !== "row");
  expect(panels.length).toBeGreaterThan(20);
  for (const { title, targets = [] } of panels) {
    expect(targets.length, title).toBeGreaterThan(0);
    for (const { expr } of targets) {
      const used = metricsIn(expr);
      expect(used.length, `${title}: ${expr}`).toBeGreaterThan(0);
      for (const name of used) expect(names, `${title}: ${name}`).toContain(name);
    }
  }
});

it("each alert rule reads metrics that exist", async () => {
  const names = await exportedNames();
  for (const { alert, expr } of rules.groups.flatMap((group) => group.rules)) {
    const used = metricsIn(expr);
    if (alert !== "GatehouseDown") expect(used.length, alert).toBeGreaterThan(0);
    for (const name of used) expect(names, `${alert}: ${name}`).toContain(name);
  }
});

it("the document describes each of our metrics, and no other", async () => {
  const { text } = await renderMetrics();
  const exported = [...text.matchAll(/^# TYPE (gatehouse_\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`);
  const rows = readFileSync("docs/operations/metrics.md", "utf8").matchAll(/^\| `(gatehouse_\w+)` \| (\w+) \|/gm);
  expect([...rows].map(([, name, type]) => `${name} ${type}`).sort()).toEqual(exported.sort());
});
