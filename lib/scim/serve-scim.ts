import "server-only";
import { appUrl, countAttempt } from "@/lib/auth";
import { bodyLimit } from "@/lib/body-limit";
import { GatehouseError, notFound } from "@/lib/errors";
import { asGatehouseError, readText, route } from "@/lib/http";
import { asDirectory, type Directory } from "@/lib/keys";
import { listResponse, serviceProviderConfig, userResourceType, userSchema, userSchemaId } from "./discovery";
import { scimAnswer, scimProblem, scimRefusal } from "./errors";
import { readFilter, readPage } from "./filter";
import { readPatch } from "./patch";
import { type ProfileChange, readProfile } from "./profile";
import { changeDirectoryUser, createDirectoryUser, deleteDirectoryUser } from "./users/change";
import { type DirectoryUser, directoryUser, listDirectoryUsers } from "./users/find";
import { needsInvitation } from "./users/provision";

/** The endpoint's URL, for the directory's settings. */
export const scimUrl = (): string => appUrl("/api/scim/v2");

const locate = (path: string) => `${scimUrl()}${path}`;

/** Handles every request under `/api/scim/v2`. Errors are in SCIM's format too. @param path the segments after it. */
export const serveScim = route(async (request: Request, path: readonly string[]) => {
  try {
    const directory = await asDirectory(request);
    return await answer(directory, request, path);
  } catch (error) {
    return scimProblem(asGatehouseError(error));
  }
});

function answer(
  directory: Directory,
  request: Request,
  [kind = "", id, ...rest]: readonly string[],
): Promise<Response> {
  if (rest.length > 0) throw notFound("resource");
  if (kind.toLowerCase() === "users")
    return id === undefined ? users(directory, request) : user(directory, request, id);
  return discovery(request, kind, id);
}

async function discovery(request: Request, kind: string, id: string | undefined) {
  if (request.method !== "GET") throw methodNotAllowed("GET");
  switch (`${kind.toLowerCase()}/${id ?? ""}`) {
    case "serviceproviderconfig/":
      return scimAnswer(serviceProviderConfig(locate));
    case "resourcetypes/":
      return scimAnswer(listResponse([userResourceType(locate)]));
    case "resourcetypes/User":
      return scimAnswer(userResourceType(locate));
    case "schemas/":
      return scimAnswer(listResponse([userSchema(locate)]));
    case `schemas/${userSchemaId}`:
      return scimAnswer(userSchema(locate));
    default:
      throw notFound("resource");
  }
}

async function users(directory: Directory, request: Request): Promise<Response> {
  switch (request.method) {
    case "GET": {
      const query = new URL(request.url).searchParams;
      const [filter, page] = [readFilter(query.get("filter")), readPage(query)];
      const { total, users: found } = await directory.runAnyway((ctx) => listDirectoryUsers(ctx, { filter, ...page }));
      return scimAnswer(listResponse(found.map(resourceOf), { total, startIndex: page.startIndex }));
    }
    case "POST": {
      const profile = readProfile(await readBody(request), true);
      if (profile.active) await countInvitation(directory, { email: profile.email, userId: null });
      return resource(await directory.run((ctx) => createDirectoryUser(ctx, profile)), 201);
    }
    default:
      throw methodNotAllowed("GET, POST");
  }
}

async function user(directory: Directory, request: Request, id: string): Promise<Response> {
  switch (request.method) {
    case "GET":
      return resource(await directory.runAnyway((ctx) => directoryUser(ctx, id)));
    case "PUT": {
      const body = await readBody(request);
      const { active } = await directory.runAnyway((ctx) => directoryUser(ctx, id));
      return change(directory, id, readProfile(body, active));
    }
    case "PATCH":
      return change(directory, id, readPatch(await readBody(request)));
    case "DELETE":
      await directory.runAnyway((ctx) => deleteDirectoryUser(ctx, id));
      return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
    default:
      throw methodNotAllowed("DELETE, GET, PATCH, PUT");
  }
}

async function change(directory: Directory, id: string, given: ProfileChange): Promise<Response> {
  const before = await directory.runAnyway((ctx) => directoryUser(ctx, id));
  const email = given.email ?? before.email;
  const invites =
    (given.active ?? before.active) && (!before.active || (before.userId === null && email !== before.email));
  if (invites) await countInvitation(directory, { email, userId: before.userId });
  const run = given.active === false ? directory.runAnyway : directory.run;
  return resource(await run((ctx) => changeDirectoryUser(ctx, id, given)));
}

/** Limited, because anyone who controls a directory can make us email anyone. */
async function countInvitation(directory: Directory, person: { email: string; userId: string | null }): Promise<void> {
  if (!(await directory.run((ctx) => needsInvitation(ctx, person)))) return;
  await countAttempt("directory_invitation", { account: directory.organizationId, address: person.email });
}

async function readBody(request: Request): Promise<unknown> {
  const text = await readText(request, bodyLimit);
  try {
    return JSON.parse(text);
  } catch {
    throw scimRefusal("invalidSyntax", "The body isn't valid JSON.");
  }
}

const methodNotAllowed = (allowed: string) =>
  new GatehouseError("method_not_allowed", `Method not allowed. Use one of: ${allowed}.`);

function resource(given: DirectoryUser, status = 200): Response {
  const body = resourceOf(given);
  return scimAnswer(body, status, status === 201 ? { Location: body.meta.location } : {});
}

function resourceOf({
  id,
  userName,
  externalId,
  email,
  givenName,
  familyName,
  displayName,
  active,
  ...at
}: DirectoryUser) {
  const formatted = [givenName, familyName].filter(Boolean).join(" ");
  return {
    schemas: [userSchemaId],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName,
    ...(formatted
      ? { name: { ...(givenName ? { givenName } : {}), ...(familyName ? { familyName } : {}), formatted } }
      : {}),
    ...(displayName === null ? {} : { displayName }),
    active,
    emails: [{ value: email, type: "work", primary: true }],
    meta: {
      resourceType: "User",
      created: at.createdAt.toISOString(),
      lastModified: at.updatedAt.toISOString(),
      location: locate(`/Users/${id}`),
    },
  };
}
