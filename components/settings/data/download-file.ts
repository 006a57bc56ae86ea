import { noticeOtherOrganization, organizationHeaders } from "@/lib/page-organization";

type Progress = { bytes: number; total: number };

/**
 * Requests a file by POST and hands it to the browser's downloads, reporting progress. @returns an error message, or
 * undefined on success.
 */
export async function downloadFile(
  address: string,
  onProgress: (progress: Progress) => void,
): Promise<string | undefined> {
  const unavailable = "The server isn't responding. Try again in a minute.";
  const answer = await fetch(address, { method: "POST", headers: organizationHeaders() }).catch(() => null);
  if (!answer) return unavailable;
  if (!answer.ok || !answer.body) {
    const problem = await answer.json().catch(() => null);
    noticeOtherOrganization(problem);
    return typeof problem?.title === "string" ? problem.title : unavailable;
  }
  const total = Number(answer.headers.get("content-length") ?? 0);
  const chunks = await collect(answer.body, total, onProgress).catch(() => null);
  if (!chunks) return "The download was interrupted. Try again.";
  saveFile(new Blob(chunks, { type: "application/zip" }), fileNameIn(answer.headers.get("content-disposition")));
  return undefined;
}

async function collect(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  expected: number,
  onProgress: (progress: Progress) => void,
) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    chunks.push(chunk.value);
    bytes += chunk.value.byteLength;
    onProgress({ bytes, total: Math.max(expected, bytes) });
  }
  return chunks;
}

const fileNameIn = (disposition: string | null): string =>
  disposition?.match(/filename="([^"]+)"/)?.[1] ?? "export.zip";

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
