import { describe, expect, it } from "vitest";
import { readPatch } from "./patch";

const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
const change = (...Operations: unknown[]) => readPatch({ schemas, Operations });
const refusal = (scimType: string) => expect.objectContaining({ code: "invalid_input", details: { scimType } });
const refused = (body: unknown) => {
  try {
    return readPatch(body);
  } catch (error) {
    return error;
  }
};

describe("a patch as Okta sends it", () => {
  it("deactivates without a path", () => {
    expect(change({ op: "replace", value: { active: false } })).toEqual({ active: false });
  });

  it("changes several attributes in one value", () => {
    const value = { userName: "Ada@Okafor.example", name: { givenName: "Ada", familyName: "Okafor" }, title: "CFO" };
    expect(change({ op: "replace", value })).toEqual({
      userName: "ada@okafor.example",
      givenName: "Ada",
      familyName: "Okafor",
    });
  });
});

describe("a patch as Entra ID sends it", () => {
  it.each([
    [{ op: "Replace", path: "active", value: "False" }, false],
    [{ op: "Replace", path: "active", value: "True" }, true],
    [{ op: "Add", path: "active", value: true }, true],
    [{ op: "replace", path: "active", value: [{ $ref: null, value: "False" }] }, false],
    [{ op: "Replace", path: "urn:ietf:params:scim:schemas:core:2.0:User:active", value: "False" }, false],
  ])("sets active by %j", (operation, active) => {
    expect(change(operation)).toEqual({ active });
  });

  it("names attributes in paths", () => {
    const operations = [
      { op: "Replace", path: 'emails[type eq "work"].value', value: "Ada@Okafor.example" },
      { op: "Add", path: "name.givenName", value: "Ada" },
      { op: "Replace", path: "name.familyName", value: "Okafor" },
      { op: "Replace", path: "externalId", value: "ada.okafor" },
      { op: "Replace", path: "displayName", value: "Ada Okafor" },
      { op: "Add", path: 'phoneNumbers[type eq "work"].value', value: "555" },
      { op: "Add", path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", value: "Foundry" },
    ];
    expect(change(...operations)).toEqual({
      email: "ada@okafor.example",
      givenName: "Ada",
      familyName: "Okafor",
      externalId: "ada.okafor",
      displayName: "Ada Okafor",
    });
  });

  it("names them within a value, without a path", () => {
    const value = { "name.givenName": "Ada", 'emails[type eq "work"].value': "ada@okafor.example", active: "False" };
    expect(change({ op: "Replace", value })).toEqual({
      givenName: "Ada",
      email: "ada@okafor.example",
      active: false,
    });
  });
});

describe("a patch", () => {
  it("takes the primary address of a list", () => {
    const value = [
      { value: "private@else.example", type: "home" },
      { value: "ada@okafor.example", type: "work", primary: true },
    ];
    expect(change({ op: "replace", path: "emails", value })).toEqual({ email: "ada@okafor.example" });
  });

  it.each(['emails[type eq "home"].value', 'emails[type eq "other"]', "emails[primary eq false].value"])(
    "keeps the work address when another one changes: %s",
    (path) => {
      expect(change({ op: "replace", path, value: "private@else.example" })).toEqual({});
      expect(change({ op: "replace", value: { [path]: "private@else.example" } })).toEqual({});
    },
  );

  it("ignores any number of unknown attributes", { timeout: 60_000 }, () => {
    const value = Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [index.toString(36), 1]));
    expect(change({ op: "replace", value: { ...value, active: false } })).toEqual({ active: false });
  });

  it("applies its operations in order", () => {
    expect(
      change({ op: "replace", path: "active", value: false }, { op: "replace", path: "active", value: true }),
    ).toEqual({ active: true });
  });

  it("removes optional attributes and keeps required ones", () => {
    const paths = ["externalId", "displayName", "name", "active", "emails"];
    expect(change(...paths.map((path) => ({ op: "remove", path })))).toEqual({
      externalId: null,
      displayName: null,
      givenName: null,
      familyName: null,
    });
    expect(refused({ schemas, Operations: [{ op: "remove", path: "userName" }] })).toEqual(refusal("invalidValue"));
  });

  it.each([
    ["no operations", { schemas }, "invalidSyntax"],
    ["an unknown operation", { Operations: [{ op: "move", path: "active" }] }, "invalidSyntax"],
    ["more than anyone sends", { Operations: Array(101).fill({ op: "add", path: "x", value: 1 }) }, "invalidSyntax"],
    ["a removal without a path", { Operations: [{ op: "remove" }] }, "invalidPath"],
    ["a path that isn't text", { Operations: [{ op: "add", path: 7, value: 1 }] }, "invalidPath"],
    ["a value that isn't an object, without a path", { Operations: [{ op: "add", value: "x" }] }, "invalidValue"],
    ["an active that is neither", { Operations: [{ op: "add", path: "active", value: "maybe" }] }, "invalidValue"],
    ["an address that isn't one", { Operations: [{ op: "add", path: "emails", value: "x" }] }, "invalidValue"],
    ["a name with a line break", { Operations: [{ op: "add", path: "displayName", value: "a\nb" }] }, "invalidValue"],
  ])("is refused with %s", (_, body, scimType) => {
    expect(refused(body)).toEqual(refusal(scimType));
  });
});
