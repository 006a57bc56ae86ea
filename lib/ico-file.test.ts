import { expect, test } from "vitest";
import { icoFile } from "./ico-file";

test("an icon file lists each picture with its size, length and place", () => {
  const file = icoFile([
    { size: 16, png: Uint8Array.of(1, 2, 3) },
    { size: 48, png: Uint8Array.of(4, 5) },
  ]);
  const view = new DataView(file.buffer);
  expect([view.getUint16(0, true), view.getUint16(2, true), view.getUint16(4, true)]).toEqual([0, 1, 2]);
  const entries = [6, 22].map((at) => ({
    width: view.getUint8(at),
    height: view.getUint8(at + 1),
    bits: view.getUint16(at + 6, true),
    data: [...file.subarray(view.getUint32(at + 12, true)).subarray(0, view.getUint32(at + 8, true))],
  }));
  expect(entries).toEqual([
    { width: 16, height: 16, bits: 32, data: [1, 2, 3] },
    { width: 48, height: 48, bits: 32, data: [4, 5] },
  ]);
});
