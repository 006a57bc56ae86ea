import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "./invoice-cursor";

describe("the invoice cursor", () => {
  it("reads back what was written", () => {
    const cursor = { createdAt: new Date("2026-11-01T10:00:00.000Z"), id: "in_1" };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each(["", "x", "bnVsbA", Buffer.from('["yesterday","in_1"]').toString("base64url"), "😀"])(
    "rejects %j",
    (text) => {
      expect(() => readCursor(text)).toThrow("nextCursor of the previous page");
    },
  );
});
