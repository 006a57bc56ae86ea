import "server-only";
import { open } from "node:fs/promises";

const chunkSize = 64 * 1024;

/**
 * A file as a stream of bytes, read at the reader's pace.
 *
 * @param finish runs when the file has been read or the reader cancels.
 */
export async function streamFile(
  path: string,
  finish: () => Promise<void> = async () => undefined,
): Promise<{ size: number; bytes: ReadableStream<Uint8Array> }> {
  const file = await open(path);
  const { size } = await file.stat();
  const end = async () => {
    await file.close();
    await finish();
  };
  const bytes = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(chunkSize));
      if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
      await end();
      controller.close();
    },
    cancel: end,
  });
  return { size, bytes };
}
