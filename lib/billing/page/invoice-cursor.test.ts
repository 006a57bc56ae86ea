import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "./invoice-cursor";

describe("the cursor of the invoices", () => {
  it("comes back as it was", () => {
    const cursor = { createdAt: new Date("2026-11-01T10:00:00.000Z"), id: "in_1" };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each(["", "x", "bnVsbA", Buffer.from('["yesterday","in_1"]').toString("base64url"), "😀"])(
    "refuses %j",
    (text) => {
      expect(() => readCursor(text)).toThrow("nextCursor of the page before");
    },
  );
});
