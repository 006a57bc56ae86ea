import { describe, expect, it } from "vitest";
import { flowOf } from "./flow";

const size = { width: 600, height: 300 };

describe("the flow of paths", () => {
  it("keeps what comes in and what goes out of each step equal, and ends in conversions and lost journeys", () => {
    const paths = [
      { channels: ["search", "email", "search"], conversions: 3, lost: 1 },
      { channels: ["email"], conversions: 2, lost: 5 },
      { channels: ["a", "b", "c", "d", "e", "search"], conversions: 1, lost: 0 },
    ];
    const { nodes, links } = flowOf(paths, { ...size, steps: 4 });
    const into = (end: string) =>
      links.filter(({ key }) => key.endsWith(`→${end}`)).reduce((sum, { count }) => sum + count, 0);
    expect([into("conversion"), into("lost")]).toEqual([6, 6]);
    for (const { key, count } of nodes.filter(({ step }) => step < 4)) {
      const out = links.filter((link) => link.key.startsWith(`${key}→`)).reduce((sum, link) => sum + link.count, 0);
      expect([key, out]).toEqual([key, count]);
    }
    for (const { x, y, width, height } of nodes) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(size.width + 0.1);
      expect(y + height).toBeLessThanOrEqual(size.height);
    }
  });

  it("has fewer columns where there is less room, with every journey in them", () => {
    const paths = [
      { channels: ["a", "b", "c", "search"], conversions: 3, lost: 1 },
      { channels: ["email"], conversions: 2, lost: 5 },
    ];
    const { nodes } = flowOf(paths, { ...size, steps: 2 });
    expect(new Set(nodes.map(({ x }) => x)).size).toBe(3);
    expect(nodes.filter(({ step }) => step === 2).reduce((sum, { count }) => sum + count, 0)).toBe(11);
  });

  it("groups rare channels as other, and draws nothing of nothing", () => {
    const paths = Array.from({ length: 30 }, (_, index) => ({ channels: [`c${index}`], conversions: 1, lost: 0 }));
    expect(flowOf(paths, { ...size, steps: 4 }).nodes.map(({ label }) => label)).toContain("other");
    expect(flowOf([], { ...size, steps: 4 })).toEqual({ nodes: [], links: [], ...size });
  });
});
