import { describe, expect, it } from "vitest";
import { isPublicAddress, urlError } from "./address";

describe("an IP address", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "not an address",
  ])("%s isn't public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe("the URL of an endpoint", () => {
  it.each([
    "http://example.com/hook",
    "https://localhost/hook",
    "https://intranet/hook",
    "https://db.internal/hook",
    "https://printer.local/hook",
    "https://127.0.0.1/hook",
    "https://2130706433/hook",
    "https://0x7f.1/hook",
    "https://[::1]/hook",
    "https://[::ffff:10.0.0.1]/hook",
    "https://ada:secret@example.com/hook",
    "ftp://example.com/hook",
    "no address",
  ])("can't be %s in production", (url) => {
    expect(urlError(url, false)).toBeTypeOf("string");
  });

  it("is https on the public internet, or on this machine if local endpoints are allowed", () => {
    expect(urlError("https://example.com/hook?x=1", false)).toBeUndefined();
    expect(urlError("http://127.0.0.1:8080/hook", true)).toBeUndefined();
    expect(urlError("file:///etc/passwd", true)).toBeTypeOf("string");
  });
});
