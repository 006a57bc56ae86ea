const headerBytes = 6;
const entryBytes = 16;

/**
 * An ICO file of square PNG pictures, each at most 255 pixels wide. The layout is in
 * https://en.wikipedia.org/wiki/ICO_(file_format): a header, an entry for each picture, then the pictures.
 */
export function icoFile(pictures: readonly { size: number; png: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const start = headerBytes + entryBytes * pictures.length;
  const file = new Uint8Array(pictures.reduce((length, { png }) => length + png.length, start));
  const view = new DataView(file.buffer);
  view.setUint16(2, 1, true);
  view.setUint16(4, pictures.length, true);
  let offset = start;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = headerBytes + entryBytes * index;
    view.setUint8(entry, size);
    view.setUint8(entry + 1, size);
    view.setUint16(entry + 4, 1, true);
    view.setUint16(entry + 6, 32, true);
    view.setUint32(entry + 8, png.length, true);
    view.setUint32(entry + 12, offset, true);
    file.set(png, offset);
    offset += png.length;
  }
  return file;
}
