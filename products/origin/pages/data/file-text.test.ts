import { describe, expect, it } from "vitest";
import { countPieces, encodingOf, textOf } from "./file-text";

const all = async (file: Blob) => {
  const pieces: string[] = [];
  for await (const piece of textOf(file)) pieces.push(piece);
  return pieces;
};

describe("the text of a file", () => {
  it("is read in the encoding it was saved in", async () => {
    const bytes = (...codes: number[]) => new Uint8Array(codes);
    expect(encodingOf(new TextEncoder().encode("Zürich"))).toBe("utf-8");
    expect(encodingOf(bytes(0x5a, 0xfc, 0x72))).toBe("windows-1252");
    expect(encodingOf(bytes(0xff, 0xfe, 0x5a, 0))).toBe("utf-16le");
    expect(encodingOf(bytes(0xfe, 0xff, 0, 0x5a))).toBe("utf-16be");
    expect(await all(new Blob([bytes(0x5a, 0xfc, 0x72)]))).toEqual(["Zür"]);
    expect(await all(new Blob([bytes(0xff, 0xfe, 0x5a, 0, 0xfc, 0)]))).toEqual(["Zü"]);
  });

  it("is the same in pieces, also where a piece ends in the middle of a character", async () => {
    const text = `${"ü€😀,row\n".repeat(60_000)}end`;
    const pieces = await all(new Blob([text]));
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe(text);
    expect(await countPieces(new Blob([text]))).toBe(pieces.length);
    expect(await countPieces(new Blob([]))).toBe(0);
  });
});
