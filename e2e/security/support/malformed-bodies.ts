import type { Sent } from "./send";

type Body = () => Pick<Sent, "body" | "headers">;

const text =
  (body: string): Body =>
  () => ({ body, headers: { "content-type": "text/plain;charset=UTF-8" } });

const form =
  (fields: Readonly<Record<string, string | Blob>>): Body =>
  () => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return { body };
  };

const sent =
  (contentType: string, body: string): Body =>
  () => ({ body, headers: { "content-type": contentType } });

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

/** What a scanner, a broken client or an attacker sends to an action whose ID it knows. */
export const malformedBodies = (organizationId: string): Readonly<Record<string, Body>> => ({
  nothing: text(""),
  "half of an array": text("["),
  null: text("null"),
  "an object": text("{}"),
  "no arguments": text("[]"),
  "null arguments": text("[null,null,null]"),
  "undefined arguments": text('["$undefined","$undefined"]'),
  "a number for the input": text(`["${organizationId}",7]`),
  "an array for the input": text(`["${organizationId}",[]]`),
  "text for the input": text(`["${organizationId}","x"]`),
  "an array for a form": text(`[{},["email"]]`),
  "objects for every field": text(
    `["${organizationId}",{"name":{},"email":{"$ne":null},"role":["owner"],"plan":{},"id":{},"userId":{},"response":{},"reason":7}]`,
  ),
  "an object for the organization": text(`[{"id":"${organizationId}"},{}]`),
  "the keys of a prototype": text(
    `[{"__proto__":{"isPlatformAdmin":true}},{"__proto__":{"role":"owner"},"constructor":{"prototype":{"a":1}},"toString":1}]`,
  ),
  "huge depth": text(`["${organizationId}",${nested(1500)}]`),
  "a reference to nothing": text('["$1"]'),
  "a reference to another action": text('["$F1"]'),
  "a promise": text('["$@0",{"then":"$@0"}]'),
  "a reference into a prototype": text('["$0:constructor:constructor"]'),
  "a number without end": text(`["$n${"9".repeat(4000)}"]`),
  "a date that isn't one": text('["$D?",{"then":1}]'),
  "a form without fields": form({ "0": '[{"values":{}},"$K1"]' }),
  "a form without arguments": form({ _1_name: "Acme" }),
  "a form with the keys of a prototype": form({
    _1___proto__: "x",
    _1_constructor: "x",
    _1_organization: organizationId,
    "0": '[null,"$K1"]',
  }),
  "files in place of text": form({
    _1_name: new Blob(["x"]),
    _1_email: new Blob(["x"]),
    _1_token: new Blob(["x"]),
    "0": '[null,"$K1"]',
  }),
  "a form with broken arguments": form({ "0": "[" }),
  "a form that refers to nothing": form({ "0": '["$9"]' }),
  "a form that isn't one": sent("multipart/form-data; boundary=x", "--x\r\nnonsense"),
  "a form without a boundary": sent("multipart/form-data", "x"),
  JSON: sent("application/json", "{}"),
  "a form of the old kind": sent("application/x-www-form-urlencoded", "name=x&__proto__=y"),
});
