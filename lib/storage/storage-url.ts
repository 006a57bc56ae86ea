import { resolve } from "node:path";
import { isLoopback } from "@/lib/loopback";

export type StoragePlace =
  | { kind: "disk"; folder: string }
  | { kind: "bucket"; url: string; region: string; accessKeyId: string; secretAccessKey: string };

/**
 * `file:FOLDER` for a folder, absolute or below the current one; `https://ID:SECRET@HOST/BUCKET?region=REGION` for a bucket of an
 * S3-compatible service, addressed by path.
 *
 * @throws Error that says what is wrong.
 */
export function parseStorageUrl(text: string): StoragePlace {
  if (text.startsWith("file:")) {
    const folder = text.slice("file:".length).replace(/^\/\/(?=\/)/, "");
    if (folder === "") throw new Error("name a folder: file:/var/lib/gatehouse/files");
    return { kind: "disk", folder: resolve(folder) };
  }
  if (!URL.canParse(text)) throw new Error("file:FOLDER or https://ID:SECRET@HOST/BUCKET?region=REGION");
  const { protocol, host, pathname, username, password, searchParams } = new URL(text);
  const isSafe = protocol === "https:" || (protocol === "http:" && isLoopback(text));
  if (!isSafe) throw new Error("a bucket's URL begins with https://");
  const bucket = pathname.replace(/\/+$/, "");
  if (!/^\/[^/]/.test(bucket)) throw new Error("the bucket's name is missing after the host");
  if (!username || !password) throw new Error("the access key is missing: https://ID:SECRET@HOST/BUCKET");
  return {
    kind: "bucket",
    url: `${protocol}//${host}${bucket}`,
    region: searchParams.get("region") ?? "us-east-1",
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
}
