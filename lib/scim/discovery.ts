import { maxPage } from "./filter";

export const userSchemaId = "urn:ietf:params:scim:schemas:core:2.0:User";

type Locate = (path: string) => string;

/** What this endpoint can do (RFC 7643, 5). */
export const serviceProviderConfig = (locate: Locate) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: maxPage },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: "oauthbearertoken",
      name: "Directory token",
      description: "The token that an owner creates in the organization's settings, sent as a bearer token.",
      primary: true,
    },
  ],
  meta: { resourceType: "ServiceProviderConfig", location: locate("/ServiceProviderConfig") },
});

export const userResourceType = (locate: Locate) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
  id: "User",
  name: "User",
  endpoint: "/Users",
  description: "A person in the organization's directory",
  schema: userSchemaId,
  meta: { resourceType: "ResourceType", location: locate("/ResourceTypes/User") },
});

type Attribute = Record<string, unknown>;

const attribute = (name: string, description: string, more: Attribute = {}): Attribute => ({
  name,
  type: "string",
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  ...more,
});

export const userSchema = (locate: Locate) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
  id: userSchemaId,
  name: "User",
  description: "A person in the organization's directory",
  attributes: [
    attribute("userName", "The user's name in the directory, usually an email address.", {
      required: true,
      uniqueness: "server",
    }),
    attribute("name", "The user's name.", {
      type: "complex",
      subAttributes: [attribute("givenName", "The first name."), attribute("familyName", "The last name.")],
    }),
    attribute("displayName", "The name to show."),
    attribute("active", "Whether the user is a member of the organization, or invited.", { type: "boolean" }),
    attribute("emails", "The user's email address.", {
      type: "complex",
      multiValued: true,
      subAttributes: [
        attribute("value", "The address."),
        attribute("type", "The type of the address.", { canonicalValues: ["work"] }),
        attribute("primary", "Whether it's the main address.", { type: "boolean" }),
      ],
    }),
  ],
  meta: { resourceType: "Schema", location: locate(`/Schemas/${userSchemaId}`) },
});

/** A list in SCIM's format (RFC 7644, 3.4.2). */
export const listResponse = (
  resources: readonly unknown[],
  { total = resources.length, startIndex = 1 }: { total?: number; startIndex?: number } = {},
) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});
