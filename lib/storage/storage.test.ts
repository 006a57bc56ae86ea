import { createHash, createHmac } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStorage } from "./index";
import { parseStorageUrl } from "./storage-url";

const key = "01990000-0000-7000-8000-000000000001/01990000-0000-7000-8000-000000000002";
const hmac = (secret: string | Buffer, text: string) => createHmac("sha256", secret).update(text).digest();
const hash = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Checks a request's Signature Version 4 by its published steps, and keeps what it is sent. */
const objects = new Map<string, Buffer>();
let failing = false;
const bucket = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const [, date = "", names = "", signature] =
    /Credential=id\/(\d{8})\/eu-west-1\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})/.exec(
      request.headers.authorization ?? "",
    ) ?? [];
  const payload = String(request.headers["x-amz-content-sha256"]);
  const headers = names.split(";").map((name) => `${name}:${request.headers[name]}\n`);
  const canonical = [request.method, request.url, "", headers.join(""), names, payload].join("\n");
  const scope = `${date}/eu-west-1/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, hash(canonical)].join("\n");
  const signing = ["eu-west-1", "s3", "aws4_request"].reduce(hmac, hmac("AWS4p/w", date));
  const isSigned = signature === hmac(signing, toSign).toString("hex");
  const isWhole = payload === "UNSIGNED-PAYLOAD" || payload === hash(body);
  const url = request.url ?? "";
  const status = failing ? 400 : isSigned && isWhole ? 200 : 403;
  const found = objects.get(url);
  if (status === 200 && request.method === "PUT") objects.set(url, body);
  if (status === 200 && request.method === "DELETE") objects.delete(url);
  const missing = request.method === "GET" && !found;
  response.writeHead(status === 200 && missing ? 404 : status).end(request.method === "GET" ? found : undefined);
});

let folder: string;
let address: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "storage-"));
  await new Promise<void>((resolve) => bucket.listen(0, "127.0.0.1", resolve));
  address = `127.0.0.1:${(bucket.address() as AddressInfo).port}`;
});
afterAll(async () => {
  bucket.close();
  await rm(folder, { recursive: true });
});

describe.each(["a folder", "a bucket"])("%s", (kind) => {
  const storage = () =>
    openStorage(kind === "a folder" ? `file:${folder}` : `http://id:p%2Fw@${address}/drawings?region=eu-west-1`);

  it("keeps bytes, replaces them, and forgets them", async () => {
    expect(await storage().get(key)).toBeUndefined();
    await storage().put(key, Buffer.from([1, 2, 3]));
    await storage().put(key, Buffer.from([0, 255, 10]));
    expect([...((await storage().get(key)) ?? [])]).toEqual([0, 255, 10]);
    await storage().remove(key);
    await storage().remove(key);
    expect(await storage().get(key)).toBeUndefined();
  });

  it.each(["../../etc/passwd", "a/b", `${key}/c`, `/${key}`, `${key}.part`])("has no file named %s", async (name) => {
    await expect(storage().get(name)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(storage().put(name, Buffer.from("x"))).rejects.toMatchObject({ code: "invalid_input" });
  });
});

it("leaves no half of a file in the folder", async () => {
  const storage = openStorage(`file:${folder}`);
  await storage.put(key, Buffer.alloc(100_000));
  expect(await readdir(join(folder, key.split("/")[0] ?? ""))).toEqual([key.split("/")[1]]);
});

it("says that a bucket is unavailable, without its address or secret", async () => {
  failing = true;
  const refused = openStorage(`http://id:p%2Fw@${address}/drawings?region=eu-west-1`).put(key, Buffer.from("x"));
  await expect(refused).rejects.toMatchObject({
    code: "unavailable",
    message: "The file storage isn't available. Nothing was changed. Try again.",
  });
  failing = false;
});

describe("the storage's URL", () => {
  it.each([
    ["file:/var/files", { kind: "disk", folder: "/var/files" }],
    ["file:///var/files", { kind: "disk", folder: "/var/files" }],
    [
      "https://ID:a%2Fb@s3.example.com/drawings/",
      { kind: "bucket", url: "https://s3.example.com/drawings", region: "us-east-1", secretAccessKey: "a/b" },
    ],
  ])("%s", (text, place) => expect(parseStorageUrl(text)).toMatchObject(place));

  it.each(["", "file:", "http://ID:s@s3.example.com/b", "https://s3.example.com/b", "https://ID:s@s3.example.com/"])(
    "is refused as %j",
    (text) => expect(() => parseStorageUrl(text)).toThrow(),
  );
});
