import { describe, expect, it } from "vitest";
import { freeName } from "./passkey-name";
import { relyingPartyOf } from "./relying-party";

describe("the relying party of", () => {
  it.each([
    ["https://app.example.com", { id: "app.example.com", origin: "https://app.example.com" }],
    ["https://app.example.com:8443/", { id: "app.example.com", origin: "https://app.example.com:8443" }],
    ["http://localhost:3000", { id: "localhost", origin: "http://localhost:3000" }],
    ["http://app.localhost:3000", { id: "app.localhost", origin: "http://app.localhost:3000" }],
  ])("%s is its domain, and its origin with the port", (url, expected) => {
    expect(relyingPartyOf(url)).toEqual(expected);
  });

  it.each([
    "http://app.example.com",
    "https://192.0.2.1",
    "https://[2001:db8::1]",
    "http://127.0.0.1:3000",
    "http://notlocalhost",
  ])("%s doesn't exist: browsers have no passkeys there", (url) => {
    expect(relyingPartyOf(url)).toBeNull();
  });
});

describe("the name of a new passkey", () => {
  it.each([
    [[], "Safari on iPhone"],
    [["Chrome on Windows"], "Safari on iPhone"],
    [["Safari on iPhone"], "Safari on iPhone 2"],
    [["Safari on iPhone", "Safari on iPhone 2"], "Safari on iPhone 3"],
    [["Safari on iPhone 2"], "Safari on iPhone"],
  ])("beside %j is %s", (taken, name) => {
    expect(freeName("Safari on iPhone", taken)).toBe(name);
  });
});
