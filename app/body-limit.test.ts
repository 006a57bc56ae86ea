import { NextRequest } from "next/server.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bodyLimit, publicBodyLimit } from "@/lib/body-limit";
import { readJson } from "@/lib/http";
import { proxy } from "@/proxy";

/** A body without an announced length, and how much of it was read. */
function chunked(megabytes: number) {
  const read = { megabytes: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read.megabytes === megabytes) return controller.close();
        read.megabytes += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, read };
}

const pageRequest = (path: string, init: { body: BodyInit; headers?: Record<string, string> }) =>
  new NextRequest(`http://localhost:3000${path}`, { method: "POST", duplex: "half", ...init });

describe("behind any server", () => {
  it.each(["/sign-in", "/sign-up", "/reset", "/invite/abc", "/unsubscribe", "/"])(
    "%s refuses a large form before the page reads it",
    async (path) => {
      const { body, read } = chunked(150);
      expect((await proxy(pageRequest(path, { body }))).status).toBe(413);
      expect(read.megabytes).toBe(1);
      const announced = pageRequest(path, { body: "{}", headers: { "content-length": "17000" } });
      expect((await proxy(announced)).status).toBe(413);
      expect((await proxy(pageRequest(path, { body: "a".repeat(publicBodyLimit) }))).status).toBe(200);
    },
  );

  it("a member's page takes up to 1 MiB with a session", async () => {
    const signedIn = { headers: { cookie: "gatehouse.session=abc" } };
    expect((await proxy(pageRequest("/team", { body: "a".repeat(bodyLimit), ...signedIn }))).status).toBe(200);
    expect((await proxy(pageRequest("/team", { body: "a".repeat(bodyLimit + 1), ...signedIn }))).status).toBe(413);
    expect((await proxy(pageRequest("/team", { body: "a".repeat(publicBodyLimit + 1) }))).status).toBe(413);
  });

  it("the API reads little without a key or session", async () => {
    const large = JSON.stringify({ text: "a".repeat(publicBodyLimit) });
    const read = (headers: Record<string, string>) =>
      readJson(new Request("http://localhost/api/v1/x", { method: "POST", headers, body: large }), z.unknown());
    await expect(read({})).rejects.toMatchObject({ code: "too_large" });
    await expect(read({ cookie: "theme=dark" })).rejects.toMatchObject({ code: "too_large" });
    await read({ cookie: "gatehouse.session=abc" });
    await read({ authorization: "Bearer gh_org_abc" });
  });
});
