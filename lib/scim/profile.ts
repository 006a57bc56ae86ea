import { emailSchema, lineSchema } from "@/lib/auth/input";
import { scimRefusal } from "./errors";
import { attributesOf, plain, truth } from "./values";

/** The part of a directory's user that we store. */
export type DirectoryProfile = {
  /** In lower case. */
  userName: string;
  externalId: string | null;
  email: string;
  givenName: string | null;
  familyName: string | null;
  displayName: string | null;
  active: boolean;
};

export type ProfileChange = Partial<DirectoryProfile>;

/**
 * A whole user, as POST and PUT send it. Unknown attributes are ignored, as RFC 7644 (3.3) allows.
 *
 * @param activeUnlessSaid used if the user has no `active` attribute.
 * @throws GatehouseError `invalid_input` with `scimType`.
 */
export function readProfile(body: unknown, activeUnlessSaid: boolean): DirectoryProfile {
  const attributes = attributesOf(body);
  if (!attributes) throw scimRefusal("invalidSyntax", "The body isn't a SCIM user.");
  const userName = readUserName(attributes.get("username"));
  const name = attributesOf(attributes.get("name"));
  return {
    userName,
    externalId: readText(attributes.get("externalid"), "externalId"),
    email: readEmail(emailIn(attributes.get("emails")) ?? userName),
    givenName: readText(name?.get("givenname"), "name.givenName"),
    familyName: readText(name?.get("familyname"), "name.familyName"),
    displayName: readText(attributes.get("displayname"), "displayName"),
    active: attributes.get("active") === undefined ? activeUnlessSaid : readActive(attributes.get("active")),
  };
}

export function readUserName(value: unknown): string {
  const userName = readText(value, "userName");
  if (userName === null) throw scimRefusal("invalidValue", "userName is required.");
  return userName.toLowerCase();
}

export function readEmail(value: unknown): string {
  const parsed = emailSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw scimRefusal("invalidValue", "Send an email address, either as the primary one in emails or as userName.");
}

export function readActive(value: unknown): boolean {
  const active = truth(value);
  if (active === undefined) throw scimRefusal("invalidValue", "active must be true or false.");
  return active;
}

/** One line of text. Null if missing or empty. */
export function readText(value: unknown, name: string): string | null {
  const given = plain(value);
  if (given === undefined || given === null || given === "") return null;
  const parsed = lineSchema(254, "").safeParse(given);
  if (parsed.success) return parsed.data;
  throw scimRefusal("invalidValue", `${name} must be one line of at most 254 characters.`);
}

/** The primary address, otherwise the work address, otherwise the first. */
export function emailIn(value: unknown): unknown {
  const list = (Array.isArray(value) ? value : [value]).map(attributesOf).filter((each) => each !== undefined);
  const chosen =
    list.find((each) => truth(each.get("primary"))) ??
    list.find((each) => String(each.get("type")).toLowerCase() === "work") ??
    list[0];
  return chosen?.get("value") ?? undefined;
}
