import { describe, expect, it } from "vitest";
import { finishSchema, isAnswered, organizationSchema } from "./profile";

const questions = [
  { key: "industry", choices: [{ value: "machining" }, { value: "other" }] },
  { key: "size", choices: [{ value: "1-50" }] },
];
const schema = organizationSchema(questions);
const answers = { name: " Ohio Metalworks ", profile: { industry: "other", size: "1-50" } };

describe("the organization step", () => {
  it("takes one choice for each question", () => {
    expect(schema.parse(answers)).toEqual({ ...answers, name: "Ohio Metalworks" });
  });
  it.each([
    ["no name", { ...answers, name: " " }],
    ["an unknown choice", { ...answers, profile: { industry: "farming", size: "1-50" } }],
    ["a missing answer", { ...answers, profile: { industry: "other" } }],
    ["an answer to an unknown question", { ...answers, profile: { ...answers.profile, plan: "enterprise" } }],
    ["an unknown field", { ...answers, onboardedAt: "2026-01-01" }],
  ])("rejects %s", (_, input) => expect(schema.safeParse(input).success).toBe(false));

  it.each([
    [{}, false],
    [{ industry: "other" }, false],
    [{ industry: "other", size: "nobody" }, false],
    [{ industry: "other", size: "1-50" }, true],
  ])("is complete with %j: %s", (profile, answered) => expect(isAnswered(questions, profile)).toBe(answered));
});

describe("the last step", () => {
  it("invites one address or none", () => {
    expect(finishSchema.parse({ inviteEmail: "" }).inviteEmail).toBe("");
    expect(finishSchema.parse({ inviteEmail: "Ada@Example.com" }).inviteEmail).toBe("ada@example.com");
    expect(finishSchema.safeParse({ inviteEmail: "ada" }).success).toBe(false);
  });
});
