import { describe, expect, it } from "vitest";
import { arrival } from "./arrival";

const now = new Date("2027-01-31T10:30:00Z");

describe("the destination of a journey", () => {
  it.each([
    ["+1h", "2027-01-31T11:30:00Z"],
    ["1 hour", "2027-01-31T11:30:00Z"],
    ["+14d", "2027-02-14T10:30:00Z"],
    ["14 days", "2027-02-14T10:30:00Z"],
    ["+2w", "2027-02-14T10:30:00Z"],
    ["+1mo", "2027-02-28T10:30:00Z"],
    ["+2 months", "2027-03-31T10:30:00Z"],
    ["+13mo", "2028-02-29T10:30:00Z"],
    ["+1y", "2028-01-31T10:30:00Z"],
    ["2027-03-01", "2027-03-01T00:00:00Z"],
    ["2027-03-01T12:00:00Z", "2027-03-01T12:00:00Z"],
  ])("%s", (by, to) => {
    expect(arrival(by, now)).toEqual(new Date(to));
  });

  it.each([
    ["2027-01-31", "forward only"],
    ["+0d", "forward only"],
    ["-1d", "isn't a time"],
    ["+6y", "five years"],
    ["2040-01-01", "five years"],
    ["+1 fortnight", "isn't a time"],
    ["tomorrow", "isn't a time"],
    ["2027-13-01", "isn't a time"],
    ["", "isn't a time"],
  ])("not to %s", (by, message) => {
    expect(() => arrival(by, now)).toThrow(message);
  });
});
