import { redirect } from "next/navigation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answerForm } from "./action";
import { conflict } from "./errors";
import { parseInput } from "./parse-input";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

const schema = z.strictObject({
  email: z.email("Enter an email address."),
  password: z.string().min(12, "Use at least 12 characters."),
  plan: z.enum(["starter"], "No such plan.").optional(),
});
const send = (fields: Record<string, string>) => answerForm(form(fields), async (given) => parseInput(schema, given));

describe("a form that was sent", () => {
  it("shows each field's error, and what was typed except the password", async () => {
    expect(await send({ email: "ada", password: "short", $ACTION_KEY: "k" })).toEqual({
      values: { email: "ada" },
      errors: { email: "Enter an email address.", password: "Use at least 12 characters." },
    });
  });

  it("shows an error at a hidden field above the button", async () => {
    const given = { email: "ada@example.com", password: "correct horse battery", plan: "none" };
    expect(await send(given)).toMatchObject({ errors: {}, problem: "plan: No such plan." });
  });

  it("shows another error above the button, with its details", async () => {
    const refused = answerForm(form({ email: "ada@example.com" }), async () => {
      throw conflict("Already invited.", { reason: "invited" });
    });
    expect(await refused).toEqual({
      values: { email: "ada@example.com" },
      errors: {},
      problem: "Already invited.",
      details: { reason: "invited" },
    });
  });

  it("has succeeded, or leads elsewhere", async () => {
    expect(await send({ email: "ada@example.com", password: "correct horse battery" })).toMatchObject({ done: true });
    await expect(answerForm(form({}), async () => redirect("/dashboard"))).rejects.toThrow("NEXT_REDIRECT");
  });
});
