import { scimRefusal } from "./errors";
import { emailIn, type ProfileChange, readActive, readEmail, readText, readUserName } from "./profile";
import { type Attributes, attributesOf, plain } from "./values";

const userSchema = "urn:ietf:params:scim:schemas:core:2.0:user:";
/** More than any directory sends, and few enough to process. */
const maxOperations = 100;

/**
 * What a PATCH (RFC 7644, 3.5.2) changes, in the order of its operations. Directories send them in several forms: Okta without a path
 * and with an object as the value, Entra ID with capital letters, booleans as text, and paths such as `emails[type eq "work"].value`, or
 * as names within the value. Attributes we don't store are ignored.
 *
 * @throws GatehouseError `invalid_input` with `scimType`.
 */
export function readPatch(body: unknown): ProfileChange {
  const operations = attributesOf(body)?.get("operations");
  if (!Array.isArray(operations) || operations.length > maxOperations) {
    throw scimRefusal("invalidSyntax", `Send a list of at most ${maxOperations} Operations.`);
  }
  let change: ProfileChange = {};
  for (const operation of operations) change = { ...change, ...changeOf(attributesOf(operation)) };
  return change;
}

function changeOf(operation: Attributes | undefined): ProfileChange {
  const op = String(operation?.get("op") ?? "").toLowerCase();
  if (!["add", "replace", "remove"].includes(op)) {
    throw scimRefusal("invalidSyntax", "op must be add, replace or remove.");
  }
  const path = operation?.get("path") ?? undefined;
  const value = op === "remove" ? null : operation?.get("value");
  if (path !== undefined && typeof path !== "string") throw scimRefusal("invalidPath", "path must be text.");
  if (path) return changeAt(path, value, op === "remove");
  if (op === "remove") throw scimRefusal("invalidPath", "remove needs a path.");
  const values = attributesOf(value);
  if (!values) throw scimRefusal("invalidValue", "Without a path, value must be an object.");
  return Object.assign({}, ...[...values].map(([name, each]) => changeAt(name, each, false)));
}

/** `emails`, `emails.value`, `emails[type eq "work"].value`, `emails[primary eq true]`. */
const emailPath = /^emails(\[[^\]]*\])?(\.value)?$/;

function changeAt(path: string, value: unknown, removed: boolean): ProfileChange {
  const name = path.toLowerCase().replace(userSchema, "");
  if (emailPath.test(name)) return removed ? {} : { email: readEmail(emailIn(value) ?? plain(value)) };
  switch (name) {
    case "active":
      return removed ? {} : { active: readActive(value) };
    case "username":
      return { userName: readUserName(value) };
    case "externalid":
      return { externalId: readText(value, "externalId") };
    case "displayname":
      return { displayName: readText(value, "displayName") };
    case "name.givenname":
      return { givenName: readText(value, "name.givenName") };
    case "name.familyname":
      return { familyName: readText(value, "name.familyName") };
    case "name":
      return changeOfName(attributesOf(value), removed);
    default:
      return {};
  }
}

function changeOfName(name: Attributes | undefined, removed: boolean): ProfileChange {
  if (removed) return { givenName: null, familyName: null };
  return {
    ...(name?.has("givenname") ? { givenName: readText(name.get("givenname"), "name.givenName") } : {}),
    ...(name?.has("familyname") ? { familyName: readText(name.get("familyname"), "name.familyName") } : {}),
  };
}
