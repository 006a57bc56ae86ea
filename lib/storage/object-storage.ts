import "server-only";
import { AwsClient } from "aws4fetch";
import { second } from "@/lib/durations";
import { unavailable } from "@/lib/errors";
import { assertKey, type FileStorage } from "./file-storage";
import type { StoragePlace } from "./storage-url";

/** For a file of the largest size over a slow connection. */
const timeoutMs = 60 * second;

/** A bucket of an S3-compatible service. Each request is signed (Signature Version 4), together with its body. */
export function objectStorage({ url, ...credentials }: Extract<StoragePlace, { kind: "bucket" }>): FileStorage {
  const { accessKeyId, secretAccessKey, region } = credentials;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2 });
  async function send(method: "PUT" | "GET" | "DELETE", key: string, bytes?: Uint8Array): Promise<Response> {
    assertKey(key);
    const body = bytes && { body: Buffer.from(bytes), headers: { "Content-Type": "application/octet-stream" } };
    const options = { method, signal: AbortSignal.timeout(timeoutMs), redirect: "error" as const, ...body };
    const response = await client.fetch(`${url}/${key}`, options).catch((error: unknown) => {
      throw away(error);
    });
    if (response.ok || response.status === 404) return response;
    await response.body?.cancel();
    throw away(new Error(`The file storage answered ${method} with ${response.status}.`));
  }
  return {
    async put(key, bytes) {
      const { status } = await send("PUT", key, bytes);
      if (status === 404) throw away(new Error("The bucket doesn't exist."));
    },
    async get(key) {
      const response = await send("GET", key);
      return response.status === 404 ? undefined : new Uint8Array(await response.arrayBuffer());
    },
    async remove(key) {
      await send("DELETE", key);
    },
  };
}

const away = (cause: unknown) =>
  unavailable("The file storage isn't available. Nothing was changed. Try again.", cause);
