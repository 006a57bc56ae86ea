type Progress = { bytes: number; of: number };

/**
 * Asks for a file and hands it to the browser's downloads, telling how much of it has come. @returns why not, in words; else
 * nothing.
 */
export async function receiveFile(address: string, tell: (progress: Progress) => void): Promise<string | undefined> {
  const away = "The server does not answer. Try again in a minute.";
  const answer = await fetch(address, { method: "POST" }).catch(() => null);
  if (!answer) return away;
  if (!answer.ok || !answer.body) {
    const problem = await answer.json().catch(() => null);
    return typeof problem?.title === "string" ? problem.title : away;
  }
  const pieces = await collect(answer.body, Number(answer.headers.get("content-length") ?? 0), tell).catch(() => null);
  if (!pieces) return "The download broke off. Try again.";
  save(new Blob(pieces, { type: "application/zip" }), nameIn(answer.headers.get("content-disposition")));
  return undefined;
}

async function collect(body: ReadableStream<Uint8Array<ArrayBuffer>>, of: number, tell: (progress: Progress) => void) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    bytes += piece.value.byteLength;
    tell({ bytes, of: Math.max(of, bytes) });
  }
  return pieces;
}

const nameIn = (disposition: string | null): string => disposition?.match(/filename="([^"]+)"/)?.[1] ?? "export.zip";

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
