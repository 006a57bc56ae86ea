import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { subscribableEvents } from "./events";

describe("the events an endpoint can subscribe to", () => {
  it("are those in docs/deployment.md", () => {
    const [, list = ""] = /choose their events:(.*?)`lib/s.exec(readFileSync("docs/deployment.md", "utf8")) ?? [];
    expect([...list.matchAll(/`([a-z]+\.[a-z]+)`/g)].map(([, type]) => type)).toEqual(subscribableEvents);
  });
});
