import { describe, expect, it } from "vitest";
import { isActionBody, isActionForm } from "./action-body";

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

function form(fields: object): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, String(value));
  return made;
}

describe("the arguments of a server action", () => {
  it.each([
    "[]",
    '["01990000-0000-7000-8000-000000000001",{"email":"new@example.com","role":"member"}]',
    '["$undefined","$$5 off","$NaN","$-Infinity","$-0","$n12","$D2026-11-30T00:00:00.000Z"]',
    '[{"names":["a"]},"$0:0:names"]',
    '[{"__proto__":{"a":1},"constructor":{"prototype":{}}}]',
    nested(30),
  ])("are read: %s", (body) => expect(isActionBody(body)).toBe(true));

  it.each([
    "",
    "[",
    "null",
    "{}",
    '"text"',
    '["$1"]',
    '["$F1"]',
    '["$@1"]',
    '["$Q1"]',
    '["$B1"]',
    '["$Zx"]',
    '["$"]',
    '["$nnn"]',
    `["$n${"9".repeat(5000)}"]`,
    '["$D?"]',
    '["$0:constructor:constructor"]',
    '["$0:__proto__"]',
    '["$0:7"]',
    '[{"then":"$1"}]',
    nested(8000),
  ])("are refused: %.40s", (body) => expect(isActionBody(body)).toBe(false));

  it("come in a form's field with script", () => {
    expect(isActionBody(form({ _1_name: "Acme", "0": '[{"values":{},"errors":{}},"$K1"]' }))).toBe(true);
    for (const fields of [{}, { _1_name: "Acme" }, { "0": "[" }, { "0": '["$9"]' }]) {
      expect([fields, isActionBody(form(fields))]).toEqual([fields, false]);
    }
  });
});

describe("a form without JavaScript", () => {
  const reference = (bound: unknown) => JSON.stringify({ id: "6093dd5dbde17ca5e80a52fdfa4d92dbb8052421db", bound });

  it("names its action, and what is bound to it", () => {
    const state = '[{"values":{},"errors":{}}]';
    const fields = { $ACTION_REF_1: "", "$ACTION_1:0": reference("$@1"), "$ACTION_1:1": state, email: "a@b.example" };
    expect(isActionForm(form(fields))).toBe(true);
    expect(isActionForm(form({ "$ACTION_1:0": reference(null) }))).toBe(true);
    expect(isActionForm(form({ name: "no action at all" }))).toBe(true);
  });

  it.each([
    { "$ACTION_1:0": "[" },
    { "$ACTION_1:0": "7" },
    { "$ACTION_1:0": "{}" },
    { "$ACTION_1:0": reference("$@1") },
    { "$ACTION_1:0": reference("$@1"), "$ACTION_1:1": "[" },
    { "$ACTION_1:0": reference("$@1"), "$ACTION_1:1": '["$9"]' },
    { "$ACTION_1:0": reference({ a: 1 }) },
  ])("is refused when what is bound can't be read: %o", (fields) => {
    expect(isActionForm(form(fields))).toBe(false);
  });
});
