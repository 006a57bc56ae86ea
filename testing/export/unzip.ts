import { text } from "node:stream/consumers";
import { fromBufferPromise } from "yauzl";

/** The files of a ZIP by their names, read by a library that did not write it. */
export async function unzip(bytes: ArrayBuffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes));
  const files: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    files[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
  }
  return files;
}
