import { describe, expect, it } from "vitest";
import { readReportToken, signReport } from "./report-link";

const secret = "a-secret-of-at-least-32-characters-1";
const now = new Date("2026-11-30T12:00:00Z");
const report = {
  organizationId: "01990000-0000-7000-8000-000000000001",
  reportId: "01990000-0000-7000-8000-000000000002",
  expiresAt: new Date("2026-12-30T12:00:00Z"),
};
const token = signReport(report, secret);
const [payload = "", signature = ""] = token.split(".");

/** The token with another payload under the same signature. */
const forged = (change: (parts: [string, string, number]) => unknown) =>
  `${Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(payload, "base64url").toString())))).toString("base64url")}.${signature}`;

describe("the link of a shared report", () => {
  it("works until its end", () => {
    expect(readReportToken(token, secret, now)).toEqual(report);
    expect(readReportToken(token, secret, report.expiresAt)).toBeUndefined();
  });

  it.each<[string, string]>([
    ["of another organization", forged(([, id, end]) => ["01990000-0000-7000-8000-000000000009", id, end])],
    [
      "of another report",
      forged(([organization, , end]) => [organization, "01990000-0000-7000-8000-000000000009", end]),
    ],
    ["with a later end", forged(([organization, id, end]) => [organization, id, end + 86_400])],
    ["without a signature", payload],
    ["with an empty signature", `${payload}.`],
    ["with more parts", `${token}.x`],
    ["that is nonsense", "x".repeat(10_000)],
    ["that is empty", ""],
    ["that isn't JSON", `${Buffer.from("{").toString("base64url")}.${signature}`],
    ["signed with another secret", signReport(report, "another-secret-of-32-characters-long")],
  ])("%s doesn't", (_, given) => expect(readReportToken(given, secret, now)).toBeUndefined());
});
