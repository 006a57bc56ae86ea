import { describe, expect, it } from "vitest";
import { ownOrigin, readOptions } from "./options";

describe("the web server's options", () => {
  it.each([
    [[], undefined, { port: 3000 }],
    [[], "", { port: 3000 }],
    [[], "8080", { port: 8080 }],
    [["-p", "4000", "-H", "127.0.0.1"], "8080", { port: 4000, hostname: "127.0.0.1" }],
    [["--keepAliveTimeout", "70000"], undefined, { port: 3000, keepAliveTimeout: 70_000 }],
  ])("%j with PORT %j", (args, port, options) => expect(readOptions(args, port)).toEqual(options));

  it.each([
    [["--port", "abc"], undefined],
    [["--port", "0"], undefined],
    [["--port", "65536"], undefined],
    [[], "80.5"],
    [["--keepAliveTimeout", "-1"], undefined],
    [["--keepAliveTimeout", "soon"], undefined],
    [["--prot", "3000"], undefined],
    [["production"], undefined],
  ])("rejects %j with PORT %j", (args, port) => expect(() => readOptions(args, port)).toThrow());
});

it.each([
  [undefined, "http://localhost:3000"],
  ["0.0.0.0", "http://localhost:3000"],
  ["::", "http://[::1]:3000"],
  ["::1", "http://[::1]:3000"],
  ["10.0.0.7", "http://10.0.0.7:3000"],
  ["app.internal", "http://app.internal:3000"],
])("a server that listens at %s reaches itself at %s", (hostname, origin) => {
  expect(ownOrigin({ port: 3000, ...(hostname === undefined ? {} : { hostname }) })).toBe(origin);
});
