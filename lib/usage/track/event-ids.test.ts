import { expect, it } from "vitest";
import { countIds } from "./event-ids";

it("counts ids that are UUIDv7, each one more than the one before", () => {
  const next = countIds();
  const ids = Array.from({ length: 1_000 }, next);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const [first = "", last = ""] = [ids[0], ids[999]];
  const tail = (id: string) => Number.parseInt(id.slice(28), 16);
  expect((tail(last) - tail(first) + 2 ** 32) % 2 ** 32).toBe(999);
});
