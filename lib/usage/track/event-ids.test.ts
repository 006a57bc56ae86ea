import { expect, it } from "vitest";
import { sequentialIds } from "./event-ids";

it("makes UUIDv7 ids, each one greater than the one before", () => {
  const next = sequentialIds();
  const ids = Array.from({ length: 1_000 }, next);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const [first = "", last = ""] = [ids[0], ids[999]];
  const tail = (id: string) => Number.parseInt(id.slice(28), 16);
  expect((tail(last) - tail(first) + 2 ** 32) % 2 ** 32).toBe(999);
});
