import { gigabyte } from "./stored-bytes";

/** The largest file that can be uploaded. */
export const mostBytes = gigabyte / 40;

type FileType = { extensions: readonly string[]; contentType: string; matches: (bytes: Uint8Array) => boolean };

const startsWith =
  (...start: (number | string)[]) =>
  (bytes: Uint8Array) => {
    const expected = start.flatMap((part) => (typeof part === "number" ? part : [...Buffer.from(part, "latin1")]));
    return expected.every((byte, index) => bytes[index] === byte);
  };
const headOf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 256)).toString("latin1");

/**
 * What can be uploaded: drawings and photos. Each is recognized by its bytes, not by what the browser says. SVG and HTML aren't among them,
 * because they can contain scripts.
 */
const types: readonly FileType[] = [
  { extensions: ["pdf"], contentType: "application/pdf", matches: startsWith("%PDF-") },
  { extensions: ["png"], contentType: "image/png", matches: startsWith(0x89, "PNG\r\n", 0x1a, "\n") },
  { extensions: ["jpg", "jpeg"], contentType: "image/jpeg", matches: startsWith(0xff, 0xd8, 0xff) },
  {
    extensions: ["webp"],
    contentType: "image/webp",
    matches: (bytes) => /^RIFF[\s\S]{4}WEBP/.test(headOf(bytes)),
  },
  {
    extensions: ["heic", "heif"],
    contentType: "image/heic",
    matches: (bytes) => /^[\s\S]{4}ftyp(hei|mif)/.test(headOf(bytes)),
  },
  { extensions: ["dwg"], contentType: "image/vnd.dwg", matches: (bytes) => /^AC10\d\d/.test(headOf(bytes)) },
  {
    extensions: ["dxf"],
    contentType: "image/vnd.dxf",
    matches: (bytes) => /^(\s*999\s[\s\S]*?)?\s*0\s+SECTION/.test(headOf(bytes)),
  },
  { extensions: ["step", "stp"], contentType: "model/step", matches: startsWith("ISO-10303-21;") },
];

/** For the file dialog. */
export const acceptedExtensions: readonly string[] = types.flatMap(({ extensions }) =>
  extensions.map((end) => `.${end}`),
);

/** The content type by name and bytes; undefined if they don't agree or aren't accepted. */
export function contentTypeOf(name: string, bytes: Uint8Array): string | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  return types.find(
    ({ extensions, matches }) => extension !== undefined && extensions.includes(extension) && matches(bytes),
  )?.contentType;
}
