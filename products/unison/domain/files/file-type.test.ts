import { describe, expect, it } from "vitest";
import { contentTypeOf } from "./file-type";
import { formatBytes, gigabyte, gigabytesOf } from "./stored-bytes";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("a file's type", () => {
  it.each([
    ["Frame.PDF", "%PDF-1.7", "application/pdf"],
    ["weld.jpg", "\xff\xd8\xff\xe0", "image/jpeg"],
    ["weld.png", "\x89PNG\r\n\x1a\n", "image/png"],
    ["weld.webp", "RIFF\x01\x02\x03\x04WEBP", "image/webp"],
    ["weld.heic", "\0\0\0\x18ftypheic", "image/heic"],
    ["part.dwg", "AC1032", "image/vnd.dwg"],
    ["part.dxf", "  0\r\nSECTION", "image/vnd.dxf"],
    ["part.dxf", "999\nmade by CAD\n  0\nSECTION", "image/vnd.dxf"],
    ["part.stp", "ISO-10303-21;\n", "model/step"],
  ])("%s is recognized by its bytes", (name, start, type) => expect(contentTypeOf(name, bytes(start))).toBe(type));

  it.each([
    ["drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
    ["page.html", "<script>alert(1)</script>"],
    ["weld.png", "<svg onload='alert(1)'/>"],
    ["drawing.pdf", "<script>alert(1)</script>%PDF-1.7"],
    ["drawing.pdf.svg", "%PDF-1.7"],
    ["weld.jpg.exe", "\xff\xd8\xff"],
    ["program.exe", "MZ"],
    ["noextension", "%PDF-1.7"],
    ["empty.pdf", ""],
  ])("%s isn't accepted", (name, start) => expect(contentTypeOf(name, bytes(start))).toBeUndefined());
});

it.each([
  [0, 0],
  [1, 1],
  [gigabyte, 1],
  [gigabyte + 1, 2],
])("%d bytes are %d GB of the limit", (size, level) => expect(gigabytesOf(size)).toBe(level));

it.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_400, "1.4 KB"],
  [25_000_000, "25 MB"],
  [2 * gigabyte, "2 GB"],
])("shows %d bytes as %s", (size, text) => expect(formatBytes(size)).toBe(text));
